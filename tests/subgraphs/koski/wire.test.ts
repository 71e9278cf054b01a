import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../../../gateway/source/index.ts";
import { parseOppija, parseOppijat, toKoskiFailure } from "../../../subgraphs/koski/wire.ts";

const hetu = "210790-9084";
const other = "010190-999W";
const invalid = { ok: false, failure: { kind: "invalid" } };

type Json = Readonly<Record<string, unknown>>;

const tila = (koodiarvo: string, koodistoUri: string | undefined = "koskiopiskeluoikeudentila"): Json => ({
  koodiarvo,
  nimi: { fi: koodiarvo },
  koodistoUri,
  koodistoVersio: 1,
});

/** The documented right to study, shortened. */
const oikeus: Json = {
  oid: "1.2.246.562.15.00000090011",
  versionumero: 3,
  oppilaitos: { oid: "1.2.246.562.10.00000090021", nimi: { fi: "Esimerkkiopisto", sv: "Exempelinstitutet" } },
  koulutustoimija: { oid: "1.2.246.562.10.00000090022", nimi: { fi: "Esimerkkikuntayhtymä" }, yTunnus: "9999999-9" },
  tila: {
    opiskeluoikeusjaksot: [
      { alku: "2025-05-31", tila: tila("valmistunut") },
      { alku: "2022-08-10", tila: tila("lasna") },
    ],
  },
  lisätiedot: { vammainen: [{ alku: "2022-08-10" }] },
  suoritukset: [
    {
      koulutusmoduuli: {
        tunniste: {
          koodiarvo: "371101",
          nimi: { fi: "Sosiaali- ja terveysalan perustutkinto" },
          koodistoUri: "koulutus",
        },
        perusteenNimi: { fi: "Sosiaali- ja terveysalan perustutkinto" },
      },
      toimipiste: { oid: "1.2.246.562.10.00000090023", nimi: { fi: "Esimerkkiopisto, keskusta" } },
      vahvistus: { päivä: "2025-05-31" },
      tyyppi: { koodiarvo: "ammatillinentutkinto", koodistoUri: "suorituksentyyppi" },
      keskiarvo: 4.1,
      osasuoritukset: [{ arviointi: [{ arvosana: { koodiarvo: "5" } }] }],
    },
  ],
  tyyppi: { koodiarvo: "ammatillinenkoulutus", koodistoUri: "opiskeluoikeudentyyppi" },
  alkamispäivä: "2022-08-10",
  päättymispäivä: "2025-05-31",
};

function oppija(oikeudet: readonly unknown[], henkilö: Json = { oid: "1.2.246.562.24.00000090001", hetu }): Json {
  return { henkilö, opiskeluoikeudet: oikeudet };
}

const withTila = (...jaksot: readonly Json[]): Json => ({ ...oikeus, tila: { opiskeluoikeusjaksot: jaksot } });

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, bytes.length >> 1);
  yield bytes.subarray(bytes.length >> 1);
}

