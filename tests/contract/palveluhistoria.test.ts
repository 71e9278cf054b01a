import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import type { Actor } from "../../gateway/actor/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import type { Henkilo, Palvelutapahtuma } from "../../mocks/population/index.ts";
import { start } from "../../mocks/yhteinen/index.ts";
import type { YhteinenMock } from "../../mocks/yhteinen/index.ts";
import { subgraph } from "../../subgraphs/yhteinen/index.ts";
import { toPalvelujaksot } from "../../subgraphs/yhteinen/palvelujaksot.ts";
import { askSubgraph, ids } from "./ask-subgraph.ts";
import type { Asked } from "./ask-subgraph.ts";
import { personaHetu, toDocument } from "./persons.ts";

const regions = ["08", "15", "90"];
const base = createPopulation({ seed: 1, size: 60 });
const eventsOfLiisa = 5000;

/** Liisa has been seen 5,000 times in three regions, by two services of four providers, some of them one after another. */
function palvelutapahtumat(henkilo: Henkilo): readonly Palvelutapahtuma[] {
  if (henkilo.persona !== "liisa") return base.palvelutapahtumat(henkilo);
  return Array.from({ length: eventsOfLiisa }, (_, at) => {
    const alue = regions[at % 3] ?? "08";
    const day = new Date(Date.UTC(2010, 0, 1 + ((at * 7919) % 6100))).toISOString().slice(0, 10);
    return {
      tunnus: `T${alue}-5-${String(at).padStart(5, "0")}`,
      alue,
      palvelu: at % 7 < 4 ? "Terveysasema" : "Fysioterapia",
      tuottaja: `1.2.246.10.99900${(at * 31) % 400}`,
      tuottajanNimi: "Testi Oy",
      alkoi: day,
      paattyi: day,
      maksaja: { laji: "ALUE", nimi: undefined },
      huoltajalta: undefined,
      erityinen: false,
    };
  });
}

let mock: YhteinenMock;
let transport: SubgraphTransport;
const node = "palvelu palveluntarjoaja { tunniste } alkanut paattynyt tapahtumia alue";

beforeAll(async () => {
  mock = await start({ population: { ...base, palvelutapahtumat }, alueet: regions });
  const solmut = mock.nodes.map(({ alue, url }) => ({ alue, url }));
  const settings = { solmut, timeoutMs: 10_000, jaksonValiPaivia: 40 };
  transport = createInProcessTransport(subgraph, { settings, ids, now: () => new Date("2026-11-23T10:15:02Z") });
}, 60_000);
afterEach(() => mock.requests.clear());
afterAll(async () => {
  await transport.close();
  await mock.close();
});

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const own: Actor = { kind: "asiakas", sub: "liisa", asiakasId: ids.seal({ laji: "HETU", arvo: personaHetu("liisa") }) };

function ask(given: string, persona = "liisa", actor = own): Promise<Asked> {
  const selection = `palveluhistoria(${given}) { edges { cursor node { ${node} } } pageInfo { hasNextPage endCursor } }`;
  return askSubgraph(transport, {
    document: toDocument(selection),
    asked: [personaHetu(persona)],
    actor,
    pyynto: "p1",
  });
}

async function page(given: string): Promise<Page> {
  const { entities, errors } = await ask(given);
  expect(errors).toEqual([]);
  return entities[0]?.["palveluhistoria"] as Page;
}

async function walk(first: number): Promise<readonly Page[]> {
  const pages = [await page(`first: ${first}`)];
  for (;;) {
    const cursor = pages.at(-1)?.pageInfo;
    if (cursor?.hasNextPage !== true) return pages;
    pages.push(await page(`first: ${first}, after: "${cursor.endCursor}"`));
  }
}

