import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
let id = "";
beforeAll(async () => {
  system = await startSystem();
  id = await idOf("aino");
});
afterAll(() => system.close());

async function idOf(persona: string): Promise<string> {
  const { data } = await system.ask("{ mina { id } }", await system.token({ persona }));
  return (data as { mina: { id: string } }).mina.id;
}

const hoitaja = (alue: string, persona = "liisa"): SignIn => ({
  persona,
  rooli: "terveydenhuolto",
  alue,
  tarkoitus: "HOITO",
});
const codesOf = ({ errors }: GraphAnswer): readonly unknown[] => errors.map(({ extensions }) => extensions["code"]);
const askCeiling = async (signIn: SignIn, extensions = {}): Promise<GraphAnswer> =>
  system.ask(
    "query Katto($id: ID!) { asiakas(id: $id) { laakekatto { vuosi } } }",
    await system.token(signIn),
    { id },
    extensions,
  );

interface Katselu {
  readonly aika: string;
  readonly oma: boolean;
  readonly rooli: string;
  readonly organisaatio: string | null;
  readonly kayttotarkoitus: string | null;
  readonly suhde: string;
  readonly peruste: string | null;
  readonly hatakaytto: boolean;
  readonly tiedot: readonly { readonly tieto: number; readonly nimi: string }[];
  readonly evatyt: readonly { readonly tieto: number; readonly saanto: string; readonly koodi: string }[];
}

async function readKatselut(persona = "aino"): Promise<readonly Katselu[]> {
  const query = `{ mina { katselut(first: 50) { edges { node {
    aika oma rooli organisaatio kayttotarkoitus suhde peruste hatakaytto tiedot { tieto nimi } evatyt { tieto saanto koodi }
  } } pageInfo { hasNextPage } } } }`;
  const { data } = await system.ask(query, await system.token({ persona }));
  const { edges } = (data as { mina: { katselut: { edges: { node: Katselu }[] } } }).mina.katselut;
  return edges.map(({ node }) => node);
}

it("a row tells the professional's title and service task, as the provider tells them", async () => {
  const given = await askCeiling(hoitaja("08"));
  expect(system.loki(given.pyynto)).toMatchObject([{ toimija: { ammattinimike: "sairaanhoitaja" } }]);
  const refused = await askCeiling({ ...hoitaja("15"), rooli: "sosiaalihuolto" });
  const sosiaalityo = { ammattinimike: "sosiaalityöntekijä", palvelutehtava: "Työikäisten palvelut" };
  expect(system.loki(refused.pyynto)).toMatchObject([{ toimija: sosiaalityo }]);
});

