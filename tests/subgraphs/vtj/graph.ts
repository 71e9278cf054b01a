import { parse } from "graphql";
import { expect } from "vitest";
import type { Actor } from "../../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../../gateway/source/index.ts";
import type { CallRecorder } from "../../../gateway/source/index.ts";
import { createAsiakasIds, createInProcessTransport } from "../../../gateway/subgraph/index.ts";
import type { SubgraphAnswer, SubgraphTransport } from "../../../gateway/subgraph/index.ts";
import type { MockServer } from "../../../mocks/http/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";
import type { Henkilo } from "../../../mocks/population/index.ts";
import { oletuslupa, start } from "../../../mocks/vtj/index.ts";
import type { VtjOptions } from "../../../mocks/vtj/index.ts";
import { subgraph } from "../../../subgraphs/vtj/index.ts";

const now = () => new Date("2026-11-23T09:15:00+02:00");
const ids = createAsiakasIds(Buffer.alloc(64, 5));

/** The people of these tests. */
export const population = createPopulation({ seed: 1, size: 2000 });

/** A social worker. */
const virkailija: Actor = {
  kind: "ammattilainen",
  sub: "virkailija-4711",
  kirjain: "L",
  organisaatio: "organisaatio",
  organisaationNimi: "Testialue",
  alue: "08",
  kayttotarkoitus: "palvelutarpeen arviointi",
};

/** A named person. */
export function persona(nimi: string): Henkilo {
  const found = population.personas.find((one) => one.persona === nimi);
  if (found === undefined) throw new Error(`no persona ${nimi}`);
  return population.henkilo(found.index);
}

/** The opaque id of an identity code, or of a temporary identifier. */
export function sealed(arvo: string | undefined, laji: "HETU" | "TILAPAINEN" = "HETU"): string {
  return ids.seal({ laji, arvo: arvo ?? "" });
}

/** The register and the subgraph that asks it. */
export interface Graph {
  readonly mock: MockServer;
  readonly transport: SubgraphTransport;
  /** Another subgraph to the same register, with other settings. */
  withSettings(changed: Readonly<Record<string, unknown>>): SubgraphTransport;
  close(): Promise<void>;
}

/** Starts both. */
export async function startGraph(options: Partial<VtjOptions> = {}): Promise<Graph> {
  const mock = await start({ population, now, ...options });
  const settings = {
    url: mock.url,
    client: { instance: "FI-TEST", memberClass: "GOV", memberCode: "9999999-9", subsystem: "asiakas-graph" },
    kayttajatunnus: oletuslupa.kayttajatunnus,
    salasana: oletuslupa.salasana,
    perustiedot: oletuslupa.perustiedot,
    timeoutMs: 500,
    // One failure after another is asked of it here: its breaker is left out of it.
    suojaus: { leastCalls: 100_000 },
  };
  const withSettings = (changed: Readonly<Record<string, unknown>>): SubgraphTransport =>
    createInProcessTransport(subgraph, { settings: { ...settings, ...changed }, ids, now });
  const transport = withSettings({});
  return {
    mock,
    transport,
    withSettings,
    async close() {
      await transport.close();
      await mock.close();
    },
  };
}

/** What is asked; Aino, by a social worker, when left out. */
export interface Asked {
  readonly fields: string;
  readonly id?: readonly string[];
  readonly actor?: Actor;
  readonly recorder?: CallRecorder;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Asks fields of customers, as the gateway does. */
export async function ask(transport: SubgraphTransport, asked: Asked): Promise<SubgraphAnswer> {
  const { id = [sealed(persona("aino").hetu)], fields, actor = virkailija } = asked;
  const deadline = createDeadline(10_000);
  const recorder = asked.recorder ?? createCallRecorder(() => deadline.elapsedMs());
  const document = parse(
    `query ($r: [_Any!]!, $v: Boolean = false) { _entities(representations: $r) { ... on Asiakas { ${fields} } } }`,
  );
  const representations = id.map((one) => ({ __typename: "Asiakas", id: one }));
  try {
    return await transport.call(
      { document, variables: { r: representations, ...asked.variables } },
      { deadline, recorder, actor, pyynto: "pyynto-1" },
    );
  } finally {
    deadline.end();
  }
}

/** The customers of an answer that has no errors. */
export function entities(answer: SubgraphAnswer): readonly unknown[] {
  expect(answer.errors).toEqual([]);
  const found: unknown = answer.data?.["_entities"];
  return Array.isArray(found) ? found : [];
}

/** One call as the register saw it: the product, or what was listed. */
export interface Kutsu {
  readonly tuote?: string;
  readonly tietoryhmat?: unknown;
  readonly hetulista?: unknown;
}

/** The calls that the register got. */
export function kutsut(mock: MockServer): readonly Kutsu[] {
  return mock.requests.latest().map(({ runko, polku }): Kutsu => {
    if (polku === "/") return { tuote: /<q:SoSoNimi>([^<]*)</.exec(runko)?.[1] ?? "" };
    return JSON.parse(runko);
  });
}
