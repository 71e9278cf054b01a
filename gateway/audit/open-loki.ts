import { hkdfSync } from "node:crypto";
import { createAnchor } from "./anchor.ts";
import { createKayttoloki } from "./kayttoloki.ts";
import type { Kayttoloki } from "./kayttoloki.ts";
import { openLogFolder } from "./log-folder.ts";
import { createPseudonyms } from "./pseudonyms.ts";
import { openPostgresStore } from "./postgres-store.ts";
import { createSegmentStore } from "./segment-store.ts";

/** What the use log is opened with. */
export interface LokiOptions {
  /** Where the rows are kept: a folder of segments, or a PostgreSQL. */
  readonly paikka: { readonly kansio: string } | { readonly tietokanta: string };
  /** File, on other storage, where heads are handed out; undefined where there is none. */
  readonly ankkuri: string | undefined;
  readonly segmentBytes: number;
  /** Is a professional's name kept. */
  readonly logName: boolean;
  /** Seals heads; pseudonyms of those who ask are made under a key derived from it. 32 bytes. */
  readonly sealKey: Uint8Array;
  /** Names a person in the log, under the log's own key; undefined for an id that is none of ours. */
  readonly sealPerson: (asiakasId: string) => string | undefined;
  readonly now: () => Date;
  /** Told when a head could not be handed out. */
  readonly onAnchorFailure: () => void;
}

/** Opens the log. @throws when the folder can't be made, or the database can't be reached or trusted. */
export async function openLoki(options: LokiOptions): Promise<Kayttoloki> {
  const { paikka, ankkuri, segmentBytes, logName, sealKey, sealPerson, now, onAnchorFailure } = options;
  const store =
    "kansio" in paikka
      ? createSegmentStore({ folder: await openLogFolder(paikka.kansio), sealKey, now, segmentBytes })
      : await openPostgresStore({ url: paikka.tietokanta, sealKey, now });
  const anchor = ankkuri === undefined ? undefined : createAnchor(ankkuri, { now, onFailure: onAnchorFailure });
  const pseudonyms = createPseudonyms(deriveKey(sealKey, "toimija"), sealPerson);
  const loki = createKayttoloki({ store, pseudonyms, now, logName, onWritten: () => anchor?.note(store.head()) });
  return {
    ...loki,
    async close() {
      await loki.close();
      await anchor?.close();
    },
  };
}

function deriveKey(key: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key, new Uint8Array(), `asiakas-graph/loki/${purpose}`, 32));
}
