import { parse } from "graphql";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/crm/index.ts";
import type { CrmMock } from "../../mocks/crm/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import type { Henkilo } from "../../mocks/population/index.ts";
import { subgraph } from "../../subgraphs/crm/index.ts";
import { ids } from "./ask-subgraph.ts";

const alueet = ["08", "15", "90"];
const population = createPopulation({ seed: 1, size: 60 });
const hoitaja: Actor = {
  kind: "ammattilainen",
  sub: "s",
  kirjain: "H",
  organisaatio: "1.2.246.10.99900008",
  organisaationNimi: "Testialue",
  alue: "08",
  kayttotarkoitus: "HOITO",
};

let mock: CrmMock;
let transport: SubgraphTransport;
beforeAll(async () => {
  mock = await start({ population, alueet });
  const solmut = mock.nodes.map(({ alue, url }) => ({ alue, url }));
  const settings = { solmut, timeoutMs: 20_000 };
  transport = createInProcessTransport(subgraph, { settings, ids, now: () => new Date() });
}, 120_000);
afterAll(async () => {
  await transport.close();
  await mock.close();
});
beforeEach(() => mock.requests.clear());

const toId = ({ hetu = "" }: Henkilo): string => ids.seal({ laji: "HETU", arvo: hetu });
/** Persons with an identity code: nobody's home region matters here but the one that is told. */
const [first, second, third] = [...population.kaikki()].filter(({ hetu }) => hetu !== undefined);

interface Asking {
  readonly persons: readonly (Henkilo | undefined)[];
  readonly kotialueet?: Readonly<Record<string, string>>;
  readonly fields?: string;
}

/** Asks as a nurse of 08; gives the nodes asked, and which of the persons each statement names. */
async function ask({ persons, kotialueet = {}, fields = "yhteystiedot { alue }" }: Asking) {
  const known = persons.flatMap((each) => each ?? []);
  const document = parse(
    `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Asiakas { ${fields} } } }`,
  );
  const variables = { keys: known.map((each) => ({ __typename: "Asiakas", id: toId(each) })) };
  const deadline = createDeadline(60_000);
  const recorder = createCallRecorder(() => deadline.elapsedMs());
  const scope = { actor: hoitaja, pyynto: "p1", deadline, recorder };
  const answer = await transport.call({ document, variables, kotialueet }, scope);
  deadline.end();
  const statements = mock.requests.latest().map(({ runko }) => known.filter(({ hetu = "" }) => runko.includes(hetu)));
  return {
    ...answer,
    nodes: recorder.rows().map(({ solmu, kutsut }) => [solmu, kutsut]),
    named: statements.map((each) => each.length).toSorted((one, other) => one - other),
  };
}

function homes(...told: readonly (readonly [Henkilo | undefined, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(told.flatMap(([person, alue]) => (person === undefined ? [] : [[toId(person), alue]])));
}

describe("persons of different home regions, asked about together", () => {
  it("cost each region one statement, of those alone whom it concerns", async () => {
    const kotialueet = homes([first, "15"], [second, "90"], [third, "08"]);
    const { errors, nodes, named } = await ask({ persons: [first, second, third], kotialueet });
    expect(errors).toEqual([]);
    expect(nodes).toEqual(alueet.map((alue) => [alue, 1]));
    expect(named).toEqual([1, 1, 3]);
  });

  it("cost no more when one field is asked of several regions by several aliases", async () => {
    const fields = 'a: yhteystiedot(alueet: ["15"]) { alue } b: yhteystiedot(alueet: ["15", "90"]) { alue }';
    const { nodes } = await ask({ persons: [first], fields });
    expect(nodes).toEqual([
      ["15", 1],
      ["90", 1],
    ]);
  });

  it("are asked of all regions where no home region was told", async () => {
    const { nodes, named } = await ask({ persons: [first, second], kotialueet: homes([first, "08"]) });
    expect(nodes).toEqual(alueet.map((alue) => [alue, 1]));
    expect(named).toEqual([1, 1, 2]);
  });

  it("are not touched by the failure of a region that was not asked of them", async () => {
    mock.nodes.find(({ alue }) => alue === "90")?.faults.set([{ laji: "katkaisu" }]);
    const kotialueet = homes([first, "15"], [second, "90"]);
    const { data, errors } = await ask({ persons: [first, second], kotialueet });
    mock.nodes.find(({ alue }) => alue === "90")?.faults.set([]);
    expect(errors.map(({ path }) => path?.slice(0, 3))).toEqual([["_entities", 1, "yhteystiedot"]]);
    expect(JSON.stringify(Object(data)["_entities"][0])).not.toContain("null");
  });
});
