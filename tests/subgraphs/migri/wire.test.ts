import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { koodit, parseOleskelu, toMigriFailure } from "../../../subgraphs/migri/wire.ts";
import { documented, lupa } from "./answers.ts";

const haku = documented.henkilotunnus;
const invalid = { ok: false, failure: { kind: "invalid" } };
const suojelu = documented.turvapaikka;

describe("parseOleskelu", () => {
  it("reads the documented answer", () => {
    expect(parseOleskelu(documented, haku)).toEqual({ ok: true, value: documented });
  });

  it("reads one of whom hardly anything is known", () => {
    const bare = {
      ...documented,
      oleskeluluvat: [],
      turvapaikka: null,
      matkustusasiakirjat: [],
      vastaanotto: null,
      kuntaanosoitus: null,
    };
    expect(parseOleskelu(bare, haku)).toMatchObject({ ok: true });
  });

  it("knows a pending extension, and a decision that has not been made", () => {
    const jatko = lupa({ jatkohakemus: { haettu: "2029-05-01", tila: "VIREILLA" } });
    const turvapaikka = { tila: "VIREILLA", haettu: "2026-01-15" };
    const parsed = parseOleskelu({ ...documented, oleskeluluvat: [jatko], turvapaikka }, haku);
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        oleskeluluvat: [{ jatkohakemus: { haettu: "2029-05-01" } }],
        turvapaikka: { suojelumuoto: null, ratkaistu: null },
      },
    });
  });

  it("takes the answer of the person who was asked about, and nobody else's", () => {
    expect(parseOleskelu(documented, "210790-9084")).toMatchObject(invalid);
    expect(parseOleskelu({ ...documented, henkilotunnus: null }, haku)).toMatchObject(invalid);
  });

  const [permit] = documented.oleskeluluvat;
  const [passport] = documented.matkustusasiakirjat;
  const decided = { haettu: "2024-01-15", ratkaistu: "2025-05-20" };
  it.each([
    ...koodit.OleskeluluvanLaji.map((laji) => ({ oleskeluluvat: [{ ...permit, laji }] })),
    ...koodit.OleskeluluvanPeruste.map((peruste) => ({ oleskeluluvat: [{ ...permit, peruste }] })),
    ...koodit.Tyoskentelyoikeus.map((tyoskentelyoikeus) => ({ oleskeluluvat: [{ ...permit, tyoskentelyoikeus }] })),
    ...["VOIMASSA", "PAATTYNYT", "PERUUTETTU"].map((tila) => ({ oleskeluluvat: [{ ...permit, tila }] })),
    ...koodit.Suojelumuoto.map((suojelumuoto) => ({ turvapaikka: { ...suojelu, suojelumuoto } })),
    ...koodit.MatkustusasiakirjanLaji.map((laji) => ({ matkustusasiakirjat: [{ ...passport, laji }] })),
    { turvapaikka: { tila: "VIREILLA", haettu: "2024-01-15" } },
    { turvapaikka: { ...decided, tila: "MYONNETTY", suojelumuoto: "TILAPAINEN" } },
    { turvapaikka: { ...decided, tila: "HYLATTY" } },
    { turvapaikka: { ...decided, tila: "RAUENNUT" } },
    { turvapaikka: { ...decided, tila: "LAKANNUT", suojelumuoto: "PAKOLAISASEMA" } },
  ])("knows %j", (osat) => {
    expect(parseOleskelu({ ...documented, ...osat }, haku)).toMatchObject({ ok: true });
  });

  it("lists the codes that the schema has, and no others", () => {
    const schema = readFileSync(new URL("../../../subgraphs/migri/schema.graphql", import.meta.url), "utf8");
    for (const [name, values] of Object.entries(koodit)) {
      const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(schema)?.[1] ?? "";
      expect([...body.matchAll(/^ {2}([A-Z_]+)$/gm)].map(([, value]) => value)).toEqual(values);
    }
  });

  it.each([
    ["an unknown kind of permit", { oleskeluluvat: [{ ...permit, laji: "C" }] }],
    ["an unknown ground", { oleskeluluvat: [{ ...permit, peruste: "SIJOITTAJA" }] }],
    ["an unknown state of a permit", { oleskeluluvat: [{ ...permit, tila: "LEPAA" }] }],
    ["an unknown right to work", { oleskeluluvat: [{ ...permit, tyoskentelyoikeus: "K" }] }],
    [
      "an extension that is not pending",
      { oleskeluluvat: [{ ...permit, jatkohakemus: { haettu: "2026-01-01", tila: "HYLATTY" } }] },
    ],
    ["a permit that ends before it begins", { oleskeluluvat: [{ ...permit, paattyy: "2025-05-31" }] }],
    ["an unknown state of asylum", { turvapaikka: { ...suojelu, tila: "KESKEN" } }],
    ["an unknown protection", { turvapaikka: { ...suojelu, suojelumuoto: "MUU" } }],
    ["protection granted in no form", { turvapaikka: { ...suojelu, suojelumuoto: null } }],
    ["a form of what was refused", { turvapaikka: { ...suojelu, tila: "HYLATTY" } }],
    ["a decision of what is pending", { turvapaikka: { ...suojelu, tila: "VIREILLA", suojelumuoto: null } }],
    ["no decision of what was granted", { turvapaikka: { ...suojelu, ratkaistu: null } }],
    ["a decision before the application", { turvapaikka: { ...suojelu, ratkaistu: "2023-01-01" } }],
    ["an unknown document", { matkustusasiakirjat: [{ ...passport, laji: "AJOKORTTI" }] }],
    ["a country in another code", { kansalaisuudet: ["760"] }],
    ["reception that ends before it begins", { vastaanotto: { ...documented.vastaanotto, paattyen: "2024-01-15" } }],
    ["a municipality that is no code", { kuntaanosoitus: { ...documented.kuntaanosoitus, kunta: "Tampere" } }],
    ["a customer number that is no number", { asiakasnumero: "A-1" }],
    ["no list of permits", { oleskeluluvat: undefined }],
  ])("refuses %s", (_, osat) => {
    expect(parseOleskelu({ ...documented, ...osat }, haku)).toMatchObject(invalid);
  });

  it("gives a value or a failure for anything", () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(documented)), (value, name) => {
        expect(typeof parseOleskelu(value, haku).ok).toBe("boolean");
        expect(typeof parseOleskelu({ ...documented, [name]: value }, haku).ok).toBe("boolean");
      }),
    );
  });
});

describe("toMigriFailure", () => {
  it.each([
    [404, { virhekoodi: "EI_TIETOJA" }, "not-found"],
    [404, { virhekoodi: "EI_POLKUA" }, "configuration"],
    [404, undefined, "configuration"],
    [400, { virhekoodi: "EI_TIETOJA" }, "configuration"],
    [401, undefined, "denied"],
    [403, { virhekoodi: "EI_OIKEUTTA" }, "denied"],
    [429, undefined, "unavailable"],
    [500, { virhekoodi: "EI_TIETOJA" }, "unavailable"],
    [503, { virhekoodi: "HUOLTOKATKO" }, "unavailable"],
  ])("reads %i %j as %s", (status, body, kind) => {
    expect(toMigriFailure(status, body).kind).toBe(kind);
  });
});