it("is every episode of 5,000 events once, by pages of 100, newest first, none of which reads the history over again", async () => {
  const pages = await walk(100);
  const nodes = pages.flatMap(({ edges }) => edges.map((edge) => edge.node));
  const liisa = base.henkilo(base.personas.find(({ persona }) => persona === "liisa")?.index ?? -1);
  const expected = regions.flatMap((alue) => {
    const events = palvelutapahtumat(liisa)
      .filter((each) => each.alue === alue)
      .map(({ palvelu, tuottaja, alkoi, paattyi }) => ({ palvelu, palveluntarjoaja: tuottaja, alkoi, paattyi }));
    return toPalvelujaksot(events, [], 40).map(({ tapahtumat, alkanut, paattynyt }) => ({
      palvelu: tapahtumat[0].palvelu,
      palveluntarjoaja: { tunniste: tapahtumat[0].palveluntarjoaja },
      alkanut,
      paattynyt,
      tapahtumia: tapahtumat.length,
      alue,
    }));
  });
  const sorted = (list: readonly unknown[]): readonly string[] => list.map((each) => JSON.stringify(each)).toSorted();
  expect(sorted(nodes)).toEqual(sorted(expected));
  expect(nodes.reduce((sum, { tapahtumia }) => sum + Number(tapahtumia), 0)).toBe(eventsOfLiisa);
  const days = nodes.map(({ paattynyt }) => String(paattynyt));
  expect(days).toEqual(days.toSorted().toReversed());
  // What is read grows with the pages, not with their square.
  expect(pages.length).toBeGreaterThan(20);
  expect(mock.requests.count()).toBeLessThan(pages.length * regions.length * 2);
}, 120_000);

it("is the same by pages of 7, over the first hundred", async () => {
  const whole = await page("first: 98");
  let after = "";
  const nodes: unknown[] = [];
  for (let at = 0; at < 14; at += 1) {
    const { edges, pageInfo } = await page(`first: 7${after}`);
    nodes.push(...edges.map((edge) => edge.node));
    after = `, after: "${pageInfo.endCursor}"`;
  }
  expect(nodes).toEqual(whole.edges.map((edge) => edge.node));
}, 60_000);

it("holds only what touches the days asked for", async () => {
  const { edges } = await page('first: 100, jakso: { alkaen: "2015-03-01", paattyen: "2015-03-02" }');
  expect(edges.length).toBeGreaterThan(0);
  for (const { node: each } of edges) {
    expect(String(each["alkanut"]) <= "2015-03-02" && String(each["paattynyt"]) >= "2015-03-01").toBe(true);
  }
}, 60_000);

it("gives cursors that tell nothing, and are good for the same asker, customer and arguments only", async () => {
  const { pageInfo } = await page("first: 2");
  const cursor = pageInfo.endCursor ?? "";
  expect(Buffer.from(cursor, "base64url").toString("latin1")).not.toMatch(/20\d\d|T(08|15|90)/);
  const after = `first: 2, after: "${cursor}"`;
  const other: Actor = { ...own, sub: "toinen" };
  const days = `${after}, jakso: { alkaen: "2015-03-01" }`;
  const wrong = [
    await ask(after, "liisa", other),
    await ask(after, "aino"),
    await ask(days),
    await ask('first: 2, after: "x"'),
  ];
  for (const { entities, errors } of wrong) {
    expect(entities).toEqual([{ palveluhistoria: null }]);
    expect(errors.map(({ code }) => code)).toEqual(["BAD_USER_INPUT"]);
  }
  expect((await ask(`first: 5, after: "${cursor}"`)).errors).toEqual([]);
});

it.each([0, -1, 101])("refuses a page of %i", async (first) => {
  const { errors } = await ask(`first: ${first}`);
  expect(errors.map(({ code }) => code)).toEqual(["BAD_USER_INPUT"]);
  expect(mock.requests.count()).toBe(0);
});

it("of everyone is empty without an error for one whom no region knows", async () => {
  const answer = await ask("first: 1", "venla", tuntematon);
  expect(answer.entities).toEqual([
    { palveluhistoria: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } },
  ]);
});
