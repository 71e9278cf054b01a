/**
 * `npm run loki -- tarkista | poista`: verifies the use log, or removes what its retention has passed.
 * Environment: the keys as the gateway's (`ASIAKAS_LOKI_SINETTI`), `ASIAKAS_KANSIO`; `ASIAKAS_LOKI_TIETOKANTA`,
 * a URL or `file:PATH` of a file that holds it, verifies the log of a PostgreSQL, whose rows its administrator removes.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createSegmentStore, openLogFolder, openPostgresLog, removeOld, verifyLog } from "./audit/index.ts";
import type { LogFolder, Verification } from "./audit/index.ts";
import {
  ConfigError,
  createLocalKeyStore,
  loadEnvironment,
  loadLokiSettings,
  readDatabaseUrl,
} from "./config/index.ts";

const usage = `npm run loki -- tarkista [--kansio D] [--ankkuri F]
  Verifies every row, seal and citation of the log, and the heads handed out to F. Exit code 1 names the first bad row.
  Example: npm run loki -- tarkista --ankkuri /srv/ankkuri/loki.jsonl
npm run loki -- poista --asetukset F [--kansio D] [--pito TUNNUS]...
  Removes segments whose newest row is older than loki.sailytysVuosia of the configuration F; those that hold a person
  on hold (loki.pito, and --pito: the log's pseudonyms) stay.
  Example: npm run loki -- poista --asetukset /etc/asiakas-graph.json`;

const local = process.env["ASIAKAS_KANSIO"] ?? fileURLToPath(new URL("../.asiakas", import.meta.url));
const { values, positionals } = readCommandLine();
const [command] = positionals;

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run(): Promise<number> {
  if (values.help === true) return tell(usage, 0);
  if (command === "tarkista") return verify();
  return command === "poista" ? remove() : tell(usage, 2);
}

/** A word that is no option of ours ends the run: what was meant is not guessed at where rows may be removed. */
function readCommandLine() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        kansio: { type: "string", default: `${local}/loki` },
        ankkuri: { type: "string" },
        asetukset: { type: "string" },
        pito: { type: "string", multiple: true, default: [] },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : "");
    console.log(usage);
    return process.exit(2);
  }
}

/** The folder of an existing log: a path written wrong would verify as a log that is whole and empty. */
function openExisting(): Promise<LogFolder> {
  if (existsSync(values.kansio)) return openLogFolder(values.kansio);
  throw new ConfigError("--kansio names no folder  →  the gateway's log is in loki.kansio, or .asiakas/loki");
}

function tell(text: string, code: number): number {
  console.log(text);
  return code;
}

async function verify(): Promise<number> {
  const { lokiSealKey } = loadEnvironment({ env: process.env, keys: createLocalKeyStore(local) });
  const options = { sealKey: lokiSealKey, anchors: readAnchors() };
  const url = process.env["ASIAKAS_LOKI_TIETOKANTA"];
  const database = url === undefined ? undefined : await openPostgresLog(readUrl(url));
  const found = await verifyLog(database ?? (await openExisting()), options);
  await database?.close();
  return tell(toText(found), found.virhe === undefined ? 0 : 1);
}

function readUrl(given: string): string {
  return readDatabaseUrl("ASIAKAS_LOKI_TIETOKANTA", given, { production: process.env["NODE_ENV"] === "production" });
}

function readAnchors(): readonly string[] {
  if (values.ankkuri === undefined) return [];
  try {
    return readFileSync(values.ankkuri, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  } catch (cause) {
    throw new ConfigError("--ankkuri names a file that can't be read  →  check the path", { cause });
  }
}

function toText({ segmentteja, riveja, vahvistamattomia, virhe }: Verification): string {
  if (virhe !== undefined) {
    const row = virhe.nro === undefined ? "" : `:${virhe.nro}`;
    return `${virhe.segmentti}${row}  ${virhe.syy}  →  vertaa varmuuskopioon ja ilmoita tietosuojavastaavalle`;
  }
  const torn =
    vahvistamattomia === 0 ? "" : `; ${vahvistamattomia} tavua kesken jäänyttä loppua, ei hyväksyttyjä rivejä`;
  return `Loki on ehjä: ${riveja} riviä, ${segmentteja} segmenttiä${torn}`;
}

/** Never removes by a default: a hold that was left off the command line would lose evidence. */
function readSettings(): ReturnType<typeof loadLokiSettings> {
  if (values.asetukset === undefined) {
    throw new ConfigError("--asetukset is missing  →  name the gateway's configuration: retention and holds are in it");
  }
  try {
    return loadLokiSettings(JSON.parse(readFileSync(values.asetukset, "utf8")));
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError("--asetukset names no file of JSON  →  check the path", { cause });
  }
}

async function remove(): Promise<number> {
  const { sailytysVuosia, pito } = readSettings();
  const { lokiSealKey } = loadEnvironment({ env: process.env, keys: createLocalKeyStore(local) });
  const folder = await openExisting();
  const now = (): Date => new Date();
  const store = createSegmentStore({ folder, sealKey: lokiSealKey, now });
  const limit = now();
  limit.setUTCFullYear(limit.getUTCFullYear() - sailytysVuosia);
  const removed = await removeOld(folder, store, {
    olderThan: limit.toISOString(),
    pito: pito === true ? pito : [...pito, ...values.pito],
    sealKey: lokiSealKey,
    now,
  });
  await store.close();
  return tell(`Poistettu ${removed.length} segmenttiä`, 0);
}
