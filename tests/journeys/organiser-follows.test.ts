import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ size: 400, now: () => new Date("2026-11-25T10:00:00Z") });
}, 60_000);
afterAll(() => system.close());
afterEach(() => {
  for (const node of Object.values(system.mocks.nodes)) node.faults.set([]);
});

const official = (alue: string) => ({ persona: "liisa", rooli: "jarjestaja", alue, tarkoitus: "JARJESTAMINEN" });

/** Every voucher, budget or commitment that the population has from a region. */
function expectedOf(kind: "setelit" | "budjetit" | "sitoumukset", alue: string): readonly string[] {
  const { population } = system;
  return [...population.kaikki()]
    .flatMap((one): readonly { readonly alue: string; readonly numero: string }[] => population[kind](one))
    .filter((row) => row.alue === alue)
    .map(({ numero }) => numero)
    .toSorted();
}

interface Row {
  readonly numero: string;
  readonly alkaen: string;
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function pageOf(field: string, args: string, token: string, after?: string | null): Promise<Page> {
  const answer = await system.ask(
    `query($after: String) { ${field}(${args}, after: $after) { edges { cursor node { numero alkaen } } pageInfo { hasNextPage endCursor } } }`,
    token,
    { after },
  );
  expect(answer.errors).toEqual([]);
  return answer.data?.[field] as Page;
}

/** A whole list, page by page. */
async function walk(field: string, args: string, token: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let after: string | null | undefined; ;) {
    const { edges, pageInfo } = await pageOf(field, args, token, after);
    rows.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return rows;
    expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor);
    after = pageInfo.endCursor;
  }
}

const codesOf = ({ errors }: GraphAnswer): readonly unknown[] => errors.map(({ extensions }) => extensions["code"]);

describe.each([
  { field: "asiakassetelit", kind: "setelit" },
  { field: "henkilokohtaisetBudjetit", kind: "budjetit" },
  { field: "maksusitoumukset", kind: "sitoumukset" },
] as const)("the organiser's $field", ({ field, kind }) => {
  it.each(["08", "15"])("are all of region %s and no other's, without loss or repeat both ways", async (alue) => {
    const token = await system.token(official(alue));
    const newest = await walk(field, "first: 7", token);
    expect(newest.map(({ numero }) => numero).toSorted()).toEqual(expectedOf(kind, alue));
    expect(newest.length).toBeGreaterThan(0);
    const oldest = await walk(field, "first: 5, jarjestys: VANHIN_ENSIN", token);
    expect(oldest).toEqual(newest.toReversed());
    expect(newest.map(({ alkaen }) => alkaen)).toEqual(
      newest
        .map(({ alkaen }) => alkaen)
        .toSorted()
        .toReversed(),
    );
  });
});

it("tells use in another region, and totals of everything that meets the conditions, not of the page", async () => {
  const { population } = system;
  const granted = [...population.kaikki()]
    .flatMap((one) => population.setelit(one))
    .filter(({ alue, tila }) => alue === "08" && tila === "VOIMASSA");
  const used = granted.flatMap(({ kaytot }) => kaytot.map(({ sentit }) => sentit));
  const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
  const arvo = sum(granted.map(({ arvoSentit }) => arvoSentit));
  const token = await system.token(official("08"));
  const { data, errors } = await system.ask(
    "{ asiakassetelit(tila: VOIMASSA, first: 1) { edges { node { tila } } yhteensa { lukumaara arvo { sentit teksti(kieli: EN) } kaytetty { sentit } jaljella { sentit } } } }",
    token,
  );
  expect(errors).toEqual([]);
  expect(data?.["asiakassetelit"]).toEqual({
    edges: [{ node: { tila: "VOIMASSA" } }],
    yhteensa: {
      lukumaara: granted.length,
      arvo: { sentit: String(arvo), teksti: expect.stringMatching(/^€[\d,]+\.\d\d$/) },
      kaytetty: { sentit: String(sum(used)) },
      jaljella: { sentit: String(arvo - sum(used)) },
    },
  });
  const all = await system.ask(
    "{ asiakassetelit(first: 100) { edges { node { numero arvo { sentit } jaljella { sentit } kaytetty { sentit } kaytot { alue tuottaja summa { sentit } } } } } }",
    token,
  );
  const uses = JSON.stringify(all.data).match(/"alue":"\d\d"/g) ?? [];
  expect(uses).toContain('"alue":"08"');
  expect(new Set(uses).size).toBeGreaterThan(1);
});

