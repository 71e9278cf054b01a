import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalKeyStore, loadConfig } from "../gateway/config/index.ts";
import type { Config, ConfigFile } from "../gateway/config/index.ts";
import { engineOfTests, plannerOfTests } from "./engine-of-tests.ts";
import { startGateway } from "../gateway/main.ts";
import { createAsiakasIds } from "../gateway/subgraph/index.ts";
import { createTokenIssuer, parseKirjautuminen } from "../mocks/idp/index.ts";
import { createPopulation } from "../mocks/population/index.ts";
import type { Population } from "../mocks/population/index.ts";
import { startMocks } from "../mocks/start-all.ts";
import type { RunningMocks } from "../mocks/start-all.ts";

/** An answer of the gateway, as JSON gives it. */
export interface GraphAnswer {
  readonly status: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly lahteet: readonly {
    readonly lahde: string;
    readonly solmu: string | null;
    readonly tila: string;
    readonly kutsut: number;
    readonly haettu: string | null;
    readonly valimuisti: string;
  }[];
  /** Id of the request; empty where the answer tells none. */
  readonly pyynto: string;
}

/** Who signs in; without a role, the persona as a customer. */
export interface SignIn {
  readonly persona: string;
  readonly rooli?: string;
  readonly organisaatio?: string;
  readonly alue?: string;
  readonly tarkoitus?: string;
  readonly vastaanottaja?: string;
}

/** The whole product over its mocks, in this process, on free ports. */
export interface TestSystem {
  readonly url: string;
  readonly mocks: RunningMocks;
  readonly population: Population;
  /** Lines that the gateway has logged. */
  readonly log: readonly string[];
  /** Rows of the use log, of one request when its id is given, as they stand on the disk. */
  loki(pyynto?: string): readonly LokiRow[];
  /** A persona's id: the graph's own, or the one that a third party knows the person by. */
  idOf(persona: string, vastaanottaja?: string): string;
  token(signIn: SignIn): Promise<string>;
  /** A token of any person of the population, as a customer. */
  tokenOf(hetu: string): Promise<string>;
  ask(
    query: string,
    token?: string,
    variables?: Readonly<Record<string, unknown>>,
    extensions?: Readonly<Record<string, unknown>>,
  ): Promise<GraphAnswer>;
  /** Takes the mocks' configuration, changed, into use while requests run. */
  reload(configure: (file: ConfigFile) => unknown): Promise<void>;
  close(): Promise<void>;
}

/** How a test wants it otherwise than `npm start` has it. */
export interface SystemOptions {
  readonly size?: number;
  /** Regions that have a CRM; those of `npm start` when left out. */
  readonly alueet?: readonly string[];
  /** The wall clock of gateway and registers. */
  readonly now?: () => Date;
  /** Changes the configuration that the mocks give. */
  readonly configure?: (file: ConfigFile, mocks: RunningMocks) => unknown;
}

/** Folder of keys that all systems of one test run share. */
export const keyFolder = mkdtempSync(join(tmpdir(), "asiakas-test-"));

function withEngine(file: ConfigFile): ConfigFile {
  const planner = plannerOfTests === undefined ? {} : { suunnittelija: plannerOfTests };
  return { ...file, moottori: engineOfTests, ...planner };
}

