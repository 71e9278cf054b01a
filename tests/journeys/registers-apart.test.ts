import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { createAsiakasIds } from "../../gateway/subgraph/index.ts";
import { keyFolder, startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ size: 2000 });
}, 240_000);
afterAll(() => system.close());
afterEach(() => {
  for (const { faults } of Object.values(system.mocks.registers)) faults.set([]);
});

const professional = (rooli: string, alue = "08"): SignIn => ({ persona: "liisa", rooli, alue, tarkoitus: "HOITO" });
const ask = async (persona: string, fields: string, signIn: SignIn): Promise<GraphAnswer> =>
  system.ask(`query ($id: ID!) { asiakas(id: $id) { ${fields} } }`, await system.token(signIn), {
    id: system.idOf(persona),
  });
const rowsOf = ({ data }: GraphAnswer, field: string): readonly unknown[] =>
  Object(Object(data?.["asiakas"])[field]) as readonly unknown[];
const denialsOf = ({ errors }: GraphAnswer) =>
  errors.map(({ path = [], extensions }) => [path.slice(1), extensions["code"], extensions["saanto"]]);

const apart = "RIVI-REKISTERINPITAJA";
const services = "asiakkuudet { palvelu }";
const health = { palvelu: "Terveysasema" };
const social = { palvelu: "Lapsiperheiden sosiaalipalvelut" };

// Eino's family is a customer of health care and of social care in region 08, and he has permitted nothing.
describe("one region's registers of health care and social care", () => {
  it("are apart: a health professional gets no row of social care's register without the customer's permission", async () => {
    const answer = await ask("eino", services, professional("terveydenhuolto"));
    const rows = rowsOf(answer, "asiakkuudet");
    expect(rows.filter((row) => row !== null)).toEqual([health]);
    const kept = rows.indexOf(null);
    expect(denialsOf(answer)).toEqual([[["asiakkuudet", kept], "CONSENT_MISSING", apart]]);
    expect(answer.text).not.toContain(social.palvelu);
    expect(system.loki(answer.pyynto)).toMatchObject([{ evatyt: [{ koodi: "CONSENT_MISSING", saanto: apart }] }]);
  });

  it("are apart the other way too", async () => {
    const answer = await ask("eino", services, professional("sosiaalihuolto"));
    expect(rowsOf(answer, "asiakkuudet").filter((row) => row !== null)).toEqual([social]);
    expect(denialsOf(answer).map(([, code, rule]) => [code, rule])).toEqual([["CONSENT_MISSING", apart]]);
  });

  it.each(["terveydenhuolto", "sosiaalihuolto"])(
    "meet by the customer's permissions both ways, for %s",
    async (rooli) => {
      const answer = await ask("aino", services, professional(rooli));
      expect(answer.errors).toEqual([]);
      expect(rowsOf(answer, "asiakkuudet")).toEqual(expect.arrayContaining([health, social]));
      expect(system.loki(answer.pyynto)[0]?.suostumukset?.length).toBeGreaterThan(0);
    },
  );

  it("are both open to who is of neither branch: guidance of the same organisation", async () => {
    const answer = await ask("eino", services, professional("palveluohjaus"));
    expect(answer.errors).toEqual([]);
    expect(rowsOf(answer, "asiakkuudet")).toHaveLength(2);
  });

  it("are closed while permissions can't be asked, as the source's failure", async () => {
    system.mocks.registers["kanta"]?.faults.set([{ laji: "http500" }]);
    const answer = await ask("aino", services, professional("terveydenhuolto"));
    expect(rowsOf(answer, "asiakkuudet").filter((row) => row !== null)).toEqual([health]);
    expect(denialsOf(answer).map(([, code, rule]) => [code, rule])).toEqual([["SOURCE_UNAVAILABLE", apart]]);
  });

  it.each([
    ["ammattilaiset", "ammattilaiset { ammattilainen { nimike } }"],
    ["toteutussuunnitelmat", "toteutussuunnitelmat { nimi }"],
    ["ohjaus", "ohjaus { aihe }"],
  ])("are apart in %s", async (field, fields) => {
    const all = rowsOf(await ask("eino", fields, { persona: "eino" }), field);
    for (const rooli of ["terveydenhuolto", "sosiaalihuolto"]) {
      const answer = await ask("eino", fields, professional(rooli));
      const rows = rowsOf(answer, field);
      const [given, kept] = [rows.filter((row) => row !== null), rows.filter((row) => row === null)];
      expect([given.length > 0, kept.length > 0]).toEqual([true, true]);
      expect(new Set(denialsOf(answer).map(([, code, rule]) => `${String(code)} ${String(rule)}`))).toEqual(
        new Set([`CONSENT_MISSING ${apart}`]),
      );
      expect(rows).toHaveLength(all.length);
    }
  });

  it("are apart in the service history", async () => {
    const fields = "palveluhistoria(first: 50) { edges { node { palvelu } } }";
    for (const [rooli, other] of [
      ["terveydenhuolto", social.palvelu],
      ["sosiaalihuolto", health.palvelu],
    ] as const) {
      const answer = await ask("eino", fields, professional(rooli));
      expect(answer.text).not.toContain(other);
      expect(denialsOf(answer)).toContainEqual([expect.any(Array), "CONSENT_MISSING", apart]);
    }
  });

  it("keep back the other branch's part of the customer's own plan, and no more of it", async () => {
    const fields = "omasuunnitelma { laadittu terveysJaHoitosuunnitelma { tarve } palvelusuunnitelma { tarve } }";
    const answer = await ask("eino", fields, professional("terveydenhuolto"));
    expect(answer.data?.["asiakas"]).toEqual({
      omasuunnitelma: {
        laadittu: expect.any(String),
        terveysJaHoitosuunnitelma: { tarve: expect.any(String) },
        palvelusuunnitelma: null,
      },
    });
    expect(denialsOf(answer)).toEqual([[["omasuunnitelma", "palvelusuunnitelma"], "CONSENT_MISSING", apart]]);
    const other = await ask("eino", fields, professional("sosiaalihuolto"));
    expect(denialsOf(other)).toEqual([[["omasuunnitelma", "terveysJaHoitosuunnitelma"], "CONSENT_MISSING", apart]]);
  });
});

