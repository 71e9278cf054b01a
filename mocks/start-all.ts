import { fileURLToPath } from "node:url";
import { start as startCrm } from "./crm/index.ts";
import type { CrmNode } from "./crm/index.ts";
import { paikallinenAudience, paikallinenClientId, paikallinenIssuer, start as startIdp } from "./idp/index.ts";
import { start as startKela } from "./kela/index.ts";
import { start as startKoski } from "./koski/index.ts";
import { paikallinenTunniste, start as startMydata } from "./mydata/index.ts";
import { createPopulation } from "./population/index.ts";
import type { PopulationOptions } from "./population/index.ts";
import { startLocalServices } from "./local-services.ts";
import type { Controlled } from "./local-services.ts";
import { oletuslupa, start as startVtj } from "./vtj/index.ts";

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
  /** Regions that have a CRM. */
  readonly alueet: readonly string[];
  /** A PostgreSQL for the CRM; the embedded one when left out. */
  readonly databaseUrl: string | undefined;
  /** The registers' wall clock. */
  readonly now: () => Date;
}

/** Starts every mock register, the identity provider and the local services, each on a free port. */
export async function startMocks(options: MocksOptions): Promise<RunningMocks> {
  const population = createPopulation(options.population);
  const { directory, alueet, databaseUrl, now } = options;
  const [idp, vtj, kela, koski, crm, mydata] = await Promise.all([
    startIdp({ population, directory }),
    startVtj({ population, now }),
    startKela({ population, now }),
    startKoski({ population }),
    startCrm({ population, alueet, ...(databaseUrl === undefined ? {} : { databaseUrl }) }),
    startMydata({ population, now }),
  ]);
  const registers = { vtj, kela, koski, crm, mydata };
  const nodes = Object.fromEntries(crm.nodes.map((node) => [`crm/${node.alue}`, { ...node, requests: crm.requests }]));
  const local = await startLocalServices({ registers: { ...registers, ...nodes } });
  return {
    registers,
    nodes,
    gatewayConfig: {
      identity: { providers: [toProvider(idp.url)] },
      localServices: local.url,
      subgraphs: toSubgraphs({ vtj: vtj.url, kela: kela.url, koski: koski.url, crm: crm.nodes, mydata: mydata.url }),
    },
    async close() {
      await Promise.all([idp, vtj, kela, koski, crm, mydata, local].map((one) => one.close()));
    },
  };
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

interface Addresses {
  readonly vtj: string;
  readonly kela: string;
  readonly koski: string;
  readonly crm: readonly CrmNode[];
  readonly mydata: string;
}

/** Our own subsystem in the test instance of X-Road; `9999999-9` is nobody's business id. */
const client = { instance: "FI-TEST", memberClass: "GOV", memberCode: "9999999-9", subsystem: "asiakas-graph" };

function toSubgraphs({ vtj, kela, koski, crm, mydata }: Addresses): unknown {
  const inProcess = (settings: unknown) => ({ run: "in-process", settings });
  return {
    asiakas: inProcess({}),
    kayttoloki: inProcess({}),
    vtj: inProcess({
      url: vtj,
      client,
      kayttajatunnus: oletuslupa.kayttajatunnus,
      salasana: oletuslupa.salasana,
      perustiedot: oletuslupa.perustiedot,
    }),
    kela: inProcess({ url: kela, client, kayttotarkoitus: "HVA-ASIAKASTIEDOT" }),
    koski: inProcess({ url: koski, varmenteenKohde: "CN=asiakas-graph" }),
    crm: inProcess({ solmut: crm.map(({ alue, url }) => ({ alue, url })) }),
    mydata: inProcess({ url: mydata, tunniste: paikallinenTunniste }),
  };
}