/** Starts the mocks and a gateway over them. */
export async function startSystem({
  size = 60,
  alueet = ["08", "15", "90"],
  now = () => new Date(),
  configure = (file) => file,
}: SystemOptions = {}): Promise<TestSystem> {
  const population = { seed: 1, size };
  const mocks = await startMocks({
    population,
    directory: keyFolder,
    alueet,
    databaseUrl: undefined,
    now,
  });
  const log: string[] = [];
  const load = (file: unknown): Config =>
    loadConfig({ env: { PORT: "0" }, file: unhurried(file), keys: createLocalKeyStore(keyFolder) });
  // Made by the mocks for loadConfig, which checks it.
  const given = withEngine(mocks.gatewayConfig as ConfigFile);
  const config = load(await configure(given, mocks));
  const lokiFolder = mkdtempSync(join(tmpdir(), "asiakas-loki-"));
  const gateway = await startGateway(config, {
    writeLog: (line) => log.push(line),
    now,
    lokiFolder,
  });
  const people = createPopulation(population);
  const ids = createAsiakasIds(createLocalKeyStore(keyFolder).obtain("ASIAKAS_ID_AVAIN", 64));
  const issuer = createTokenIssuer({ directory: keyFolder });
  const url = `http://127.0.0.1:${gateway.port}`;
  return {
    url,
    mocks,
    population: people,
    log,
    loki: (pyynto) => readLoki(lokiFolder).filter((row) => pyynto === undefined || row.pyynto === pyynto),
    idOf(persona, vastaanottaja) {
      const { index } = people.personas.find((each) => each.persona === persona) ?? { index: 0 };
      const { hetu, tilapainenTunnus = "" } = people.henkilo(index);
      const tunnus =
        hetu === undefined
          ? ({ laji: "TILAPAINEN", arvo: tilapainenTunnus } as const)
          : ({ laji: "HETU", arvo: hetu } as const);
      return vastaanottaja === undefined ? ids.seal(tunnus) : ids.sealFor(vastaanottaja, tunnus);
    },
    async token(signIn) {
      const parsed = parseKirjautuminen(people, signIn);
      if (!parsed.ok) throw new Error(`${parsed.message}; ${parsed.neuvo}`);
      return issuer.issue(parsed.request);
    },
    tokenOf: (hetu) => issuer.issue({ rooli: "asiakas", persona: hetu, tunnus: { laji: "HETU", arvo: hetu } }),
    ask: (query, token, variables, extensions) => postGraphql(url, { query, variables, extensions }, token),
    reload: async (change) => gateway.reload(load(change(given))),
    async close() {
      await gateway.close();
      await mocks.close();
    },
  };
}

/** A busy machine plans slowly: only a test of the limit itself sets it. */
function unhurried(file: unknown): unknown {
  const { limits, ...rest } = Object(file) as Readonly<Record<string, unknown>>;
  return { ...rest, limits: { maxPlanningMs: 20_000, planningWaitMs: 20_000, ...Object(limits) } };
}

/** A row of the use log, as it is written. */
export interface LokiRow {
  readonly laji: string;
  readonly pyynto: string;
  readonly asiakas?: string;
  readonly suhde?: string;
  /** Code of what was refused, or failed. */
  readonly koodi?: string;
  readonly tiedot: readonly number[];
  readonly kentat: readonly string[];
  readonly suostumukset?: readonly { readonly suostumusId: string; readonly versio: number }[];
  readonly evatyt: readonly { readonly tieto?: number; readonly koodi: string; readonly saanto?: string }[];
  readonly lahteet: readonly { readonly lahde: string; readonly solmu: string | null }[];
  readonly toimija: Readonly<Record<string, string>>;
}

function readLoki(folder: string): readonly LokiRow[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".loki"))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => line.startsWith("R ") && !line.includes('"laji":"AVAUS"'))
    .map((line) => JSON.parse(line.slice(46)) as LokiRow);
}

/** Sends one query. */
export async function postGraphql(url: string, body: unknown, token?: string): Promise<GraphAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const json = JSON.parse(text) as {
    data?: GraphAnswer["data"];
    errors?: GraphAnswer["errors"];
    extensions?: { lahteet: GraphAnswer["lahteet"]; pyynto: string };
  };
  return {
    status: response.status,
    text,
    data: json.data,
    errors: json.errors ?? [],
    lahteet: json.extensions?.lahteet ?? [],
    pyynto: json.extensions?.pyynto ?? "",
  };
}

/** The example of the README and of the explorer's first tab: one person, five sources. */
export const fiveSources = `query Asiakas {
  mina {
    id
    nimi { etunimet sukunimi kutsumanimi }
    perhesuhteet { huoltajat { nimi { etunimet sukunimi } huoltomuoto } lapset { nimi { etunimet sukunimi } } }
    laakekatto { vuosi raja { teksti } kertynyt { teksti } jaljella { teksti } tayttynyt }
    matkakatto { vuosi kertynyt { teksti } jaljella { teksti } }
    koulutus { tutkinnot { nimi oppilaitos valmistunut } opinnot { nimi oppilaitos alkanut } }
    yhteystiedot { laji arvo alue }
    asiakassetelit { numero palvelu arvo { teksti } jaljella { teksti } tila alue }
  }
}`;
