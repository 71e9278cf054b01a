import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { Henkilo } from "../../mocks/population/index.ts";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ size: 400, alueet: ["05", "08", "15"], now: () => new Date("2026-11-25T10:00:00Z") });
}, 60_000);
afterAll(() => system.close());
afterEach(() => {
  for (const node of Object.values(system.mocks.nodes)) node.faults.set([]);
});

const official = (alue: string, rooli = "jarjestaja") => ({
  persona: "liisa",
  rooli,
  alue,
  tarkoitus: "ASIAKASPALVELU",
});
const query =
  "query($haku: AsiakasHaku!, $first: Int! = 100, $after: String) { asiakkaat(haku: $haku, first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }";

interface Hits {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const search = async (haku: object, alue = "08", page: object = {}): Promise<GraphAnswer> =>
  system.ask(query, await system.token(official(alue)), { haku, ...page });
const hitsOf = ({ data, errors }: GraphAnswer): Hits => {
  expect(errors).toEqual([]);
  return data?.["asiakkaat"] as Hits;
};
const idsOf = (answer: GraphAnswer): readonly string[] => hitsOf(answer).edges.map(({ node }) => node.id);
const codesOf = ({ errors }: GraphAnswer): readonly unknown[] => errors.map(({ extensions }) => extensions["code"]);

/** Whom a region knows, as the population has it. */
function isKnownIn(alue: string, henkilo: Henkilo): boolean {
  const { population } = system;
  const rows = [
    ...population.yhteystiedot(henkilo),
    ...population.setelit(henkilo),
    ...population.asiakkuudet(henkilo),
  ];
  return rows.some((row) => row.alue === alue) || henkilo.tilapainenTunnus?.slice(0, 2) === alue;
}

/** A persona's own record. */
function personOf(persona: string): Henkilo {
  const found = [...system.population.kaikki()].find((one) => one.persona === persona);
  if (found === undefined) throw new Error(`no persona ${persona}`);
  return found;
}

it("finds a customer of the own region by name in any order, by its beginning, and misspelt, the written form first", async () => {
  const { etunimet, sukunimi, syntymapaiva } = personOf("aino");
  const [etunimi = ""] = etunimet.split(" ");
  const aino = system.idOf("aino");
  expect(idsOf(await search({ nimi: `${sukunimi} ${etunimi}` }))[0]).toBe(aino);
  expect(idsOf(await search({ nimi: `${etunimi.toUpperCase()} ${sukunimi}` }))[0]).toBe(aino);
  expect(idsOf(await search({ nimi: `${etunimi} ${sukunimi.slice(0, 4)}` }))).toContain(aino);
  expect(idsOf(await search({ nimi: sukunimi, syntymaaika: syntymapaiva }))).toEqual([aino]);
  const misspelt = sukunimi.replace(/([aeiouy])(?=[a-z])/, "$1$1");
  expect(misspelt).not.toBe(sukunimi);
  expect(idsOf(await search({ nimi: misspelt, syntymaaika: syntymapaiva }))).toEqual([aino]);
});

it("finds everyone of a birth date whom the own region knows, and nobody of another", async () => {
  const { population } = system;
  const { syntymapaiva } = personOf("aino");
  for (const alue of ["08", "15"]) {
    const expected = [...population.kaikki()].filter(
      (one) => one.syntymapaiva === syntymapaiva && isKnownIn(alue, one),
    );
    expect(idsOf(await search({ syntymaaika: syntymapaiva }, alue))).toHaveLength(expected.length);
  }
  const { lahteet } = await search({ nimi: "Testi" }, "15");
  expect(lahteet.map(({ lahde, solmu }) => [lahde, solmu])).toEqual([["crm", "15"]]);
});

it("gives pages without loss or repeat", async () => {
  const whole = idsOf(await search({ nimi: "Tes" }));
  const walked: string[] = [];
  for (let after: string | null = null; ;) {
    const { edges, pageInfo } = hitsOf(await search({ nimi: "Tes" }, "08", { first: 3, after }));
    walked.push(...edges.map(({ node }) => node.id));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  expect(walked.slice(0, whole.length)).toEqual(whole);
  expect(walked.length).toBeGreaterThan(3);
  expect(new Set(walked).size).toBe(walked.length);
  const { pageInfo } = hitsOf(await search({ nimi: "Tes" }, "08", { first: 1 }));
  expect(codesOf(await search({ nimi: "Muu" }, "08", { after: pageInfo.endCursor }))).toEqual(["BAD_USER_INPUT"]);
  expect(codesOf(await search({ nimi: "Tes" }, "15", { after: pageInfo.endCursor }))).toEqual(["BAD_USER_INPUT"]);
});

it("leaves to the gate what is seen of a person who was found, the place of a protected one too", async () => {
  const { sukunimi, syntymapaiva } = personOf("venla");
  const answer = await system.ask(
    "query($haku: AsiakasHaku!) { asiakkaat(haku: $haku) { edges { node { id nimi { sukunimi } kotikunta { koodi } yhteystiedot { arvo } } } } }",
    await system.token(official("05")),
    { haku: { nimi: sukunimi, syntymaaika: syntymapaiva } },
  );
  const found = answer.data?.["asiakkaat"] as { edges: { node: Record<string, unknown> }[] } | undefined;
  expect(found?.edges.map(({ node }) => node)).toEqual([
    { id: system.idOf("venla"), nimi: { sukunimi }, kotikunta: null, yhteystiedot: null },
  ]);
  expect(codesOf(answer)).toEqual(["NON_DISCLOSURE", "NON_DISCLOSURE"]);
  const [haku, person] = system.loki(answer.pyynto);
  expect(haku).toMatchObject({ laji: "HAKU", kentat: ["Query.asiakkaat"], osumia: 1 });
  expect(person).toMatchObject({ laji: "KATSELU", evatyt: [{ koodi: "NON_DISCLOSURE" }, { koodi: "NON_DISCLOSURE" }] });
});

it.each(["laskutus"])("is not for %s, and the denied search is in the use log", async (rooli) => {
  const answer = await system.ask(query, await system.token(official("08", rooli)), { haku: { nimi: "Testi" } });
  expect([answer.data, codesOf(answer)]).toEqual([{ asiakkaat: null }, ["FORBIDDEN"]]);
  expect(system.loki(answer.pyynto)).toMatchObject([{ laji: "HAKU", evatyt: [{ saanto: "SISAANKAYNTI" }] }]);
});

it.each(["terveydenhuolto", "sosiaalihuolto", "palveluohjaus"])(
  "is for %s, and the log has no word of it",
  async (rooli) => {
    const answer = await system.ask(query, await system.token(official("08", rooli)), { haku: { nimi: "Testinenkö" } });
    expect(answer.errors).toEqual([]);
    const rows = system.loki(answer.pyynto);
    expect(rows[0]).toMatchObject({ laji: "HAKU", kentat: ["Query.asiakkaat"] });
    expect(JSON.stringify([rows, system.log])).not.toMatch(/testinenk/i);
  },
);

it.each([[{}], [{ nimi: "  " }], [{ nimi: "123" }], [{ nimi: "a b c d e f g" }], [{ nimi: "Aino 010190-900P" }]])(
  "refuses a search of nothing, or by an identity code: %j",
  async (haku) => {
    const answer = await search(haku);
    expect([answer.data, codesOf(answer)]).toEqual([{ asiakkaat: null }, ["BAD_USER_INPUT"]]);
    expect(answer.lahteet).toEqual([]);
    expect(system.loki(answer.pyynto)).toMatchObject([{ laji: "HAKU" }]);
  },
);

it("is null with the register's failure", async () => {
  system.mocks.nodes["crm/08"]?.faults.set([{ laji: "roska" }]);
  const answer = await search({ nimi: "Testi" });
  expect([answer.data, codesOf(answer)]).toEqual([{ asiakkaat: null }, ["SOURCE_INVALID_RESPONSE"]]);
});
