import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

const alueet = ["08", "15", "90"];
let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ size: 1500, alueet, now: () => new Date("2026-11-25T10:00:00Z") });
}, 90_000);
afterAll(() => system.close());
afterEach(() => {
  for (const node of Object.values(system.mocks.nodes)) node.faults.set([]);
});

const official = (alue: string) => ({ persona: "liisa", rooli: "jarjestaja", alue, tarkoitus: "JARJESTAMINEN" });

/** One use as the population has it. */
interface Use {
  readonly numero: string;
  readonly myontanyt: string;
  readonly alue: string;
  readonly paiva: string;
  readonly sentit: number;
}

const kinds = [
  { laji: "ASIAKASSETELI", list: "asiakassetelit", own: "kaytot", kind: "setelit" },
  { laji: "HENKILOKOHTAINEN_BUDJETTI", list: "henkilokohtaisetBudjetit", own: "suoritteet", kind: "budjetit" },
  { laji: "MAKSUSITOUMUS", list: "maksusitoumukset", own: "kaytot", kind: "sitoumukset" },
] as const;
type Kind = (typeof kinds)[number];

function usesOf({ kind }: Kind): readonly Use[] {
  const { population } = system;
  return [...population.kaikki()].flatMap((one) => {
    if (kind === "budjetit")
      return population
        .budjetit(one)
        .flatMap(({ numero, alue, suoritteet }) => suoritteet.map((use) => ({ numero, myontanyt: alue, ...use })));
    return population[kind](one).flatMap(({ numero, alue, kaytot }) =>
      kaytot.map((use) => ({ numero, myontanyt: alue, ...use })),
    );
  });
}

/** Number, granting region, region of use, day and cents: what both organisers see of one use. */
type Seen = string;
const toSeen = ({ numero, myontanyt, alue, paiva, sentit }: Use): Seen =>
  [numero, myontanyt, alue, paiva, sentit].join(" ");

interface Node {
  readonly numero: string;
  readonly monesko: number;
  readonly myontanytAlue: string;
  readonly alue: string;
  readonly paiva: string;
  readonly summa: { readonly sentit: number };
}

