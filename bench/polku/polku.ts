/**
 * `npm run bench -- polku`: what the whole path costs: token, limits, gate, use log and `lahteet`, beside gateways that have
 * none of these and the hand-written limit. Every subgraph is remote, at the same addresses for all, and answers all alike.
 */
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { createAsiakasIds } from "../../gateway/subgraph/index.ts";
import { createTokenIssuer, paikallinenAudience, paikallinenIssuer, start as startIdp } from "../../mocks/idp/index.ts";
import { createPopulation, toOrganisaatio } from "../../mocks/population/index.ts";
import { typescriptArgs } from "../../scripts/typescript/args.ts";
import { startChild } from "../engines/child-process.ts";
import { contestants as engines, baseline, limit } from "../engines/gateways.ts";
import type { Contestant, Running } from "../engines/gateways.ts";
import { createMeter } from "../engines/measure.ts";
import { registerUrl, withPlaces } from "../engines/ports.ts";
import { findInstalled, keepEqual, measureWorkload, printHead, startAll } from "../engines/rounds.ts";
import { printMemory, printTurns } from "../engines/tables.ts";
import { pathSubgraphs, toPathWorkloads } from "./path-workloads.ts";
import type { PathPeople } from "./path-workloads.ts";

const usage = `npm run bench -- polku [--kierroksia N] [--sekunteja S] [--vain P,L] [--kutsujia 16] [--profiili FOLDER]
    [--moottorit polku,apollo]
  The whole product over remote subgraphs that answer from memory: token, limits, gate, use log, lahteet; beside it its
  engine alone, @apollo/gateway, and the hand-written limit, which makes the product's calls.
  --kierroksia  interleaved rounds, 5 when left out     --sekunteja  length of one turn, 3 when left out
  --vain        workloads: P one person, L fifty        --kutsujia   numbers of callers, 16 when left out
  --moottorit   gateways; the limit is always there
  --profiili    FOLDER for processor profiles (.cpuprofile) of the product, which is then loaded once more by itself`;

const here = fileURLToPath(new URL(".", import.meta.url));
const product = "polku";
const beside: ReadonlySet<string> = new Set(["asiakas", baseline, limit]);
/** How many ask. */
const customers = 1000;
const professionals = 20;

/** Runs the measurement as the command line's words choose, and ends the process; code 1 when something of ours fails. */
export async function measurePath(words: readonly string[]): Promise<never> {
  if (words.includes("--help")) console.log(usage);
  else await measureAll(readWords(words));
  process.exit();
}

interface Words {
  readonly rounds: number;
  readonly seconds: number;
  readonly only: readonly string[];
  readonly callers: readonly number[];
  readonly profile: string | undefined;
  readonly gateways: ReadonlySet<string>;
}

function readWords(words: readonly string[]): Words {
  const { values } = parseArgs({
    args: [...words],
    options: {
      kierroksia: { type: "string", default: "5" },
      sekunteja: { type: "string", default: "3" },
      vain: { type: "string", default: "P,L" },
      kutsujia: { type: "string", default: "16" },
      profiili: { type: "string" },
      moottorit: { type: "string", default: [product, ...beside].join(",") },
    },
  });
  return {
    rounds: Number(values.kierroksia),
    seconds: Number(values.sekunteja),
    only: values.vain.split(","),
    callers: values.kutsujia.split(",").map(Number),
    profile: values.profiili,
    gateways: new Set([...values.moottorit.split(","), limit]),
  };
}

async function measureAll({ only, profile, gateways, ...choices }: Words): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-polku-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  const population = createPopulation({ seed: 1, size: 2 * customers });
  const idp = await startIdp({ population, directory: folder });
  const people = await makePeople(population, folder);
  const persons = join(folder, "persons.json");
  writeFileSync(persons, JSON.stringify(people.customers.map(({ id }) => id)));
  const registers = startChild([...typescriptArgs, join(here, "register-process.ts"), persons, folder], here);
  const callers = startChild([...typescriptArgs, join(here, "../engines/callers-process.ts")], here);
  const { ports } = await registers.next<{ ports: [string, number][] }>();
  const supergraph = join(folder, "supergraph.graphql");
  writeFileSync(supergraph, withPlaces(readSupergraph(), new Map(ports)));
  writeFileSync(join(folder, "config.json"), JSON.stringify(toConfig(idp.url, new Map(ports))));
  const places = { supergraph, registers: new Map(ports.map(([name, port]) => [name, registerUrl(port)])) };

  const all = [toProduct(folder, profile), ...engines.filter(({ name }) => beside.has(name)).map(withOwnLimit)];
  const chosen = all.filter(({ name }) => gateways.has(name));
  const running = await startAll(findInstalled(chosen), places);
  const meter = createMeter({ registers, callers });
  printHead(chosen, choices);
  for (const workload of toPathWorkloads(people, folder).filter(({ name }) => only.includes(name))) {
    const able = await keepEqual(running, workload);
    const measure: Measure = (measured) => measureWorkload(measured, workload, { meter, choices });
    printTurns(workload, await measure(able));
    if (profile !== undefined) await profileProduct(able, measure);
  }
  await printMemory(running);
}

