import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, LokiRow, SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());
afterEach(() => {
  for (const { faults } of Object.values(system.mocks.registers)) faults.set([]);
});

// Of no bank: see mocks/population/maksuyhteydet.ts.
const [iban, toinen] = ["FI7799000000000077", "FI5599000000000085"];
const puhelin = { laji: "PUHELIN", arvo: "+358500001234" };

const mutations = {
  asetaMaksuyhteys: {
    text: `mutation($v: AsetettavaMaksuyhteys!, $k: String!, $a: ID) {
      asetaMaksuyhteys(maksuyhteys: $v, toistoavain: $k, asiakas: $a) { tulos asiakas { maksuyhteydet { iban palvelu oletus } } }
    }`,
    v: { iban, saaja: "Aino Koivula-Testi" },
    other: { iban: toinen, saaja: "Aino Koivula-Testi" },
    tieto: 5,
    secret: iban,
  },
  ilmoitaYhteystieto: {
    text: `mutation($v: IlmoitettavaYhteystieto!, $k: String!, $a: ID) {
      ilmoitaYhteystieto(yhteystieto: $v, toistoavain: $k, asiakas: $a) { tulos asiakas { yhteystiedot { laji arvo } } }
    }`,
    v: puhelin,
    other: { ...puhelin, arvo: "+358500009999" },
    tieto: 1,
    secret: "500001234",
  },
} as const;
type Name = keyof typeof mutations;
const names: readonly Name[] = ["asetaMaksuyhteys", "ilmoitaYhteystieto"];

const codesOf = ({ errors }: GraphAnswer): readonly string[] =>
  errors.map(({ path, extensions }) =>
    [extensions["code"], path?.join("."), extensions["saanto"]].filter((each) => typeof each === "string").join(" "),
  );
const tulosOf = ({ data }: GraphAnswer): string => String(Object(Object.values(data ?? {})[0]).tulos);
const changesOf = (rows: readonly LokiRow[]): readonly LokiRow[] => rows.filter(({ laji }) => laji === "MUUTOS");

interface Given {
  readonly as?: SignIn;
  readonly of?: string;
  readonly k?: string;
  readonly other?: boolean;
}

async function change(name: Name, { as = { persona: "aino" }, of, k = randomUUID(), other = false }: Given = {}) {
  const { text, v, other: second } = mutations[name];
  const variables = { v: other ? second : v, k, ...(of === undefined ? {} : { a: system.idOf(of) }) };
  return system.ask(text, await system.token(as), variables);
}

const readOwn = "{ mina { maksuyhteydet { iban saaja palvelu oletus alue } yhteystiedot { laji arvo alue } } }";
async function own(persona: string): Promise<string> {
  const answer = await system.ask(readOwn, await system.token({ persona }));
  expect(answer.errors).toEqual([]);
  return JSON.stringify(answer.data?.["mina"]);
}
const countOf = (register: string): number => system.mocks.registers[register]?.requests.count() ?? 0;