it("narrows by service and by a day of validity", async () => {
  const token = await system.token(official("08"));
  const { population } = system;
  const all = [...population.kaikki()].flatMap((one) => population.setelit(one)).filter(({ alue }) => alue === "08");
  const [first] = all;
  const palvelu = first?.palvelu ?? "";
  const paiva = first?.alkaen ?? "";
  const rows = await walk(
    "asiakassetelit",
    `palvelu: ${JSON.stringify(palvelu)}, voimassa: "${paiva}", first: 9`,
    token,
  );
  const expected = all.filter((row) => row.palvelu === palvelu && row.alkaen <= paiva && paiva <= row.paattyy);
  expect(rows.map(({ numero }) => numero).toSorted()).toEqual(expected.map(({ numero }) => numero).toSorted());
  expect(rows.length).toBeLessThan(all.length);
});

it("asks the own region's register only, and once for each part that is selected", async () => {
  const { lahteet } = await system.ask(
    "{ asiakassetelit { edges { cursor } pageInfo { hasNextPage } } }",
    await system.token(official("15")),
  );
  expect(lahteet.map(({ lahde, solmu, kutsut }) => [lahde, solmu, kutsut])).toEqual([["crm", "15", 1]]);
  const sums = await system.ask("{ asiakassetelit { yhteensa { lukumaara } } }", await system.token(official("15")));
  expect(sums.lahteet.map(({ kutsut }) => kutsut)).toEqual([1]);
});

it("gives a cursor to its asker and list only", async () => {
  const token = await system.token(official("08"));
  const { pageInfo } = await pageOf("asiakassetelit", "first: 1", token);
  const ask = async (args: string, as: string): Promise<readonly unknown[]> =>
    codesOf(
      await system.ask(`query($after: String) { asiakassetelit(${args} after: $after) { edges { cursor } } }`, as, {
        after: pageInfo.endCursor,
      }),
    );
  expect(await ask("first: 3,", token)).toEqual([]);
  expect(await ask("tila: VOIMASSA,", token)).toEqual(["BAD_USER_INPUT"]);
  expect(await ask("jarjestys: VANHIN_ENSIN,", token)).toEqual(["BAD_USER_INPUT"]);
  expect(await ask("", await system.token(official("15")))).toEqual(["BAD_USER_INPUT"]);
  expect(await ask("", await system.token({ ...official("08"), persona: "sofia" }))).toEqual(["BAD_USER_INPUT"]);
});

it.each(["terveydenhuolto", "sosiaalihuolto", "palveluohjaus", "laskutus"])("is not for %s", async (rooli) => {
  const token = await system.token({ ...official("08"), rooli });
  const answer = await system.ask("{ asiakassetelit { edges { node { numero } } } }", token);
  expect([answer.data, codesOf(answer)]).toEqual([{ asiakassetelit: null }, ["FORBIDDEN"]]);
  expect(answer.lahteet).toEqual([]);
  expect(system.loki(answer.pyynto)).toMatchObject([
    { laji: "HAKU", kentat: [], evatyt: [{ koodi: "FORBIDDEN", saanto: "SISAANKAYNTI" }] },
  ]);
});

it("is not for a customer, and needs a purpose", async () => {
  const query = "{ maksusitoumukset { edges { cursor } } }";
  expect(codesOf(await system.ask(query, await system.token({ persona: "sofia" })))).toEqual(["FORBIDDEN"]);
  const { tarkoitus: _, ...aimless } = official("08");
  expect(codesOf(await system.ask(query, await system.token(aimless)))).toEqual(["PURPOSE_MISSING"]);
});

it("is in the use log as a search, with how many rows left and no word of them", async () => {
  const { pyynto } = await system.ask(
    '{ lista: asiakassetelit(first: 3, palvelu: "Fysioterapia") { rivit: edges { node { numero } } } }',
    await system.token(official("08")),
  );
  const rows = system.loki(pyynto);
  expect(rows).toMatchObject([{ laji: "HAKU", kentat: ["Query.asiakassetelit"], evatyt: [] }]);
  expect(rows[0]).toHaveProperty("osumia");
  expect(rows[0]).not.toHaveProperty("asiakas");
  expect(JSON.stringify(rows)).not.toContain("Fysioterapia");
});

it("is null with the register's failure, and nothing of another region stands in for it", async () => {
  const token = await system.token(official("08"));
  system.mocks.nodes["crm/08"]?.faults.set([{ laji: "http500" }]);
  const answer = await system.ask("{ asiakassetelit { edges { node { numero } } } }", token);
  expect(answer.data).toEqual({ asiakassetelit: null });
  expect(codesOf(answer)).toEqual(["SOURCE_UNAVAILABLE"]);
  const nowhere = await system.ask(
    "{ asiakassetelit { edges { node { numero } } } }",
    await system.token(official("02")),
  );
  expect([nowhere.data, codesOf(nowhere)]).toEqual([{ asiakassetelit: null }, ["SOURCE_UNAVAILABLE"]]);
});
