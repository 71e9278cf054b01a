import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import type { Actor } from "../../gateway/actor/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { personaHetu, toDocument } from "./persons.ts";
import { ammattilainen, ids, startKanta } from "./kanta-kit.ts";
import type { KantaKit } from "./kanta-kit.ts";

const biobanks = toDocument(
  "biopankkisuostumukset { tunniste tila annettu peruttu paattyy kattavuus saaja { tunniste nimi } }",
);
const guidance = toDocument("palveluohjaussuostumus { tila annettu peruttu paattyy kattavuus }");
const both = toDocument("biopankkisuostumukset { tila } palveluohjaussuostumus { tila }");
const aino = personaHetu("aino");

/** What stands in the mock's own errors, identity codes, and the secret of the sign-in. */
const registersWords = /PalveluPoikkeus|selite|kanta-virhe|<html|\d{6}[-A]\d{3}|paikallinen-/;

let kanta: KantaKit;
beforeAll(async () => {
  kanta = await startKanta();
});
afterAll(() => kanta.close());
beforeEach(() => kanta.mock.requests.clear());
afterEach(() => kanta.reset());

describe("biobank consents", () => {
  it("are one of each biobank, whatever was said, newest first", async () => {
    const { entities, errors } = await kanta.ask(biobanks, [aino]);
    expect(errors).toEqual([]);
    const plain = { peruttu: null, paattyy: null, kattavuus: ["NAYTE", "TERVEYSTIETO"] };
    expect(entities).toEqual([
      {
        biopankkisuostumukset: [
          {
            ...plain,
            tunniste: expect.any(String),
            tila: "KIELLETTY",
            annettu: "2025-03-05",
            saaja: { tunniste: "1.2.246.10.99902002.10.1", nimi: "Mallibiopankki" },
          },
          {
            ...plain,
            tunniste: expect.any(String),
            tila: "VOIMASSA",
            annettu: "2024-02-01",
            saaja: { tunniste: "1.2.246.10.99902001.10.1", nimi: "Testibiopankki" },
          },
        ],
      },
    ]);
  });

  it.each([
    ["venla", { tila: "PERUTTU", annettu: "2022-05-02", peruttu: "2024-11-20", paattyy: null }],
    ["liisa", { tila: "PAATTYNYT", annettu: "2019-04-01", peruttu: null, paattyy: "2024-03-31" }],
    ["sofia", { tila: "VOIMASSA", annettu: "2023-10-10", peruttu: null, paattyy: null }],
  ])("of %s is %j", async (persona, told) => {
    const { entities } = await kanta.ask(biobanks, [personaHetu(persona)]);
    expect(entities).toMatchObject([{ biopankkisuostumukset: [told] }]);
  });

  it("end with their last day in Finland, and not before", async () => {
    const tilaAt = async (at: string): Promise<unknown> => {
      kanta.setClock(at);
      return (await kanta.ask(biobanks, [personaHetu("liisa")])).entities;
    };
    expect(await tilaAt("2024-03-31T20:59:59Z")).toMatchObject([{ biopankkisuostumukset: [{ tila: "VOIMASSA" }] }]);
    expect(await tilaAt("2024-03-31T21:00:00Z")).toMatchObject([{ biopankkisuostumukset: [{ tila: "PAATTYNYT" }] }]);
  });

  it("that have not begun say nothing yet", async () => {
    kanta.setClock("2019-03-31T20:59:59Z");
    const { entities } = await kanta.ask(biobanks, [personaHetu("liisa")]);
    expect(entities).toEqual([{ biopankkisuostumukset: [] }]);
  });
});

describe("consent to service guidance", () => {
  it.each([
    ["aino", { tila: "VOIMASSA", annettu: "2025-09-01", kattavuus: ["PALVELUTARVE", "YHTEYDENOTTO"] }],
    ["onni", { tila: "KIELLETTY", annettu: "2024-06-10" }],
    ["liisa", { tila: "PERUTTU", peruttu: "2025-08-01" }],
    ["sofia", { tila: "VOIMASSA", annettu: "2025-05-01" }],
  ])("of %s is the newest word: %j", async (persona, told) => {
    const { entities, errors } = await kanta.ask(guidance, [personaHetu(persona)]);
    expect(errors).toEqual([]);
    expect(entities).toMatchObject([{ palveluohjaussuostumus: told }]);
  });

  it("is null of one who has said nothing", async () => {
    const { entities, errors } = await kanta.ask(guidance, [personaHetu("lauri")]);
    expect({ entities, errors }).toEqual({ entities: [{ palveluohjaussuostumus: null }], errors: [] });
  });
});

