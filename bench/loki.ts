/**
 * The use log by itself: rows a second that are on durable storage when they are acknowledged, one caller
 * and 64, in groups and one sync for each row; then how fast a log is verified, and how long a page of one
 * person's rows takes. Run: `node --import tsx bench/loki.ts [--rivit N] [--kansio D]`; prints JSON lines.
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

/** `callers` appends at a time, for two seconds. */
async function measureAppends(callers: number): Promise<void> {
  const kansio = toFolder();
  const loki = await open(kansio);
  const times: number[] = [];
  const end = performance.now() + 2000;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let at = caller; performance.now() < end; at += callers) {
        const before = performance.now();
        const { ok } = await loki.append([event(at)]);
        if (!ok) throw new Error("the log could not be written");
        times.push(performance.now() - before);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const quantile = (share: number): number => Math.round((times[Math.floor(times.length * share)] ?? 0) * 100) / 100;
  report({
    mita: "append",
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
  const group = 2000;
  for (let at = 0; at < rows; at += group) {
    const { ok } = await loki.append(Array.from({ length: Math.min(group, rows - at) }, (_, each) => event(at + each)));
    if (!ok) throw new Error("the log could not be written");
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
    sekuntia: Math.round(seconds * 10) / 10,
    rivejaSekunnissa: Math.round(verified.riveja / seconds),
    muistiMt: Math.round(process.resourceUsage().maxRSS / 1024),
  });
  const reader = await open(kansio);
  const times: number[] = [];
  for (let at = 0; at < 20; at += 1) {
    const before = performance.now();
    const { rivit } = await reader.readKatselut(`asiakas-${at * 7}`, { first: 20 });
    if (rivit.length !== Math.min(20, Math.floor(rows / persons))) throw new Error("a page is not whole");
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  report({ mita: "katselut", riveja: rows, sivuMs: Math.round((times[10] ?? 0) * 10) / 10 });
  await reader.close();
  rmSync(kansio, { recursive: true });
}

await measureAppends(1);
await measureAppends(64);
await measureSize();
