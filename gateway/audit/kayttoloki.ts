import { createGroupCommit } from "./group-commit.ts";
import type { CommitResult } from "./group-commit.ts";
import type { LogStore, Members } from "./log-store.ts";
import { toMembers } from "./loki-rivi.ts";
import type { LokiRivi, LokiSivu } from "./loki-rivi.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import type { Tapahtuma } from "./rivi.ts";

/** Which page of rows. */
export interface Page {
  readonly first: number;
  /** `kohta` of the last row of the page before. */
  readonly after?: string;
  /** Oldest row told, RFC 3339. */
  readonly alkaen?: string;
}

/** The use log. */
export interface Kayttoloki {
  /** Resolves when every row is on durable storage, or says that it is not: then nothing may leave. Never rejects. */
  append(tapahtumat: readonly Tapahtuma[]): Promise<CommitResult>;
  /** False while the last write failed or is slow: then nothing personal is even asked. */
  isAvailable(): boolean;
  /**
   * Rows of one person, newest first, by each id that the person has or has had. A look whose answer did not leave is not
   * told. @throws when the storage can't be read.
   */
  readKatselut(asiakasIdt: readonly string[], page: Page): Promise<LokiSivu>;
  /** Emergency accesses of an organisation, newest first. @throws as `readKatselut`. */
  readHatakaytot(organisaatio: string, page: Page): Promise<LokiSivu>;
  /** Emergency accesses in force now, of everyone: read at start, so that a restart forgets none. */
  readVoimassaOlevat(): Promise<readonly LokiRivi[]>;
  readonly pseudonyms: Pseudonyms;
  close(): Promise<void>;
}

/** What a use log is made of. */
export interface KayttolokiOptions {
  readonly store: LogStore;
  readonly pseudonyms: Pseudonyms;
  readonly now: () => Date;
  /** Is a professional's name kept; the controller's choice. */
  readonly logName?: boolean;
  /** A write that takes longer is as one that failed. Milliseconds. */
  readonly slowMs?: number;
  /** Called after each group that was written. */
  readonly onWritten?: () => void;
}

/** While the storage fails, one request in this time finds out whether it has come back. Milliseconds. */
const retryMs = 1000;
/** Emergency access lasts an hour; older rows are none of them. */
const hatakayttoja = 1000;

/** A log over a store. */
export function createKayttoloki(options: KayttolokiOptions): Kayttoloki {
  const { store, pseudonyms, now, logName = false, slowMs = 1000, onWritten = () => undefined } = options;
  let failedAt: number | undefined;
  const owed: Tapahtuma[] = [];
  const group = createGroupCommit<Members>(async (items) => {
    await store.write(items);
    onWritten();
  }, toReason);

  const toRows = (tapahtumat: readonly Tapahtuma[]): readonly Members[] => {
    const kit = { aika: now().toISOString(), pseudonyms, logName, toimijat: new Map() };
    return tapahtumat.map((tapahtuma) => toMembers(tapahtuma, kit));
  };

  /**
   * What was fetched and did not leave is owed to the log: registers have logged our look, and the rows may
   * be durable after all. Written down once the storage is back.
   */
  const owe = (tapahtumat: readonly Tapahtuma[]): void => {
    const looks = tapahtumat.filter(({ laji }) => laji === "KATSELU");
    owed.push(
      ...looks
        .slice(0, Math.max(0, maxOwed - owed.length))
        .map((each) => ({ ...each, laji: "EI_LUOVUTETTU" as const })),
    );
  };
  const payOwed = async (): Promise<void> => {
    const rows = owed.splice(0);
    if (rows.length === 0) return;
    const { ok } = await group.add(toRows(rows));
    if (!ok) owed.unshift(...rows);
  };

  return {
    pseudonyms,
    async append(tapahtumat) {
      const written = group.add(toRows(tapahtumat));
      const result = await withLimit(written, slowMs);
      failedAt = result?.ok === true ? undefined : performance.now();
      if (result?.ok === true) {
        void payOwed();
        return result;
      }
      owe(tapahtumat);
      // A slow write that ends after all shows that the storage is back.
      if (result === undefined) void written.then(({ ok }) => (ok ? payOwed() : undefined));
      return result ?? { ok: false, syy: "käyttöloki on hidas" };
    },
    isAvailable() {
      if (failedAt === undefined) return true;
      if (performance.now() - failedAt < retryMs) return false;
      failedAt = performance.now();
      return true;
    },
    ...createReading({ store, pseudonyms, now }),
    async close() {
      await group.idle();
      await store.close();
    },
  };
}

function createReading({
  store,
  pseudonyms,
  now,
}: Pick<KayttolokiOptions, "store" | "pseudonyms" | "now">): Pick<
  Kayttoloki,
  "readKatselut" | "readHatakaytot" | "readVoimassaOlevat"
> {
  return {
    async readKatselut(asiakasIdt, { first, after, alkaen = "" }) {
      const asiakkaat = asiakasIdt.flatMap((id) => pseudonyms.asiakas(id) ?? []);
      if (asiakkaat.length === 0) return { rivit: [], jatkuu: false };
      const keysOf = (of: string): readonly string[] => asiakkaat.map((asiakas) => `${of}:${asiakas}`);
      const corrected = new Set(
        (await store.find({ keys: keysOf("ei"), limit: maxCorrections })).map(({ pyynto }) => pyynto),
      );
      return toPage(await store.find({ keys: keysOf("asiakas"), limit: first + 1 + corrected.size, after }), {
        first,
        isTold: ({ aika, pyynto }) => aika >= alkaen && !corrected.has(pyynto),
      });
    },
    async readHatakaytot(organisaatio, { first, after, alkaen = "" }) {
      const rows = await store.find({ keys: [`hatakaytto:${organisaatio}`], limit: first + 1, after });
      return toPage(rows, { first, isTold: ({ aika }) => aika >= alkaen });
    },
    async readVoimassaOlevat() {
      const rows = await store.find({ keys: ["hatakaytto"], limit: hatakayttoja });
      const time = now().toISOString();
      return rows.filter(({ hatakaytto }) => hatakaytto !== undefined && hatakaytto.paattyy > time);
    },
  };
}

const maxCorrections = 1000;
/** Rows owed while the storage is away: what passes this is lost, and each such request was refused. */
const maxOwed = 10_000;

function toPage(
  rows: readonly LokiRivi[],
  { first, isTold }: { readonly first: number; readonly isTold: (row: LokiRivi) => boolean },
): LokiSivu {
  const told = rows.filter(isTold);
  return { rivit: told.slice(0, first), jatkuu: told.length > first };
}

/** A constant text: what the storage says of itself may hold a path. */
function toReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "tuntematon virhe";
  return `käyttölokia ei voi kirjoittaa: ${/^[A-Z0-9_]{2,30}$/.test(code) ? code : "tuntematon virhe"}`;
}

async function withLimit<T>(promise: Promise<T>, limitMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  const first = await Promise.race([promise, limit]);
  clearTimeout(timer);
  return first;
}