describe("parseOppija", () => {
  it("reads the documented answer, with the periods in order of time", () => {
    const parsed = parseOppija(oppija([oikeus]), hetu, false);
    expect(parsed).toMatchObject({
      ok: true,
      value: [
        {
          tilanne: "PAATTYNYT",
          jaksot: [{ alku: "2022-08-10" }, { alku: "2025-05-31" }],
          suoritukset: [{ vahvistus: { päivä: "2025-05-31" }, koulutusmoduuli: { tunniste: { koodiarvo: "371101" } } }],
          alkamispäivä: "2022-08-10",
          päättymispäivä: "2025-05-31",
        },
      ],
    });
  });

  it("keeps nothing of lisätiedot, parts of a degree, grades or the person's names", () => {
    const named = { hetu, etunimet: "Aino Testi", sukunimi: "Esimerkki" };
    const text = JSON.stringify(parseOppija(oppija([oikeus], named), hetu, false));
    expect(text).not.toMatch(/lisätiedot|vammainen|osasuoritukset|arvosana|keskiarvo|Aino|Esimerkki"/);
  });

  it("knows keys whose ä and ö are written in two parts", () => {
    const decomposed: unknown = JSON.parse(JSON.stringify(oppija([oikeus])).normalize("NFD"));
    expect(parseOppija(decomposed, hetu, false)).toMatchObject({ ok: true, value: [{ alkamispäivä: "2022-08-10" }] });
  });

  it.each([
    ["lasna", undefined, "JATKUU"],
    ["loma", undefined, "JATKUU"],
    ["valiaikaisestikeskeytynyt", undefined, "JATKUU"],
    ["eronnut", undefined, "PAATTYNYT"],
    ["katsotaaneronneeksi", undefined, "PAATTYNYT"],
    ["mitatoity", undefined, "MITATOITY"],
    ["1", "virtaopiskeluoikeudentila", "JATKUU"],
    ["2", "virtaopiskeluoikeudentila", "JATKUU"],
    ["3", "virtaopiskeluoikeudentila", "PAATTYNYT"],
    ["6", "virtaopiskeluoikeudentila", "PAATTYNYT"],
  ])("takes the last state %s of %s for %s", (koodiarvo, koodistoUri, tilanne) => {
    const value = oppija([withTila({ alku: "2022-08-10", tila: tila(koodiarvo, koodistoUri) })]);
    expect(parseOppija(value, hetu, false)).toMatchObject({ ok: true, value: [{ tilanne }] });
  });

  it("takes a right without periods for ended, as the matriculation examination is", () => {
    const { tila: _, ...withoutTila } = oikeus;
    const parsed = parseOppija(oppija([withTila(), withoutTila]), hetu, false);
    expect(parsed).toMatchObject({ ok: true, value: [{ tilanne: "PAATTYNYT" }, { tilanne: "PAATTYNYT" }] });
  });

  it("accepts an answer that does not say whose it is only where the profile says so", () => {
    expect(parseOppija(oppija([oikeus], {}), hetu, true)).toMatchObject({ ok: true });
    expect(parseOppija(oppija([oikeus], {}), hetu, false)).toMatchObject(invalid);
    expect(parseOppija(oppija([oikeus], { hetu: other }), hetu, true)).toMatchObject(invalid);
  });

  it.each<readonly [string, unknown]>([
    ["another person", oppija([oikeus], { hetu: other })],
    ["no person", { opiskeluoikeudet: [] }],
    ["no list", { henkilö: { hetu } }],
    ["a state outside the code list", oppija([withTila({ alku: "2022-08-10", tila: tila("jatkaa") })])],
    ["a state of an unknown list", oppija([withTila({ alku: "2022-08-10", tila: tila("lasna", "muu") })])],
    [
      "a state by a name that objects have anyway",
      oppija([withTila({ alku: "2022-08-10", tila: tila("constructor") })]),
    ],
    ["a day that does not exist", oppija([{ ...oikeus, alkamispäivä: "2022-02-30" }])],
    ["null for what is absent", oppija([{ ...oikeus, oppilaitos: null }])],
    ["a right without suoritukset", oppija([{ ...oikeus, suoritukset: undefined }])],
    ["an array", [oppija([oikeus])]],
    ["nothing", undefined],
  ])("refuses %s", (_, value) => {
    expect(parseOppija(value, hetu, false)).toMatchObject(invalid);
  });
});

describe("parseOppijat", () => {
  it("matches by person, whatever the order; who is left out has nothing", () => {
    const third = "140584-902U";
    const parsed = parseOppijat([oppija([], { hetu: other }), oppija([oikeus])], [hetu, other, third]);
    expect(parsed.ok && parsed.value.get(hetu)).toMatchObject({ ok: true, value: [{ tilanne: "PAATTYNYT" }] });
    expect(parsed.ok && parsed.value.get(third)).toEqual({ ok: true, value: [] });
    expect(parsed.ok && parsed.value.size).toBe(3);
  });

  it.each<readonly [string, unknown]>([
    ["somebody not asked", [oppija([oikeus]), oppija([oikeus], { hetu: other })]],
    ["a row that does not say whose it is", [oppija([oikeus], {})]],
    ["no list", oppija([oikeus])],
  ])("refuses the whole answer with %s", (_, value) => {
    expect(parseOppijat(value, [hetu])).toMatchObject(invalid);
  });

  it.each<readonly [string, readonly unknown[]]>([
    ["told in two ways", [oppija([oikeus]), oppija([])]],
    ["told in two ways and once more", [oppija([oikeus]), oppija([]), oppija([oikeus])]],
    ["with a state outside the code list", [oppija([withTila({ alku: "2022-08-10", tila: tila("jatkaa") })])]],
  ])("refuses only the person %s", (_, rows) => {
    const parsed = parseOppijat([...rows, oppija([], { hetu: other })], [hetu, other]);
    expect(parsed.ok && parsed.value.get(hetu)).toMatchObject(invalid);
    expect(parsed.ok && parsed.value.get(other)).toEqual({ ok: true, value: [] });
  });

  it("accepts a row told twice the same way", () => {
    const parsed = parseOppijat([oppija([oikeus]), oppija([oikeus])], [hetu]);
    expect(parsed.ok && parsed.value.get(hetu)).toMatchObject({ ok: true });
  });
});

describe("toKoskiFailure", () => {
  it.each([
    [404, [{ key: "notFound.oppijaaEiLöydyTaiEiOikeuksia", message: "" }], "not-found"],
    [404, [{ key: "notFound.oppijaaEiLöydyHetulla".normalize("NFD") }], "not-found"],
    [404, [{ key: "notFound" }], "configuration"],
    [404, undefined, "configuration"],
    [500, [{ key: "notFound.oppijaaEiLöydyHetulla" }], "unavailable"],
    [400, [{ key: "badRequest.validation.henkilötiedot.hetu" }], "bad-input"],
    [400, [{ key: "badRequest.validation.jsonSchema" }, { key: "badRequest" }], "configuration"],
    [401, undefined, "denied"],
    [403, "<html>", "denied"],
    [415, undefined, "configuration"],
    [429, undefined, "unavailable"],
    [502, [{ key: "badGateway.ytr" }], "invalid"],
    [502, undefined, "unavailable"],
    [503, { key: "unavailable" }, "unavailable"],
  ])("takes status %i with %j for %s", (status, body, kind) => {
    expect(toKoskiFailure(status, body)).toMatchObject({ kind });
  });
});

describe("any bytes", () => {
  it("become a value or a failure, never a throw", async () => {
    const documents = [JSON.stringify(oppija([oikeus])), JSON.stringify([oppija([oikeus])])];
    const change = fc.tuple(fc.nat(2000), fc.integer({ min: 0, max: 255 }));
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.json().map((text) => Buffer.from(text)),
      // A good document with some bytes replaced.
      fc.tuple(fc.constantFrom(...documents), fc.array(change, { maxLength: 4 })).map(([text, changes]) => {
        const changed = Buffer.from(text);
        changes.forEach(([at, byte]) => changed.writeUInt8(byte, at % changed.length));
        return changed;
      }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const json = await readJson({ status: 200, headers: {}, chunks: inChunks(body) });
        const value = json.ok ? json.value : undefined;
        expect(parseOppija(value, hetu, true)).toHaveProperty("ok");
        expect(parseOppijat(value, [hetu])).toHaveProperty("ok");
        expect(toKoskiFailure(404, value)).toHaveProperty("kind");
      }),
    );
  });

  it("also when nested very deeply", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);
    expect(parseOppija(oppija([deep]), hetu, false)).toMatchObject(invalid);
    expect(parseOppijat([{ henkilö: { hetu }, opiskeluoikeudet: deep }], [hetu])).toMatchObject({ ok: true });
  });
});
