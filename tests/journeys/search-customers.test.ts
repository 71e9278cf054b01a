import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Henkilo } from "../../mocks/population/index.ts";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({
    size: 400,
    alueet: ["05", "08", "15"],
    now: () => new Date("2026-11-25T10:00:00Z"),
    // One official searches here more in a minute than one does in a day.
    configure: (file) => ({
      ...file,
      limits: { ...file.limits, costPerMinute: 10_000_000, personsPerMinute: 100_000 },
    }),
  });
}, 240_000);
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

describe("by name", () => {
  /** Names of those found, in their order. */
  const namesOf = async (nimi: string): Promise<readonly string[]> => {
    const answer = await system.ask(
      "query($haku: AsiakasHaku!) { asiakkaat(haku: $haku, first: 100) { edges { node { nimi { etunimet sukunimi } } } } }",
      await system.token({ ...official("08", "terveydenhuolto") }),
      { haku: { nimi } },
    );
    const { edges } = (answer.data?.["asiakkaat"] ?? { edges: [] }) as {
      readonly edges: readonly { readonly node: { readonly nimi: Readonly<Record<string, string>> | null } }[];
    };
    return edges.flatMap(({ node }) =>
      node.nimi === null ? [] : [`${node.nimi["sukunimi"]} ${node.nimi["etunimet"]}`],
    );
  };
  /** Surnames of the customers of region 08 whom its health care may see. */
  const surnames = (): readonly string[] => {
    const organisaatio = "1.2.246.10.99900008";
    const own = [...system.population.kaikki()].filter((one) =>
      system.population
        .asiakkuudet(one)
        .some((each) => each.organisaatio === organisaatio && each.paattynyt === undefined),
    );
    return [...new Set(own.map(({ sukunimi }) => sukunimi))];
  };

  it("finds ä, ö and å written as a and o, in either case, and the other way", async () => {
    const marked = surnames().filter((name) => /[äöåÄÖÅ]/.test(name) && name.length > 4);
    expect(marked.length).toBeGreaterThan(2);
    for (const name of marked.slice(0, 4)) {
      const plain = name.normalize("NFD").replaceAll(/\p{Mn}/gu, "");
      for (const written of [name, plain, plain.toUpperCase(), name.normalize("NFD")])
        expect([written, (await namesOf(written)).some((found) => found.startsWith(`${name} `))]).toEqual([
          written,
          true,
        ]);
    }
  });

  it("puts a name that is written alike before one that only begins so, and that before one spelt otherwise", async () => {
    const ranks = (written: string, found: readonly string[]): readonly number[] => {
      const word = written.toLowerCase();
      return found.map((name) => {
        const parts = name.toLowerCase().split(/[ -]/);
        if (parts.includes(word)) return 0;
        return parts.some((part) => part.startsWith(word)) ? 1 : 2;
      });
    };
    let several = 0;
    for (const name of surnames().flatMap((each) => [each, each.slice(0, 5)])) {
      const plain = name.normalize("NFD").replaceAll(/\p{Mn}/gu, "");
      if (plain !== name || !/^[A-Za-z]{5,}$/.test(name)) continue;
      const found = ranks(
        name,
        (await namesOf(name)).map((each) => each.normalize("NFD").replaceAll(/\p{Mn}/gu, "")),
      );
      expect([name, found]).toEqual([name, found.toSorted((one, other) => one - other)]);
      if (new Set(found).size > 1) several += 1;
      if (several > 3) break;
    }
    expect(several).toBeGreaterThan(0);
  });

  it("finds a name misspelt: doubled and single letters, vowels, w for v, c for k", async () => {
    const misspell = [
      (name: string) => name.replace(/([b-df-hj-np-tv-z])\1/, "$1"),
      (name: string) => name.replace(/v/, "w"),
      (name: string) => name.replace(/k/, "c"),
      (name: string) => name.replace(/(?<=.)[aeiou]/, "y"),
    ];
    for (const change of misspell) {
      const name = surnames().find((each) => /^[A-Za-z]{5,}$/.test(each) && change(each) !== each) ?? "";
      expect([change(name), (await namesOf(change(name))).some((found) => found.startsWith(`${name} `))]).toEqual([
        change(name),
        true,
      ]);
    }
  });
});