describe("the customer", () => {
  it.each(names)("%s is made in the home region, and the next query of anyone shows it", async (name) => {
    const { v, tieto } = mutations[name];
    const given = await change(name);
    expect(given.errors).toEqual([]);
    expect(tulosOf(given)).toBe("TEHTY");
    const value = name === "asetaMaksuyhteys" ? iban : puhelin.arvo;
    expect(JSON.stringify(given.data)).toContain(value);
    expect(await own("aino")).toContain(value);
    // In the use log before it was made, and what was shown of it after.
    expect(system.loki(given.pyynto)).toMatchObject([
      { laji: "MUUTOS", suhde: "OMA", kentat: [`Mutation.${name}`], tiedot: [tieto], evatyt: [] },
      { laji: "KATSELU", suhde: "OMA", tiedot: [tieto] },
    ]);
    expect(Object.keys(v).length).toBeGreaterThan(1);
  });

  it("sees in katselut what was changed, by whom and on what ground", async () => {
    await change("ilmoitaYhteystieto", { as: { persona: "liisa" }, of: "aino", other: true });
    await change("asetaMaksuyhteys");
    const query = "{ mina { katselut(first: 4) { edges { node { muutos oma suhde tiedot { tieto } } } } } }";
    const answer = await system.ask(query, await system.token({ persona: "aino" }));
    expect(answer.errors).toEqual([]);
    const { katselut } = Object(answer.data?.["mina"]) as { katselut: { edges: readonly { node: object }[] } };
    const rows = katselut.edges.map(({ node }) => node);
    expect(rows).toMatchObject([
      { muutos: false, oma: true, tiedot: [{ tieto: 5 }] },
      { muutos: true, oma: true, suhde: "OMA", tiedot: [{ tieto: 5 }] },
      { muutos: false, oma: false, tiedot: [{ tieto: 1 }] },
      { muutos: true, oma: false, suhde: "VALTUUTUS", tiedot: [{ tieto: 1 }] },
    ]);
  });

  it("sees each of two changes of one operation after it was made", async () => {
    const text = `mutation($a: AsetettavaMaksuyhteys!, $b: AsetettavaMaksuyhteys!, $k: String!, $l: String!) {
      eka: asetaMaksuyhteys(maksuyhteys: $a, toistoavain: $k) { asiakas { maksuyhteydet { iban oletus } } }
      toka: asetaMaksuyhteys(maksuyhteys: $b, toistoavain: $l) { asiakas { maksuyhteydet { iban oletus } } }
    }`;
    const { v: b, other: a } = mutations.asetaMaksuyhteys;
    const answer = await system.ask(text, await system.token({ persona: "aino" }), {
      a,
      b,
      k: randomUUID(),
      l: randomUUID(),
    });
    expect(answer.errors).toEqual([]);
    const defaultOf = (key: string): unknown =>
      Object(answer.data?.[key]).asiakas.maksuyhteydet.find(({ oletus }: { oletus: boolean }) => oletus).iban;
    expect([defaultOf("eka"), defaultOf("toka")]).toEqual([toinen, iban]);
  });

  it.each(names)("%s twice by one key is made once, and by the same key with other values not at all", async (name) => {
    const k = randomUUID();
    expect(tulosOf(await change(name, { k }))).toBe("TEHTY");
    expect(tulosOf(await change(name, { other: true }))).toBe("TEHTY");
    const before = await own("aino");
    expect(tulosOf(await change(name, { k }))).toBe("OLI_JO_TEHTY");
    const refused = await change(name, { k, other: true });
    expect(codesOf(refused)).toEqual([`BAD_USER_INPUT ${name}`]);
    expect(refused.errors[0]?.message).toMatch(/toistoavain|toistoavaimen/);
    expect(await own("aino")).toBe(before);
  });

  it.each(names)("%s at once by one key, many times, is made once", async (name) => {
    const k = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => change(name, { k })));
    expect(answers.flatMap(codesOf)).toEqual([]);
    expect(answers.map(tulosOf).toSorted()).toEqual([...Array<string>(4).fill("OLI_JO_TEHTY"), "TEHTY"]);
  });

  it("with a wrong account is told what to do, and the account is nowhere", async () => {
    const wrong = "FI7799000000000078";
    const { text } = mutations.asetaMaksuyhteys;
    const variables = { v: { iban: wrong, saaja: "Aino" }, k: randomUUID() };
    const answer = await system.ask(text, await system.token({ persona: "aino" }), variables);
    expect(codesOf(answer)).toEqual(["BAD_USER_INPUT asetaMaksuyhteys"]);
    expect(answer.errors[0]?.message).toMatch(/tarkistusnumerot/);
    expect(`${answer.text}${system.log.join("")}${JSON.stringify(system.loki())}`).not.toContain(wrong);
  });
});

