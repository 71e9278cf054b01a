/**
 * The use log by itself: rows a second that are on durable storage when they are acknowledged, one caller
 * and 64, in groups and one sync for each row; then how fast a log is verified, and how long a page of one
 * person's rows takes. Run: `node scripts/run.mjs bench/loki.ts [--rivit N] [--kansio D]`; prints JSON lines.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openLogFolder, openLoki, verifyLog } from "../gateway/audit/index.ts";
import type { Kayttoloki, Tapahtuma } from "../gateway/audit/index.ts";

const { values } = parseArgs({ options: { rivit: { type: "string", default: "200000" }, kansio: { type: "string" } } });
const rows = Number(values.rivit);
const sealKey = new Uint8Array(32).fill(5);
const persons = 5000;
/** Who has one row, the oldest. */
const rare = "asiakas-harvinainen";
const toFolder = (): string => mkdtempSync(join(values.kansio ?? tmpdir(), "asiakas-lokimittaus-"));

const event = (at: number): Tapahtuma => ({
  laji: "KATSELU",
  pyynto: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
  toimija: {
    kind: "ammattilainen",
    sub: `ammattilainen-${at % 500}`,
    kirjain: "H",
    organisaatio: "1.2.246.10.99900008",
    organisaationNimi: "Pirkanmaan hyvinvointialue",
    alue: "08",
    kayttotarkoitus: "HOITO",
  },
  operaatio: { nimi: "Asiakas", tiiviste: "a".repeat(64) },
  asiakasId: `asiakas-${at % persons}`,
  suhde: "AVOIN_ASIAKKUUS",
  tiedot: [2, 4, 26, 102],
  kentat: ["Asiakas.koulutus", "Asiakas.laakekatto", "Asiakas.nimi", "Asiakas.perhesuhteet"],
  evatyt: [],
  lahteet: [{ lahde: "kela", solmu: null, tila: "OK", haettu: "2026-11-25T10:00:00.000Z" }],
  moottori: "apollo",
});

const open = (kansio: string): Promise<Kayttoloki> =>
  openLoki({
    paikka: { kansio },
    ankkuri: undefined,
    segmentBytes: 64 * 1024 * 1024,
    logName: false,
    sealKey,
    sealPerson: (id) => id,
    now: () => new Date(),
    onAnchorFailure: () => undefined,
  });

function report(line: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify(line));
}

/** `callers` appends at a time, for two seconds; in groups, or each row committed by itself. */
async function measureAppends(callers: number, isGrouped = true): Promise<void> {
  const kansio = toFolder();
  const loki = await open(kansio);
  const times: number[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const append = (row: Tapahtuma): ReturnType<Kayttoloki["append"]> => {
    if (isGrouped) return loki.append([row]);
    const written = turn.then(() => loki.append([row]));
    turn = written;
    return written;
  };
  const end = performance.now() + 2000;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let at = caller; performance.now() < end; at += callers) {
        const before = performance.now();
        const { ok } = await append(event(at));
        if (!ok) throw new Error("the log could not be written");
        times.push(performance.now() - before);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const quantile = (share: number): number => Math.round((times[Math.floor(times.length * share)] ?? 0) * 100) / 100;
  report({
    mita: isGrouped ? "append" : "append, rivi kerrallaan",
    kutsujia: callers,
    rivejaSekunnissa: Math.round(times.length / seconds),
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
  });
  await loki.close();
  rmSync(kansio, { recursive: true });
}

/** A log of many rows, written in large groups; verified, and read. */
async function measureSize(): Promise<void> {
  const kansio = toFolder();
  const loki = await open(kansio);
  await loki.append([{ ...event(0), asiakasId: rare }]);
  const group = 2000;
  let refused = 0;
  for (let at = 0; at < rows; at += group) {
    const some = Array.from({ length: Math.min(group, rows - at) }, (_, each) => event(at + each));
    // A disk that others use as well may take over a second: then the group is refused, as it would be for a caller.
    while (!(await loki.append(some)).ok) if ((refused += 1) > 100) throw new Error("the log could not be written");
  }
  await loki.close();
  const folder = await openLogFolder(kansio);
  const beforeVerify = performance.now();
  const verified = await verifyLog(folder, { sealKey });
  const seconds = (performance.now() - beforeVerify) / 1000;
  if (verified.virhe !== undefined) throw new Error(verified.virhe.syy);
  report({
    mita: "tarkistus",
    riveja: verified.riveja,
    evattyjaRyhmia: refused,
    sekuntia: Math.round(seconds * 10) / 10,
    rivejaSekunnissa: Math.round(verified.riveja / seconds),
    muistiMt: Math.round(process.resourceUsage().maxRSS / 1024),
  });
  const reader = await open(kansio);
  // The first page of a process opens every segment's index.
  for (const haku of ["ensimmäinen", "usein katsottu", "harvoin katsottu"]) {
    const isRare = haku !== "usein katsottu";
    const times: number[] = [];
    for (let at = 0; at < (haku === "ensimmäinen" ? 1 : 20); at += 1) {
      const before = performance.now();
      const { rivit } = await reader.readKatselut([isRare ? rare : `asiakas-${at * 7}`], { first: 20 });
      times.push(performance.now() - before);
      if (rivit.length !== (isRare ? 1 : Math.min(20, Math.floor(rows / persons))))
        throw new Error("a page is not whole");
    }
    times.sort((a, b) => a - b);
    const middle = times[Math.floor(times.length / 2)] ?? 0;
    report({ mita: "katselut", haku, riveja: rows, sivuMs: Math.round(middle * 10) / 10 });
  }
  await reader.close();
  rmSync(kansio, { recursive: true });
}

await measureAppends(1);
await measureAppends(64);
await measureAppends(64, false);
await measureSize();