describe("the customer", () => {
  it("sees who looked, from where, at what, on what ground, and what was kept back", async () => {
    await askCeiling(hoitaja("08"));
    const denied = await askCeiling(hoitaja("15"));
    expect(codesOf(denied)).toEqual(["FORBIDDEN"]);
    const peruste = { laji: "LAHETE", selite: "Lähete keskussairaalasta, poliklinikka-aika tänään" };
    expect(codesOf(await askCeiling(hoitaja("15"), { peruste }))).toEqual([]);
    const [stated, refused, open] = await readKatselut();
    expect(stated).toMatchObject({
      oma: false,
      rooli: "terveydenhuolto",
      organisaatio: "Keski-Suomen hyvinvointialue",
      kayttotarkoitus: "HOITO",
      suhde: "ILMOITETTU_PERUSTE",
      peruste: peruste.selite,
      tiedot: [{ tieto: 26, nimi: "Lääkekorvausten maksukatto" }],
      evatyt: [],
    });
    expect(refused).toMatchObject({
      suhde: "EI",
      tiedot: [],
      evatyt: [{ tieto: 26, saanto: "SUHDE-A", koodi: "FORBIDDEN" }],
    });
    expect(open).toMatchObject({ suhde: "AVOIN_ASIAKKUUS", organisaatio: "Pirkanmaan hyvinvointialue", peruste: null });
  });

  it("sees own looks too, and not those at another", async () => {
    await system.ask("{ mina { nimi { sukunimi } } }", await system.token({ persona: "sofia" }));
    const [latest] = await readKatselut("sofia");
    expect(latest).toMatchObject({ oma: true, rooli: "asiakas", organisaatio: null, tiedot: [{ tieto: 102 }] });
    expect((await readKatselut("sofia")).every(({ organisaatio }) => organisaatio === null)).toBe(true);
  });

  it("pages, and is told where older entries are asked", async () => {
    const token = await system.token({ persona: "aino" });
    const page = (after: string | null) =>
      system.ask(
        "query($after: String) { mina { katselut(first: 2, after: $after) { edges { cursor } pageInfo { hasNextPage endCursor } } } }",
        token,
        { after },
      );
    const first = (await page(null)).data as {
      mina: { katselut: { pageInfo: { endCursor: string; hasNextPage: boolean }; edges: { cursor: string }[] } };
    };
    const { endCursor, hasNextPage } = first.mina.katselut.pageInfo;
    expect(hasNextPage).toBe(true);
    const second = (await page(endCursor)).data as typeof first;
    expect(second.mina.katselut.edges.map(({ cursor }) => cursor)).not.toContain(endCursor);
    const old = await system.ask('{ mina { katselut(alkaen: "2001-01-01T00:00:00Z") { edges { cursor } } } }', token);
    expect(codesOf(old)).toEqual(["BAD_USER_INPUT"]);
  });

  it("asks who may see what: of the own role, and of a planned one", async () => {
    const query = `query($id: ID!, $toimija: SuunniteltuToimija) { nakyvyys(id: $id, toimija: $toimija) { tieto nimi tila suhde kentat { kentta sallittu koodi saanto neuvo } } }`;
    const token = await system.token({ persona: "aino" });
    const ask = async (
      toimija?: unknown,
    ): Promise<
      ReadonlyMap<number, { tila: string; suhde: string; kentat: { saanto: string | null; neuvo: string | null }[] }>
    > => {
      const { data, errors } = await system.ask(query, token, { id, toimija });
      expect(errors).toEqual([]);
      const rows = (
        data as {
          nakyvyys: {
            tieto: number;
            tila: string;
            suhde: string;
            kentat: { saanto: string | null; neuvo: string | null }[];
          }[];
        }
      ).nakyvyys;
      return new Map(rows.map((row) => [row.tieto, row]));
    };
    const own = await ask();
    expect(own.get(26)).toMatchObject({ tila: "SALLITTU", suhde: "OMA" });
    const billing = await ask({ rooli: "LASKUTUS", organisaatio: "1.2.246.10.99900008" });
    expect(billing.get(26)).toMatchObject({ tila: "SALLITTU", suhde: "AVOIN_ASIAKKUUS" });
    expect(billing.get(2)).toMatchObject({ tila: "EVATTY", kentat: [{ saanto: "R-2" }] });
    const elsewhere = await ask({ rooli: "TERVEYDENHUOLTO", organisaatio: "1.2.246.10.99900015" });
    expect(elsewhere.get(26)).toMatchObject({
      tila: "EVATTY",
      suhde: "EI",
      kentat: [{ saanto: "SUHDE-A", neuvo: expect.stringContaining("avoin asiakkuus") }],
    });
  });

  it("alone may plan an asker: a professional would learn of others' relations", async () => {
    const query =
      'query($id: ID!) { nakyvyys(id: $id, toimija: { rooli: LASKUTUS, organisaatio: "1.2.246.10.99900015" }) { tieto } }';
    const answer = await system.ask(query, await system.token(hoitaja("08")), { id });
    expect([answer.data, codesOf(answer)]).toEqual([{ nakyvyys: null }, ["BAD_USER_INPUT"]]);
  });
});

