import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import type { Tyyppi } from "./capabilities.ts";
import type { MarkedWire } from "./elements.ts";
import { parseProvenances, toRekisterilaji, toRivimerkit } from "./marks.ts";
import type { Rekisterilaji, Rivimerkki } from "./marks.ts";
import { isOf } from "./references.ts";
import type { ViiteWire } from "./references.ts";
import type { Loydos } from "./search.ts";
import type { Potilas } from "./wire.ts";

/** A resource that has been read, and its marks. */
export interface Luettu<T> {
  readonly resource: T;
  readonly rivimerkit: readonly Rivimerkki[];
  /** Branch of its register; null where the resource tells none. */
  readonly rekisterilaji: Rekisterilaji | null;
}

/** Whose resources are read, and at which node. */
export interface Kenen {
  readonly potilas: Potilas;
  readonly base: string;
}

/** How resources of one type are asked and checked. */
export interface Kysyttava {
  readonly tyyppi: Tyyppi;
  /** The resources of a page, when each is of the agreed form and of the person asked. */
  check(resources: readonly unknown[], kenen: Kenen): SourceResult<readonly unknown[]>;
}

/** How resources of one type are read. */
export interface Lukutapa<T> extends Kysyttava {
  readonly schema: z.ZodType<T>;
}

/**
 * A way to read one type. A resource that is not of the agreed form, or whose subject is not the person asked, makes
 * the whole answer invalid: it may be another's. `subjectOf`: whose the resource says it is.
 */
export function toLukutapa<T>(
  tyyppi: Tyyppi,
  schema: z.ZodType<T>,
  subjectOf: (resource: T) => ViiteWire | undefined,
): Lukutapa<T> {
  return {
    tyyppi,
    schema,
    check(resources, { potilas, base }) {
      const read = z.array(schema).safeParse(resources);
      if (!read.success) return failed("invalid", "a resource not of the agreed form");
      return read.data.every((each) => isOf(subjectOf(each), potilas, base))
        ? ok(resources)
        : failed("invalid", "a resource of another person than asked");
    },
  };
}

/**
 * Reads all that a search found, its pages checked already. The same resource twice, or a mark that can't be read,
 * makes the answer invalid.
 */
export function readResources<T extends MarkedWire>(
  { resources, provenances }: Loydos,
  { tyyppi, schema }: Lukutapa<T>,
  { potilas, base }: Kenen,
): SourceResult<readonly Luettu<T>[]> {
  const read = z.array(schema).safeParse(resources);
  if (!read.success) return failed("invalid", "a resource not of the agreed form");
  if (new Set(read.data.map(({ id }) => id)).size !== read.data.length) return failed("invalid", "one resource twice");
  const sources = parseProvenances(provenances, base);
  if (sources === undefined) return failed("invalid", "a Provenance that can't be read");
  const marked: Luettu<T>[] = [];
  for (const resource of read.data) {
    const rivimerkit = toRivimerkit(resource, { target: `${tyyppi}/${resource.id}`, provenances: sources, potilas });
    if (rivimerkit === undefined) return failed("invalid", "a mark that its code list does not have");
    marked.push({ resource, rivimerkit, rekisterilaji: toRekisterilaji(resource) });
  }
  return ok(marked);
}