describe("who acts for the customer", () => {
  it("by a mandate reports a contact, and the log says on what it rested", async () => {
    const answer = await change("ilmoitaYhteystieto", { as: { persona: "sofia" }, of: "aino" });
    expect(codesOf(answer)).toEqual([]);
    expect(tulosOf(answer)).toBe("TEHTY");
    expect(changesOf(system.loki(answer.pyynto))).toMatchObject([{ suhde: "VALTUUTUS", tiedot: [1] }]);
    expect(await own("aino")).toContain(puhelin.arvo);
  });

  it.each([
    ["by a mandate, sets no account: none covers it", "asetaMaksuyhteys", "liisa", "aino", "FORBIDDEN", "R-5"],
    ["by a mandate that has ended", "ilmoitaYhteystieto", "lauri", "aino", "FORBIDDEN", "SUHDE-P"],
    ["without any", "ilmoitaYhteystieto", "onni", "aino", "FORBIDDEN", "SUHDE-P"],
    ["as one guardian alone", "ilmoitaYhteystieto", "aino", "helmi", "FORBIDDEN", "MUUTOS-P"],
    ["as one guardian alone, an account", "asetaMaksuyhteys", "aino", "helmi", "FORBIDDEN", "R-5"],
    ["of one whose place is protected", "ilmoitaYhteystieto", "kaisa", "venla", "NON_DISCLOSURE", "TURVAKIELTO"],
  ] as const)(
    "%s: nothing is changed, and the log tells that it was tried",
    async (_, name, persona, of, code, saanto) => {
      const before = countOf("crm");
      const answer = await change(name, { as: { persona }, of });
      expect(codesOf(answer)).toEqual([`${code} ${name} ${saanto}`]);
      expect(answer.data).toEqual({ [name]: null });
      expect(countOf("crm")).toBe(before);
      expect(changesOf(system.loki(answer.pyynto))).toMatchObject([
        { suhde: "EI", tiedot: [], koodi: code, evatyt: [{ koodi: code, saanto }] },
      ]);
      // What could tell of the place is beside the answer neither.
      expect(answer.lahteet.filter(({ solmu }) => solmu !== null)).toEqual([]);
    },
  );

  it("changes nothing while the register of mandates does not answer", async () => {
    system.mocks.registers["valtuudet"]?.faults.set([{ laji: "http500" }]);
    const answer = await change("ilmoitaYhteystieto", { as: { persona: "liisa" }, of: "aino" });
    expect(codesOf(answer)).toEqual(["SOURCE_UNAVAILABLE ilmoitaYhteystieto SUHDE-P"]);
  });

  const giving = `mutation($l: AnnettavanLaji!, $s: String, $c: [SuostumuksenKattavuus!]!, $k: String!, $a: ID!) {
    annaSuostumus(suostumus: {laji: $l, saaja: $s, kattavuus: $c}, toistoavain: $k, asiakas: $a) {
      tulos asiakas { biopankkisuostumukset { tunniste tila } palveluohjaussuostumus { tunniste tila } }
    }
  }`;
  const biopankki = { l: "BIOPANKKI", s: "1.2.246.10.99902001.10.1", c: ["NAYTE"] };
  const guidance = { l: "PALVELUOHJAUS", c: ["PALVELUTARVE"] };
  const give = async (persona: string, given: object): Promise<GraphAnswer> =>
    system.ask(giving, await system.token({ persona }), { ...given, k: randomUUID(), a: system.idOf("aino") });

  it("by a mandate of both matters gives and withdraws consents", async () => {
    const given = await give("liisa", guidance);
    expect(codesOf(given)).toEqual([]);
    const { asiakas } = Object(given.data?.["annaSuostumus"]);
    expect(asiakas.palveluohjaussuostumus).toMatchObject({ tila: "VOIMASSA" });
    const text = `mutation($t: String!, $a: ID!) { peruSuostumus(tunniste: $t, asiakas: $a) { tulos } }`;
    const variables = { t: asiakas.palveluohjaussuostumus.tunniste, a: system.idOf("aino") };
    const foreign = await system.ask(text, await system.token({ persona: "onni" }), variables);
    expect(codesOf(foreign)).toEqual(["FORBIDDEN peruSuostumus SUHDE-P"]);
    const withdrawn = await system.ask(text, await system.token({ persona: "liisa" }), variables);
    expect(codesOf(withdrawn)).toEqual([]);
    expect(changesOf(system.loki(withdrawn.pyynto))).toMatchObject([{ suhde: "VALTUUTUS", tiedot: [11, 12] }]);
  });

  it("by a mandate of health care gives a biobank's, and not the one of service guidance", async () => {
    const given = await give("sofia", biopankki);
    expect(codesOf(given)).toEqual(["FORBIDDEN annaSuostumus.asiakas.palveluohjaussuostumus VALTUUDEN-ASIA"]);
    expect(tulosOf(given)).toBe("TEHTY");
    const before = countOf("kanta");
    const denied = await give("sofia", guidance);
    expect(codesOf(denied)).toEqual(["FORBIDDEN annaSuostumus VALTUUDEN-ASIA"]);
    expect(countOf("kanta")).toBe(before);
  });
});

