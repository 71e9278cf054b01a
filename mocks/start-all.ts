import { fileURLToPath } from "node:url";
import { register as crm } from "./crm/index.ts";
import type { Controlled, RunningRegister } from "./http/index.ts";
import { paikallinenAudience, paikallinenClientId, paikallinenIssuer, start as startIdp } from "./idp/index.ts";
import { register as kanta } from "./kanta/index.ts";
import { register as kela } from "./kela/index.ts";
import { register as koski } from "./koski/index.ts";
import { register as koodistot } from "./koodistot/index.ts";
import { startLocalServices } from "./local-services.ts";
import { register as migri } from "./migri/index.ts";
import { register as mydata } from "./mydata/index.ts";
import { createPopulation } from "./population/index.ts";
import type { PopulationOptions } from "./population/index.ts";
import { openBackend } from "./postgres/index.ts";
import type { RegionRegister, RegionWorld } from "./postgres/index.ts";
import { register as ptj } from "./ptj/index.ts";
import { register as tyollisyys } from "./tyollisyys/index.ts";
import { register as ptv } from "./ptv/index.ts";
import { register as valtuudet } from "./valtuudet/index.ts";
import { register as viestit } from "./viestit/index.ts";
import { register as vtj } from "./vtj/index.ts";
import { register as yhteinen } from "./yhteinen/index.ts";

/** Every register of the local world; one that needs no database leaves it. */
const allRegisters: readonly RegionRegister[] = [
  vtj,
  kela,
  koski,
  crm,
  yhteinen,
  mydata,
  ptj,
  tyollisyys,
  migri,
  ptv,
  koodistot,
  valtuudet,
  kanta,
  viestit,
];

/** Subgraphs of which the gateway itself is the source: they ask no register, and take no settings of one. */
export const ownSubgraphs: readonly string[] = ["asiakas", "kayttoloki", "luettelo"];

/** Our own subsystem in the test instance of X-Road; `9999999-9` is nobody's business id. */
const xroadClient = { instance: "FI-TEST", memberClass: "GOV", memberCode: "9999999-9", subsystem: "asiakas-graph" };

/** Everything that stands in for the world outside. */
export interface RunningMocks {
  /** What the gateway's configuration file holds to reach these mocks. */
  readonly gatewayConfig: unknown;
  /** The mocks by the name of their register, to set faults and read what they were asked. */
  readonly registers: Readonly<Record<string, Controlled>>;
  /** Single nodes of a register that has one per region, as `crm/08`. */
  readonly nodes: Readonly<Record<string, Controlled>>;
  close(): Promise<void>;
}

/** How the mocks are started. */
export interface MocksOptions {
  readonly population: PopulationOptions;
  /** Folder where the identity provider keeps its key. */
  readonly directory: string;
  /** Regions that have a node in each regional register. */
  readonly alueet: readonly string[];
  /** A PostgreSQL for the regions' registers; the embedded one when left out. */
  readonly databaseUrl: string | undefined;
  /** The registers' wall clock. */
  readonly now: () => Date;
}

/** Starts every mock register, the identity provider and the local services, each on a free port. */
export async function startMocks(options: MocksOptions): Promise<RunningMocks> {
  const population = createPopulation(options.population);
  const { directory, alueet, databaseUrl, now } = options;
  const backend = await openBackend(databaseUrl);
  const world = { population, now, alueet, xroadClient, backend };
  const [idp, running] = await Promise.all([startIdp({ population, directory }), startRegisters(world)]);
  const registers = Object.fromEntries(running);
  const nodes = Object.fromEntries(running.flatMap(([name, { nodes: own }]) => toNodes(name, own)));
  const local = await startLocalServices({
    registers: { ...registers, ...nodes },
    population,
    async annaHenkilotunnus(tilapainen, hetu) {
      if (!population.annaHenkilotunnus(tilapainen, hetu)) return false;
      for (const [, one] of running) await one.annaHenkilotunnus?.(tilapainen, hetu);
      return true;
    },
  });
  return {
    registers,
    nodes,
    gatewayConfig: {
      identity: { providers: [toProvider(idp.url)] },
      localServices: local.url,
      subgraphs: toSubgraphs(running),
    },
    async close() {
      await Promise.all([idp, local, ...Object.values(registers)].map((one) => one.close()));
      await backend.close();
    },
  };
}

type Named = readonly [name: string, register: RunningRegister];

function startRegisters(world: RegionWorld): Promise<readonly Named[]> {
  return Promise.all(allRegisters.map(async ({ name, start }) => [name, await start(world)] as const));
}

function toNodes(name: string, nodes: RunningRegister["nodes"] = {}): readonly (readonly [string, Controlled])[] {
  return Object.entries(nodes).map(([alue, node]) => [`${name}/${alue}`, node]);
}

function toSubgraphs(running: readonly Named[]): unknown {
  const settings = [
    ...ownSubgraphs.map((name) => [name, {}] as const),
    ...running.map(([name, one]) => [name, one.settings] as const),
    ...running.flatMap(([, { otherSettings = {} }]) => Object.entries(otherSettings)),
  ];
  return Object.fromEntries(settings.map(([name, own]) => [name, { run: "in-process", settings: own }]));
}

/** As a deployment configures a provider: its claims are read by a file of its own. */
function toProvider(idpUrl: string): unknown {
  return {
    nimi: "paikallinen",
    issuer: paikallinenIssuer,
    audience: paikallinenAudience,
    discoveryUrl: `${idpUrl}/.well-known/openid-configuration`,
    mapping: fileURLToPath(new URL("idp/vaitteet.json", import.meta.url)),
    client: { otsikko: "Paikallinen tunnistautuminen", clientId: paikallinenClientId },
  };
}
