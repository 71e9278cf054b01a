/**
 * The use log (käyttöloki): before an answer with personal data leaves, its row is on durable storage, or
 * the answer does not leave. Rows are chained by hashes, sealed by a key, and only ever added. Holds who
 * asked, on what ground, which items of whom were given and kept back; never a value or an identity code.
 * Decides nothing: the gate does, and the server tells what leaves.
 */
export type { CommitResult } from "./group-commit.ts";
export type { Kayttoloki, Page } from "./kayttoloki.ts";
export { openLogFolder } from "./log-folder.ts";
export type { LogFolder } from "./log-folder.ts";
export type { LokiRivi, LokiSivu } from "./loki-rivi.ts";
export { openLoki } from "./open-loki.ts";
export type { LokiOptions } from "./open-loki.ts";
export type { Pseudonyms } from "./pseudonyms.ts";
export { removeOld } from "./remove-old.ts";
export type { Evays, Tapahtuma } from "./rivi.ts";
export { createSegmentStore } from "./segment-store.ts";
export { openPostgresLog } from "./postgres-store.ts";
export { verifyLog } from "./verify.ts";
export type { Verification } from "./verify.ts";