it("tells of a plan that is kept back as a whole once, not of its parts", async () => {
  const fields = "omasuunnitelma { laadittu terveysJaHoitosuunnitelma { tarve } palvelusuunnitelma { tarve } }";
  const answer = await system.ask(
    `query ($id: ID!) { asiakas(id: $id) { ${fields} } }`,
    await system.token(professional("terveydenhuolto", "15")),
    { id: system.idOf("eino") },
    { peruste: { laji: "LAHETE", selite: "Lähete toisesta yksiköstä" } },
  );
  expect(answer.data?.["asiakas"]).toEqual({ omasuunnitelma: null });
  expect(denialsOf(answer)).toEqual([[["omasuunnitelma"], "CONSENT_MISSING", apart]]);
});

// Sofia lives in Helsinki (90) and is a customer of HUS; she has been told, and has permitted release but from 15.
describe("a professional of HUS", () => {
  const hus = professional("terveydenhuolto", "HUS");
  const withProvider = 'asiakkuudet(tila: null, alueet: ["KAIKKI"]) { palvelu palveluntarjoaja { nimi } alue }';

  it("sees a customer of HUS: what HUS holds, and what the circle of Uusimaa does", async () => {
    const answer = await ask("sofia", `${withProvider} toimintakyky { arvio alue }`, hus);
    const rows = rowsOf(answer, "asiakkuudet").filter((row) => row !== null);
    expect(rows).toContainEqual({
      palvelu: "Erikoissairaanhoito",
      palveluntarjoaja: { nimi: "HUS-yhtymä" },
      alue: "90",
    });
    expect(rows).toContainEqual(expect.objectContaining({ palvelu: "Terveysasema", alue: "90" }));
    expect(system.loki(answer.pyynto)[0]).toMatchObject({ suhde: "AVOIN_ASIAKKUUS", toimija: { alue: "HUS" } });
  });

  it("gets nothing that another controller beyond the circle holds and the customer keeps back", async () => {
    const answer = await ask("sofia", withProvider, hus);
    expect(rowsOf(answer, "asiakkuudet")).not.toContainEqual(expect.objectContaining({ alue: "15" }));
    expect(denialsOf(answer)).toContainEqual([expect.any(Array), "CONSENT_MISSING", "RIVI-LUOVUTUSKIELTO"]);
  });

  it("needs no permission in the circle for a patient who has been told, and gets HUS' own alone of one who has not", async () => {
    const { population } = system;
    const ids = createAsiakasIds(createLocalKeyStore(keyFolder).obtain("ASIAKAS_ID_AVAIN", 64));
    const find = (isTold: boolean) =>
      [...population.kaikki()].find((one) => {
        const said = population
          .tahdonilmaisut(one)
          .filter(({ tila }) => tila === "ANNETTU")
          .map(({ laji }) => laji);
        const isPlain = said.every(
          (laji) => laji === "INFORMOINTI" || laji === "BIOPANKKI" || laji === "PALVELUOHJAUS",
        );
        const open = population.asiakkuudet(one).filter(({ paattynyt }) => paattynyt === undefined);
        const isHelsinki = open.every(({ alue }) => alue === "90") && open.length === 2;
        return isHelsinki && isPlain && said.includes("INFORMOINTI") === isTold && one.hetu !== undefined;
      });
    const seen = async (isTold: boolean): Promise<readonly unknown[]> => {
      const id = ids.seal({ laji: "HETU", arvo: find(isTold)?.hetu ?? "" });
      const query = "query ($id: ID!) { asiakas(id: $id) { asiakkuudet { palvelu } } }";
      const answer = await system.ask(query, await system.token(hus), { id });
      return rowsOf(answer, "asiakkuudet")
        .map((row): string => Object(row).palvelu ?? "")
        .toSorted((one, other) => other.localeCompare(one));
    };
    expect(await seen(true)).toEqual(["Terveysasema", "Erikoissairaanhoito"]);
    expect(await seen(false)).toEqual(["Erikoissairaanhoito", ""]);
  });

  it("sees nobody who is no customer of HUS", async () => {
    const answer = await ask("aino", "nimi { sukunimi } asiakkuudet { palvelu }", hus);
    expect(answer.data?.["asiakas"]).toEqual({ nimi: null, asiakkuudet: null });
    expect(new Set(denialsOf(answer).map(([, code, rule]) => `${String(code)} ${String(rule)}`))).toEqual(
      new Set(["FORBIDDEN SUHDE-A"]),
    );
  });

  it("is no region's official: HUS organises for nobody", async () => {
    await expect(system.token({ ...hus, rooli: "jarjestaja" })).rejects.toThrow("HUS ei ole järjestäjä");
  });
});

it("keeps what HUS holds from a region beyond the circle without a permission", async () => {
  const answer = await ask("sofia", "asiakkuudet { palvelu alue }", {
    ...professional("terveydenhuolto", "15"),
    tarkoitus: "HOITO",
  });
  expect(answer.text).not.toContain("HUS-yhtymä");
});