describe("by class of use and open service", () => {
  const organisaatio = "1.2.246.10.99900008";
  const searchAs = async (rooli: string, haku: object, alue = "08"): Promise<GraphAnswer> =>
    system.ask(query, await system.token(official(alue, rooli)), { haku });
  const customersOf = (palvelu: string): readonly Henkilo[] =>
    [...system.population.kaikki()].filter((one) =>
      system.population
        .asiakkuudet(one)
        .some((each) => each.organisaatio === organisaatio && each.palvelu === palvelu && each.paattynyt === undefined),
    );

  it("finds the own organisation's customers of a service, and pages through them", async () => {
    const expected = customersOf("Lapsiperheiden sosiaalipalvelut");
    expect(expected.length).toBeGreaterThan(2);
    const found = idsOf(await searchAs("sosiaalihuolto", { avoinPalvelu: "Lapsiperheiden sosiaalipalvelut" }));
    expect(found).toHaveLength(expected.length);
    expect(found).toEqual(expect.arrayContaining(["aino", "eino", "helmi"].map((persona) => system.idOf(persona))));
    const ids = idsOf(await searchAs("terveydenhuolto", { avoinPalvelu: "Terveysasema" }));
    expect(ids).toHaveLength(Math.min(100, customersOf("Terveysasema").length));
  });

  it("tells nobody of the other branch's register", async () => {
    expect(idsOf(await searchAs("terveydenhuolto", { avoinPalvelu: "Lapsiperheiden sosiaalipalvelut" }))).toEqual([]);
    expect(idsOf(await searchAs("sosiaalihuolto", { avoinPalvelu: "Terveysasema" }))).toEqual([]);
    expect(idsOf(await searchAs("palveluohjaus", { avoinPalvelu: "Lapsiperheiden sosiaalipalvelut" }))).not.toEqual([]);
  });

  it("finds each customer in the one class that the customer's own field tells", async () => {
    const classes = ["VAHAINEN", "TAVALLINEN", "LAAJA", "HYVIN_LAAJA"];
    const told: Record<string, string> = {};
    for (const luokka of classes) {
      const answer = await system.ask(
        "query($haku: AsiakasHaku!) { asiakkaat(haku: $haku, first: 5) { edges { node { id palveluidenKaytto { luokka alue } } } } }",
        await system.token(official("08", "terveydenhuolto")),
        { haku: { luokka } },
      );
      const { edges } = (answer.data?.["asiakkaat"] ?? { edges: [] }) as {
        readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
      };
      for (const { node } of edges) {
        const rows = (node["palveluidenKaytto"] ?? []) as readonly { readonly luokka: string; readonly alue: string }[];
        // Of a protected person the field is withheld.
        expect([luokka, undefined]).toContain(rows.find((row) => row?.alue === "08")?.luokka);
        expect(told[String(node["id"])]).toBeUndefined();
        told[String(node["id"])] = luokka;
      }
    }
    expect(new Set(Object.values(told)).size).toBeGreaterThan(1);
  });

  it("narrows with a name", async () => {
    const { sukunimi } = personOf("aino");
    const haku = { nimi: sukunimi, avoinPalvelu: "Lapsiperheiden sosiaalipalvelut" };
    expect(idsOf(await searchAs("sosiaalihuolto", haku))).toContain(system.idOf("aino"));
    expect(idsOf(await searchAs("sosiaalihuolto", { ...haku, nimi: "Eiolemassa" }))).toEqual([]);
  });

  it.each([[{ luokka: "LAAJA" }], [{ nimi: "Testi", avoinPalvelu: "Terveysasema" }]])(
    "is not for the organiser, who may not read the items: %j",
    async (haku) => {
      const answer = await searchAs("jarjestaja", haku);
      expect([answer.data, codesOf(answer), answer.lahteet]).toEqual([{ asiakkaat: null }, ["FORBIDDEN"], []]);
      expect(system.loki(answer.pyynto)).toMatchObject([{ laji: "HAKU" }]);
    },
  );

  it("is refused where the region has stated no triggers, and for a service without a name", async () => {
    expect(codesOf(await searchAs("terveydenhuolto", { luokka: "LAAJA" }, "15"))).toEqual(["BAD_USER_INPUT"]);
    expect(codesOf(await searchAs("terveydenhuolto", { avoinPalvelu: " " }))).toEqual(["BAD_USER_INPUT"]);
  });

  it("gives a cursor to its class and service only", async () => {
    const token = await system.token(official("08", "terveydenhuolto"));
    const first = await system.ask(query, token, { haku: { avoinPalvelu: "Terveysasema" }, first: 1 });
    const after = hitsOf(first).pageInfo.endCursor;
    const next = await system.ask(query, token, { haku: { avoinPalvelu: "Terveysasema" }, first: 1, after });
    expect(idsOf(next)).not.toEqual(idsOf(first));
    const other = await system.ask(query, token, { haku: { luokka: "VAHAINEN" }, first: 1, after });
    expect(codesOf(other)).toEqual(["BAD_USER_INPUT"]);
  });
});

it("is null with the register's failure", async () => {
  system.mocks.nodes["crm/08"]?.faults.set([{ laji: "roska" }]);
  const answer = await search({ nimi: "Testi" });
  expect([answer.data, codesOf(answer)]).toEqual([{ asiakkaat: null }, ["SOURCE_INVALID_RESPONSE"]]);
});