describe("nobody else", () => {
  const nurse = { persona: "aino", rooli: "terveydenhuolto", tarkoitus: "HOITO" };
  it.each(
    names.flatMap((name) => [
      [name, nurse] as const,
      [name, { ...nurse, rooli: "laskutus", tarkoitus: "LASKUTUS" }] as const,
    ]),
  )("does %s: %o", async (name, as) => {
    const before = countOf("crm");
    const answer = await change(name, { as, of: "aino" });
    expect(codesOf(answer)).toEqual([`FORBIDDEN ${name} SISAANKAYNTI`]);
    expect(countOf("crm")).toBe(before);
  });
});

describe("while the region's register fails", () => {
  it.each(names)("%s is in the use log before the register is asked, and nothing is half done", async (name) => {
    const crm = system.mocks.registers["crm"];
    const before = await own("aino");
    crm?.faults.set([{ laji: "jumissa" }]);
    crm?.requests.clear();
    const k = randomUUID();
    const rowsBefore = changesOf(system.loki()).length;
    const waiting = change(name, { k });
    // The register has been asked, and hangs: the row is there.
    await expect.poll(() => countOf("crm"), { timeout: 10_000 }).toBeGreaterThan(0);
    expect(changesOf(system.loki()).slice(rowsBefore)).toMatchObject([{ kentat: [`Mutation.${name}`], suhde: "OMA" }]);
    const answer = await waiting;
    expect(codesOf(answer)).toEqual([expect.stringMatching(new RegExp(`^SOURCE_TIMEOUT ${name} MUUTOS-`))]);
    expect(changesOf(system.loki(answer.pyynto))).toMatchObject([{ evatyt: [] }, { koodi: "SOURCE_TIMEOUT" }]);
    crm?.faults.set([]);
    expect(await own("aino")).toBe(before);
    expect(tulosOf(await change(name, { k }))).toBe("TEHTY");
  });

  it.each(names)("%s whose answer was cut is told as not known, and the same key tells the truth", async (name) => {
    const node = system.mocks.nodes["crm/08"];
    const { text, other } = mutations[name];
    const named = text.replace("asiakas: $a", 'asiakas: $a, alue: "08"');
    const variables = { v: other, k: randomUUID() };
    const token = await system.token({ persona: "aino" });
    node?.faults.set([{ laji: "katkaisu" }]);
    const cut = await system.ask(named, token, variables);
    expect(codesOf(cut)).toEqual([`SOURCE_UNAVAILABLE ${name} MUUTOS-EPASELVA`]);
    expect(String(cut.errors[0]?.extensions["neuvo"])).toMatch(/Toista|Repeat/);
    expect(cut.errors[0]?.extensions["retryable"]).toBe(true);
    node?.faults.set([]);
    const again = await system.ask(named, token, variables);
    expect(tulosOf(again)).toBe("OLI_JO_TEHTY");
    expect(JSON.stringify(again.data)).toContain(Object.values(other)[name === "asetaMaksuyhteys" ? 0 : 1]);
  });
});

it("has left no value in any log, error or trace", () => {
  const told = `${system.log.join("\n")}${JSON.stringify(system.loki())}`;
  for (const { secret } of Object.values(mutations)) expect(told).not.toContain(secret);
  expect(told).not.toContain(toinen);
});
