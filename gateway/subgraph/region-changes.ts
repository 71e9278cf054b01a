import type { z } from "zod";
import { createSqlSource } from "../source/index.ts";
import type { SourceHandle, SourceResult, SqlSource } from "../source/index.ts";
import type { Tunnus } from "./asiakas-id.ts";
import { toKysyja } from "./kysyja.ts";
import { parsePersonRows, toPersonKey } from "./person-rows.ts";
import type { RegionScope } from "./region-databases.ts";
import type { RegionSettings } from "./region-settings.ts";

/** A value of a change, from `$3` on; a truth is told as text. */
export type ChangeValue = string | null;

/** A change of one person in one region. */
export interface RegionChange<T> {
  readonly alue: string;
  readonly person: Tunnus;
  /** A statement of the person's codes `$1` (identity code) and `$2` (temporary), that gives one row of `personColumns`. */
  readonly text: string;
  readonly arvot: readonly ChangeValue[];
  readonly from: RegionScope;
  /** Reads the row; a region that does not know the person gives none. */
  readonly schema: z.ZodType<T>;
}

/** Regions' databases by a role that changes them and reads nothing. */
export interface RegionChanges {
  /** Regions that take changes. */
  readonly alueet: readonly string[];
  readonly sources: readonly SourceHandle[];
  /**
   * Makes one change by one statement, and so in one transaction. It may be sent again when a connection turns out to be
   * gone: the region sees to it that one key makes one change. Undefined: the region does not know the person.
   */
  change<T>(change: RegionChange<T>): Promise<SourceResult<T | undefined>>;
}

/** Few: changes are rare beside reading. */
const connections = 2;

/** Opens a pool for each region that takes changes, by its URL; nothing is connected before the first change. */
export function openRegionChanges(
  lahde: string,
  { suojaus, timeoutMs }: RegionSettings,
  urls: Readonly<Record<string, string>>,
): RegionChanges {
  const limits = timeoutMs === undefined ? {} : { timeoutMs };
  const sources = new Map<string, SqlSource>(
    Object.entries(urls).map(([alue, url]) => [
      alue,
      createSqlSource({ lahde, solmu: alue, url, suojaus, connections, ...limits }),
    ]),
  );
  return {
    alueet: [...sources.keys()].toSorted(),
    sources: [...sources.values()],
    change({ alue, person, text, arvot, from, schema }) {
      const source = sources.get(alue);
      if (source === undefined) throw new Error("a change of a region that takes none");
      const codes = person.laji === "HETU" ? [person.arvo, null] : [null, person.arvo];
      const kerrotaan = { ...toKysyja(from, [person.arvo]), pyynto: from.pyynto };
      return source.query({ text, values: [...codes, ...arvot], kerrotaan }, from.scope, (rows) => {
        const read = parsePersonRows(rows, [person], schema);
        return read.ok ? { ok: true, value: read.value.get(toPersonKey(person))?.[0] } : read;
      });
    },
  };
}
