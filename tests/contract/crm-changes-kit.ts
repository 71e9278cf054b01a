import { randomUUID } from "node:crypto";
import { parse } from "graphql";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Actor } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import { createAsiakasIds, createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { Sallittu, SubgraphAnswer, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/crm/index.ts";
import type { CrmMock } from "../../mocks/crm/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import { subgraph } from "../../subgraphs/crm/index.ts";
import type { databases } from "./databases.ts";

const population = createPopulation({ seed: 1, size: 120 });
const ids = createAsiakasIds(Buffer.alloc(64, 3));
const now = (): Date => new Date("2026-11-25T10:15:02Z");

/** The id of a persona in these tests. */
export const idOf = (persona: string): string =>
  ids.seal({ laji: "HETU", arvo: population.personas.find((each) => each.persona === persona)?.hetu ?? "" });
const asiakas = (persona: string): Actor => ({ kind: "asiakas", sub: `sub-${persona}`, asiakasId: idOf(persona) });

/** Sets an account. */
export const set = `mutation($m: AsetettavaMaksuyhteys!, $k: String!, $alue: String, $a: ID) {
  asetaMaksuyhteys(maksuyhteys: $m, toistoavain: $k, alue: $alue, asiakas: $a) { tulos asiakas { id } }
}`;
/** Reports a contact. */
export const report = `mutation($m: IlmoitettavaYhteystieto!, $k: String!, $alue: String, $a: ID) {
  ilmoitaYhteystieto(yhteystieto: $m, toistoavain: $k, alue: $alue, asiakas: $a) { tulos asiakas { id } }
}`;
const read = `query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Asiakas {
  maksuyhteydet { iban saaja palvelu oletus suoraveloitus alue }
  yhteystiedot { laji arvo kayttotarkoitus pitkaaikainen ilmoitettu alue }
} } }`;

/** Two account numbers of no bank (see mocks/population/maksuyhteydet.ts), as they may be given. */
export const [iban, toinen] = ["FI77 9900 0000 0000 77", "fi 5599000000000085"];
/** An account that may be set. */
export const tili = { iban, saaja: "Aino Koivula-Testi" };
/** A contact that may be reported. */
export const puhelin = { laji: "PUHELIN", arvo: "050 000 1234" };
/** Each mutation by name, with one value and another. */
export const mutations = [
  ["asetaMaksuyhteys", set, tili, { ...tili, iban: toinen }],
  ["ilmoitaYhteystieto", report, puhelin, { ...puhelin, arvo: "+358 50 000 9999" }],
] as const;

/** How a change differs from the usual one: Aino's account, with a key of its own, in the region that is chosen. */
export interface Given {
  readonly persona?: string;
  readonly m?: object;
  readonly k?: string;
  readonly alue?: string | undefined;
  readonly a?: string;
  readonly sallittu?: Sallittu | undefined;
  /** With little patience, or where region 08 alone takes changes. */
  readonly through?: "hurried" | "someTake";
}

type State = Readonly<Record<"maksuyhteydet" | "yhteystiedot", readonly object[]>>;

/** Client and mock of one describe. */
export interface CrmChanges {
  readonly mock: () => CrmMock;
  readonly change: (text: string, given?: Given) => Promise<SubgraphAnswer>;
  /** What the regions hold of a persona now: accounts and contacts. */
  readonly stateOf: (persona?: string) => Promise<State>;
}

/** Starts both before the tests and ends them after; faults and what was asked are cleared after each. */
export function useCrmChanges(options: (typeof databases)[number]["options"]): CrmChanges {
  let mock: CrmMock;
  let transports: Readonly<Record<"usual" | "hurried" | "someTake", SubgraphTransport>>;
  const open = (changes: object): SubgraphTransport => {
    const solmut = mock.nodes.map(({ alue, url }) => ({ alue, url }));
    const muutokset = Object.fromEntries(mock.nodes.map(({ alue, muutosUrl }) => [alue, muutosUrl]));
    const settings = { solmut, muutokset, suojaus: { leastCalls: 100_000 }, ...changes };
    return createInProcessTransport(subgraph, { settings, ids, now });
  };
  beforeAll(async () => {
    mock = await start({ population, alueet: ["08", "15", "90"], now, ...options });
    const only08 = mock.nodes.flatMap(({ alue, muutosUrl }) => (alue === "08" ? [[alue, muutosUrl]] : []));
    transports = {
      usual: open({ timeoutMs: 20_000 }),
      hurried: open({ timeoutMs: 400 }),
      someTake: open({ muutokset: Object.fromEntries(only08) }),
    };
  }, 120_000);
  afterEach(() => {
    for (const faults of [mock.faults, ...mock.nodes.map((node) => node.faults)]) faults.set([]);
    mock.requests.clear();
  });
  afterAll(async () => {
    await Promise.all(Object.values(transports).map((transport) => transport.close()));
    await mock.close();
  });
  async function call(text: string, variables: object, asking: Given): Promise<SubgraphAnswer> {
    const { persona = "aino", through = "usual" } = asking;
    const own = { asiakkaat: [idOf(persona)], tiedot: [1, 5] };
    const sallittu = "sallittu" in asking ? asking.sallittu : own;
    const deadline = createDeadline(30_000);
    const recorder = createCallRecorder(() => deadline.elapsedMs());
    const scope = { deadline, recorder, actor: asiakas(persona), pyynto: "p1" };
    const request = {
      document: parse(text),
      variables: { ...variables },
      ...(sallittu === undefined ? {} : { sallittu }),
    };
    const answer = await transports[through].call(request, scope);
    deadline.end();
    return JSON.parse(JSON.stringify(answer)) as SubgraphAnswer;
  }
  return {
    mock: () => mock,
    change(text, given = {}) {
      const { m = tili, k = randomUUID(), alue, a } = given;
      return call(text, { m, k, alue: alue ?? null, a: a ?? null }, given);
    },
    async stateOf(persona = "aino") {
      const answer = await call(read, { keys: [{ __typename: "Asiakas", id: idOf(persona) }] }, { persona });
      expect(answer.errors).toEqual([]);
      const entities = answer.data?.["_entities"] as readonly State[];
      return entities[0] ?? { maksuyhteydet: [], yhteystiedot: [] };
    },
  };
}

/** What a change came to; it had no error. */
export const tulosOf = ({ data, errors }: SubgraphAnswer): string => {
  expect(errors).toEqual([]);
  const [value] = Object.values(data ?? {});
  return (value as { tulos: string }).tulos;
};

/** Code and reason of each error. */
export const syyOf = ({ errors }: SubgraphAnswer): unknown =>
  errors.map(({ code, parameters: { syy, saanto } }) => [code, typeof syy === "object" ? syy.en : (saanto ?? "")]);