describe("emergency access", () => {
  const start = async (signIn: SignIn, syy = "Potilas tajuttomana päivystyksessä", person = id): Promise<GraphAnswer> =>
    system.ask(
      "mutation($id: ID!, $syy: String!) { aloitaHatakaytto(asiakas: $id, syy: $syy) { paattyy asiakas { laakekatto { vuosi } } } }",
      await system.token(signIn),
      { id: person, syy },
    );

  it("opens one person to one professional of health care, with a reason that the customer and the officer see", async () => {
    const lääkäri = hoitaja("15", "kaisa");
    expect(codesOf(await askCeiling(lääkäri))).toEqual(["FORBIDDEN"]);
    const started = await start(lääkäri);
    expect(started.errors).toEqual([]);
    expect(codesOf(await askCeiling(lääkäri))).toEqual([]);
    expect(codesOf(await askCeiling(hoitaja("15", "onni")))).toEqual(["FORBIDDEN"]);
    const [look, , begun] = (await readKatselut()).filter(({ hatakaytto }) => hatakaytto);
    expect(look).toMatchObject({ suhde: "HATAKAYTTO", tiedot: [{ tieto: 26 }] });
    expect(begun).toMatchObject({ peruste: "Potilas tajuttomana päivystyksessä" });
    const officer = await system.token({ persona: "liisa", rooli: "tietosuojavastaava", alue: "15" });
    const { data } = await system.ask(
      "{ hatakaytot { edges { node { syy paattyy ammattilainen asiakas pyynto } } } }",
      officer,
    );
    const { edges } = (data as { hatakaytot: { edges: { node: Record<string, string> }[] } }).hatakaytot;
    expect(edges.map(({ node }) => node["syy"])).toEqual(["Potilas tajuttomana päivystyksessä"]);
    expect(JSON.stringify(edges)).not.toContain(id);
    const elsewhere = await system.token({ persona: "liisa", rooli: "tietosuojavastaava", alue: "08" });
    expect((await system.ask("{ hatakaytot { edges { cursor } } }", elsewhere)).data).toEqual({
      hatakaytot: { edges: [] },
    });
  });

  it.each(["sosiaalihuolto", "laskutus", "jarjestaja"])("is not for %s", async (rooli) => {
    const answer = await start({ persona: "aino", rooli, alue: "15", tarkoitus: "HOITO" });
    expect([answer.data, codesOf(answer)]).toEqual([{ aloitaHatakaytto: null }, ["FORBIDDEN"]]);
  });

  it.each([
    ["liian lyhyt"],
    ["Potilas 010190-900P tajuttomana päivystyksessä"],
    ["Potilas 010190 – 900P tajuttomana"],
    ["Laskut tililtä FI21 1234 5600 0007 85"],
  ])("needs a reason in words, without codes: %s", async (syy) => {
    expect(codesOf(await start(hoitaja("15"), syy))).toEqual(["BAD_USER_INPUT"]);
  });

  it("shows no place of a protected person", async () => {
    const venla = await idOf("venla");
    const lääkäri = hoitaja("15", "sofia");
    expect((await start(lääkäri, "Potilas tajuttomana päivystyksessä", venla)).errors).toEqual([]);
    const { data, errors } = await system.ask(
      "query($id: ID!) { asiakas(id: $id) { nimi { sukunimi } kotikunta { koodi } } }",
      await system.token(lääkäri),
      { id: venla },
    );
    expect(data).toEqual({ asiakas: { nimi: { sukunimi: "Suojattu-Testi" }, kotikunta: null } });
    expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["NON_DISCLOSURE"]);
  });
});

describe("the log", () => {
  it("tells no region of a node where the person's place may not be told", async () => {
    const { lahteet } = await system.ask("{ mina { yhteystiedot { laji } } }", await system.token({ persona: "aino" }));
    expect(lahteet.filter(({ lahde }) => lahde === "crm").map(({ solmu }) => solmu)).toEqual(["08"]);
    const masked = await askCeiling(hoitaja("08"));
    expect(masked.lahteet.filter(({ lahde }) => lahde === "yhteinen").map(({ solmu }) => solmu)).toEqual([null]);
    const [row] = system.loki(masked.pyynto);
    expect(row?.lahteet.filter(({ lahde }) => lahde === "yhteinen").map(({ solmu }) => solmu)).toEqual([
      "08",
      "15",
      "90",
    ]);
  });

  it("has a row of a sign-in that failed, and of a request without a purpose", async () => {
    const before = system.loki().length;
    await system.ask("{ mina { id } }", "ei-tunniste");
    const { tarkoitus: _, ...withoutPurpose } = hoitaja("08");
    const refused = await askCeiling(withoutPurpose);
    expect([refused.status, codesOf(refused)]).toEqual([403, ["PURPOSE_MISSING"]]);
    await expect
      .poll(() =>
        system
          .loki()
          .slice(before)
          .map(({ laji }) => laji)
          .toSorted(),
      )
      .toEqual(["EVATTY", "KIRJAUTUMINEN_EVATTY"]);
  });

  it("has a row when an analyst reads the schema", async () => {
    const token = await system.token({ persona: "liisa", rooli: "analyytikko" });
    const { pyynto } = await system.ask("{ __schema { queryType { name } } }", token);
    await expect.poll(() => system.loki(pyynto).map(({ laji }) => laji)).toEqual(["SKEEMA"]);
  });

  it("holds no identity code, name or id of the graph", () => {
    const text = JSON.stringify(system.loki());
    const codes = [...system.population.kaikki()].flatMap(({ hetu }) => hetu ?? []);
    expect(codes.filter((hetu) => text.includes(hetu))).toEqual([]);
    for (const secret of ["Koivula-Testi", "Suojattu-Testi", id]) expect(text).not.toContain(secret);
  });
});