interface Page {
  readonly edges: readonly ({ readonly node: Node } | null)[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly taydellinen: boolean;
  readonly alueet: readonly unknown[];
}

const rows = "edges { node { numero monesko myontanytAlue alue paiva summa { sentit } } }";

async function askPage(token: string, args: string, after?: string | null): Promise<GraphAnswer> {
  const query = `query($after: String) { kaytotOmallaAlueella(${args}, after: $after) { ${rows} pageInfo { hasNextPage endCursor } taydellinen alueet { alue mukana } } }`;
  return system.ask(query, token, { after });
}

const pageOf = ({ data }: GraphAnswer): Page => data?.["kaytotOmallaAlueella"] as Page;
const nodesOf = ({ edges }: Page): readonly Node[] => edges.flatMap((edge) => edge?.node ?? []);
const codesOf = ({ errors }: GraphAnswer): readonly unknown[] => errors.map(({ extensions }) => extensions["code"]);

async function walkUsed(alue: string, { laji }: Kind, args = "first: 4"): Promise<readonly Node[]> {
  const token = await system.token(official(alue));
  const found: Node[] = [];
  for (let after: string | null | undefined; ;) {
    const answer = await askPage(token, `laji: ${laji}, ${args}`, after);
    expect(answer.errors).toEqual([]);
    found.push(...nodesOf(pageOf(answer)));
    const { pageInfo } = pageOf(answer);
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

interface Granted {
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: Page["pageInfo"];
}

const noRows: Granted = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** Every use in the organiser's own lists, as that organiser sees them. */
async function walkGranted(alue: string, { list, own }: Kind): Promise<readonly Seen[]> {
  const token = await system.token(official(alue));
  const seen: Seen[] = [];
  for (let after: string | null | undefined; ;) {
    const { data, errors } = await system.ask(
      `query($after: String) { ${list}(first: 50, after: $after) { edges { node { numero ${own} { alue paiva summa { sentit } } } } pageInfo { hasNextPage endCursor } } }`,
      token,
      { after },
    );
    expect(errors).toEqual([]);
    const { edges, pageInfo } = (data?.[list] ?? noRows) as Granted;
    for (const { node } of edges) {
      for (const use of node[own] as readonly Node[]) {
        const { alue: usedIn, paiva, summa } = use;
        const numero = String(node["numero"]);
        seen.push(toSeen({ numero, myontanyt: alue, alue: usedIn, paiva, sentit: summa.sentit }));
      }
    }
    if (!pageInfo.hasNextPage) return seen;
    after = pageInfo.endCursor;
  }
}

describe.each(kinds)("use of $list across regions", (each) => {
  it("is seen once by the organiser who granted and once by the one where it was used, with both regions", async () => {
    const uses = usesOf(each).filter(({ myontanyt }) => alueet.includes(myontanyt));
    expect(uses.filter(({ alue, myontanyt }) => alue !== myontanyt && alueet.includes(alue)).length).toBeGreaterThan(0);
    for (const alue of alueet) {
      const used = (await walkUsed(alue, each)).map(({ myontanytAlue, summa, ...node }) =>
        toSeen({ ...node, myontanyt: myontanytAlue, sentit: summa.sentit }),
      );
      const here = uses.filter((use) => use.alue === alue && use.myontanyt !== alue);
      expect(used.toSorted()).toEqual(here.map(toSeen).toSorted());
      const granted = await walkGranted(alue, each);
      expect(granted.toSorted()).toEqual(
        uses
          .filter(({ myontanyt }) => myontanyt === alue)
          .map(toSeen)
          .toSorted(),
      );
      expect(granted.filter((one) => used.includes(one))).toEqual([]);
    }
  });

  it("adds up: what a region's grants were used for elsewhere is what the others see, no cent twice", async () => {
    const uses = usesOf(each).filter(({ myontanyt }) => alueet.includes(myontanyt));
    for (const alue of alueet) {
      const { data, errors } = await system.ask(
        `{ kaytotOmallaAlueella(laji: ${each.laji}) { yhteensa { lukumaara summa { sentit } } } }`,
        await system.token(official(alue)),
      );
      const here = uses.filter((use) => use.alue === alue && use.myontanyt !== alue);
      const sentit = String(here.reduce((sum, use) => sum + use.sentit, 0));
      expect(errors).toEqual([]);
      expect(data).toEqual({ kaytotOmallaAlueella: { yhteensa: { lukumaara: here.length, summa: { sentit } } } });
    }
  });
});

const [setelit] = kinds;

it("goes by day, both ways, with any size of page", async () => {
  const newest = await walkUsed("15", setelit, "first: 1");
  expect(newest.length).toBeGreaterThan(2);
  expect(await walkUsed("15", setelit, "first: 100")).toEqual(newest);
  expect(await walkUsed("15", setelit, "first: 2, jarjestys: VANHIN_ENSIN")).toEqual(newest.toReversed());
  const days = newest.map(({ paiva }) => paiva);
  expect(days).toEqual(days.toSorted().toReversed());
  expect(new Set(newest.map(({ numero, monesko }) => `${numero}/${monesko}`)).size).toBe(newest.length);
});

it("asks every other region's register once, not the own one, and says whose rows are there", async () => {
  const answer = await askPage(await system.token(official("15")), "laji: ASIAKASSETELI");
  expect(answer.lahteet.map(({ lahde, solmu, kutsut }) => [lahde, solmu, kutsut])).toEqual([
    ["crm", "08", 1],
    ["crm", "90", 1],
  ]);
  const mukana = ["08", "90"].map((alue) => ({ alue, mukana: true }));
  expect(pageOf(answer)).toMatchObject({ taydellinen: true, alueet: mukana });
  expect(system.loki(answer.pyynto)).toMatchObject([{ laji: "HAKU", kentat: ["Query.kaytotOmallaAlueella"] }]);
});

it("gives the others' rows while a region is silent, says it, and tells no partial sum", async () => {
  const token = await system.token(official("15"));
  system.mocks.nodes["crm/90"]?.faults.set([{ laji: "http500" }]);
  const answer = await askPage(token, "laji: ASIAKASSETELI, first: 100");
  const { edges, taydellinen, alueet: asked } = pageOf(answer);
  expect(taydellinen).toBe(false);
  expect(asked).toEqual([
    { alue: "08", mukana: true },
    { alue: "90", mukana: false },
  ]);
  expect(edges.at(-1)).toBeNull();
  expect(answer.errors.map(({ path, extensions }) => [path, extensions["code"]])).toEqual([
    [["kaytotOmallaAlueella", "edges", edges.length - 1], "SOURCE_UNAVAILABLE"],
  ]);
  const given = nodesOf(pageOf(answer));
  expect(given.length).toBeGreaterThan(0);
  expect(new Set(given.map(({ myontanytAlue }) => myontanytAlue))).toEqual(new Set(["08"]));
  expect(system.loki(answer.pyynto)).toMatchObject([{ osumia: given.length }]);
  const sums = await system.ask(
    "{ kaytotOmallaAlueella(laji: ASIAKASSETELI) { yhteensa { lukumaara } } }",
    await system.token(official("15")),
  );
  expect([sums.data, codesOf(sums)]).toEqual([{ kaytotOmallaAlueella: { yhteensa: null } }, ["SOURCE_UNAVAILABLE"]]);
  system.mocks.nodes["crm/08"]?.faults.set([{ laji: "http500" }]);
  const none = await askPage(token, "laji: ASIAKASSETELI");
  expect([none.data, codesOf(none)]).toEqual([{ kaytotOmallaAlueella: null }, ["SOURCE_UNAVAILABLE"]]);
});

it("gives a cursor to its asker, kind and order only", async () => {
  const token = await system.token(official("08"));
  const { pageInfo } = pageOf(await askPage(token, "laji: ASIAKASSETELI, first: 1"));
  const ask = async (args: string, as: string) => codesOf(await askPage(as, args, pageInfo.endCursor));
  expect(await ask("laji: ASIAKASSETELI", token)).toEqual([]);
  expect(await ask("laji: MAKSUSITOUMUS", token)).toEqual(["BAD_USER_INPUT"]);
  expect(await ask("laji: ASIAKASSETELI, jarjestys: VANHIN_ENSIN", token)).toEqual(["BAD_USER_INPUT"]);
  expect(await ask("laji: ASIAKASSETELI", await system.token(official("15")))).toEqual(["BAD_USER_INPUT"]);
});

it.each(["terveydenhuolto", "sosiaalihuolto", "palveluohjaus", "laskutus"])("is not for %s", async (rooli) => {
  const answer = await askPage(await system.token({ ...official("08"), rooli }), "laji: ASIAKASSETELI");
  expect([answer.data, codesOf(answer), answer.lahteet]).toEqual([{ kaytotOmallaAlueella: null }, ["FORBIDDEN"], []]);
});

it("names no customer, and leads the other organiser to none", async () => {
  const token = await system.token(official("15"));
  const [use] = await walkUsed("15", setelit);
  const owner = [...system.population.kaikki()].find((one) =>
    system.population.setelit(one).some(({ numero }) => numero === use?.numero),
  );
  expect(owner).toBeDefined();
  const answer = await askPage(token, "laji: ASIAKASSETELI, first: 100");
  for (const secret of [owner?.hetu, owner?.sukunimi]) expect(answer.text).not.toContain(secret);
});