describe("what release turns on", () => {
  const release = toDocument(
    "luovutus { informoitu luvat { mista mihin saajat } kiellot { rekisterinpitaja saajat } }",
  );
  const health = { mista: "TERVEYDENHUOLTO", mihin: "TERVEYDENHUOLTO", saajat: null };

  it.each([
    ["lauri", { informoitu: true, luvat: [], kiellot: [] }],
    ["onni", { informoitu: true, luvat: [health], kiellot: [{ rekisterinpitaja: null, saajat: null }] }],
    ["sofia", { informoitu: true, luvat: [health], kiellot: [{ rekisterinpitaja: "15", saajat: null }] }],
    ["venla", { informoitu: false, luvat: [], kiellot: [] }],
  ])("of %s is %j", async (persona, luovutus) => {
    const { entities, errors } = await kanta.ask(release, [personaHetu(persona)], { actor: ammattilainen("H") });
    expect({ entities, errors }).toEqual({ entities: [{ luovutus }], errors: [] });
  });
});

describe("the question to Kanta", () => {
  it("is one search for a person, names the kinds that are needed, and has the identity code in its body only", async () => {
    await kanta.ask(both, [aino]);
    const [request, ...others] = kanta.mock.requests.latest();
    expect(others).toEqual([]);
    expect(request).toMatchObject({ metodi: "POST", polku: "/tahdonilmaisut/Consent/_search" });
    const form = new URLSearchParams(request?.runko);
    expect(Object.fromEntries(form)).toEqual({
      "patient.identifier": `urn:oid:1.2.246.21|${aino}`,
      category: "BIOPANKKI,PALVELUOHJAUS"
        .split(",")
        .map((code) => `https://asiakasgraph.example/fhir/CodeSystem/suostumuslaji|${code}`)
        .join(","),
    });
    expect(JSON.stringify({ ...request, runko: "" })).not.toContain(aino);
  });

  it("tells who asks and why", async () => {
    await kanta.ask(guidance, [aino], { actor: ammattilainen("O") });
    expect(kanta.mock.requests.latest()[0]?.otsakkeet).toMatchObject({
      "x-kanta-loppukayttaja": "tyontekija-1",
      "x-kanta-kayttotarkoitus": "PALVELUOHJAUS",
    });
  });

  it("is not put for an asker who can't be told, nor of a person without an identity code", async () => {
    const unknown = await kanta.ask(guidance, [aino], { actor: tuntematon });
    expect(unknown.errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
    const nobody = await kanta.askIds(both, [ids.seal({ laji: "TILAPAINEN", arvo: "08-2026-000007" })]);
    expect(nobody).toMatchObject({
      entities: [{ biopankkisuostumukset: [], palveluohjaussuostumus: null }],
      errors: [],
    });
    expect(kanta.mock.requests.count()).toBe(0);
  });

  it("follows pages to their end", async () => {
    kanta.mock.limitPages(1);
    const { entities, errors } = await kanta.ask(toDocument("luovutus { informoitu luvat { mista mihin } }"), [aino]);
    expect(errors).toEqual([]);
    expect(kanta.mock.requests.count()).toBe(5);
    expect(entities).toMatchObject([{ luovutus: { informoitu: true, luvat: expect.objectContaining({ length: 4 }) } }]);
  });

  it("is refused with a wrong secret, as a fault of ours", async () => {
    const { errors } = await kanta.ask(guidance, [aino], { through: kanta.open({ tunniste: "vaara-tunniste" }) });
    expect(errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
  });
});

const faults: readonly (readonly [Fault, string])[] = [
  [{ laji: "hidas", viiveMs: 1000 }, "SOURCE_TIMEOUT"],
  [{ laji: "jumissa" }, "SOURCE_TIMEOUT"],
  [{ laji: "http500" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "katkaisu" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "roska" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "katkaistu" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "vaaraHenkilo" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "virhekoodi", koodi: "osittainen" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "virhekoodi", koodi: "linkki_muualle" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "virhekoodi", koodi: "linkki_silmukka" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "virhekoodi", koodi: "tuntematon_tila" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "virhekoodi", koodi: "laajennos" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "virhekoodi", koodi: "invalid" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "login" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "forbidden" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "not_found" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "conflict" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "deleted" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "processing" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "throttled" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "virhekoodi", koodi: "exception" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "virhekoodi", koodi: "transient" }, "SOURCE_UNAVAILABLE"],
];

it.each(faults)("%j gives %s for both fields, no consent, and no word of the register's", async (fault, code) => {
  kanta.mock.faults.set([fault]);
  const { entities, errors, lahteet } = await kanta.ask(both, [aino], kanta.hurriedFor(code));
  expect(entities).toEqual([{ biopankkisuostumukset: null, palveluohjaussuostumus: null }]);
  expect(errors.map((error) => error.code)).toEqual([code, code]);
  expect(lahteet).toMatchObject([{ lahde: "kanta", tila: code }]);
  expect(JSON.stringify(errors)).not.toMatch(registersWords);
});

it("keeps a failure to the person whom it is of", async () => {
  const unknown: Actor = ammattilainen("H");
  const answers = await Promise.all([
    kanta.ask(guidance, [aino, personaHetu("sofia")], { actor: unknown }),
    kanta.ask(guidance, [personaHetu("onni")], { actor: unknown }),
  ]);
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  expect(kanta.mock.requests.count()).toBe(3);
});