/** Profiles the product alone, once more and warm: it starts and ends a profile when it gets this signal. */
async function profileProduct(running: readonly Running[], measure: Measure): Promise<void> {
  const gateway = running.find(({ name }) => name === product);
  if (gateway?.pid === undefined) return;
  process.kill(gateway.pid, "SIGUSR2");
  await measure([gateway]);
  process.kill(gateway.pid, "SIGUSR2");
  // While it writes its file.
  await setTimeout(2000);
}

type Measure = (measured: readonly Running[]) => ReturnType<typeof measureWorkload>;

/** The limit's calls are those of this part's workloads. */
function withOwnLimit(contestant: Contestant): Contestant {
  if (contestant.name !== limit) return contestant;
  const program = join(here, "limit-process.ts");
  return { ...contestant, args: ({ registers }) => [...typescriptArgs, program, JSON.stringify([...registers])] };
}

function toProduct(folder: string, profile: string | undefined): Contestant {
  const program = join(here, "product-process.ts");
  return {
    name: product,
    title: "the whole product: token, limits, gate, use log, lahteet; its hop to subgraphs signed both ways",
    packages: undefined,
    args: () => [...typescriptArgs, program, join(folder, "config.json"), folder, profile ?? folder],
  };
}

function readSupergraph(): string {
  return readFileSync(new URL("../../schema/supergraph.graphql", import.meta.url), "utf8");
}

/** The product's configuration: what the workloads ask is elsewhere, what they don't is here and never asked. */
function toConfig(idpUrl: string, ports: ReadonlyMap<string, number>): unknown {
  const remote = [...ports].map(([name, port]) => [name, { run: "remote", url: registerUrl(port) }]);
  const provider = {
    nimi: "paikallinen",
    issuer: paikallinenIssuer,
    audience: paikallinenAudience,
    discoveryUrl: `${idpUrl}/.well-known/openid-configuration`,
    mapping: fileURLToPath(new URL("../../mocks/idp/vaitteet.json", import.meta.url)),
  };
  const much = 1_000_000;
  const bounds = { concurrencyPerActor: 10_000, personsPerMinute: 100_000, personsPerHourOfOrganisation: much };
  return {
    identity: { providers: [provider] },
    subgraphs: { ...toUnasked(), ...Object.fromEntries(remote) },
    limits: { costPerMinute: 1000 * much, ...bounds },
    requestMs: 30_000,
  };
}

/** Subgraphs of the supergraph that the workloads leave alone: at an address of nobody. */
function toUnasked(): Readonly<Record<string, unknown>> {
  const names = [...readSupergraph().matchAll(/@join__graph\(name: "([a-z-]+)"/g)].map(([, name = ""]) => name);
  const nowhere = { run: "remote", url: "http://127.0.0.1:9/graphql" };
  const own = ["kayttoloki", "luettelo"];
  return Object.fromEntries(
    names
      .filter((name) => !pathSubgraphs.includes(name))
      .map((name) => [name, own.includes(name) ? { run: "in-process", settings: {} } : nowhere]),
  );
}

async function makePeople(population: ReturnType<typeof createPopulation>, folder: string): Promise<PathPeople> {
  const issuer = createTokenIssuer({ directory: folder });
  const ids = createAsiakasIds(createLocalKeyStore(folder).obtain("ASIAKAS_ID_AVAIN", 64));
  const made: { readonly id: string; readonly token: string }[] = [];
  for (const { persona, hetu } of population.kaikki()) {
    if (hetu === undefined) continue;
    if (made.length === customers) break;
    const tunnus = { laji: "HETU", arvo: hetu } as const;
    const token = await issuer.issue({ rooli: "asiakas", persona: persona ?? hetu, tunnus });
    made.push({ id: ids.seal(tunnus), token });
  }
  const tokens = Array.from({ length: professionals }, (_, at) =>
    issuer.issue({
      rooli: "terveydenhuolto",
      persona: `testi${at}`,
      nimi: "Testi Testinen",
      organisaatio: toOrganisaatio("15"),
      organisaationNimi: "Alue",
      yksikko: undefined,
      alue: "15",
      kayttotarkoitus: "HOITO",
    }),
  );
  return { customers: made, professionals: await Promise.all(tokens) };
}
