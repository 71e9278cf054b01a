import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../gateway/actor/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { ammattilainen, asiakas, ids, startKanta } from "./kanta-kit.ts";
import type { KantaKit } from "./kanta-kit.ts";
import { personaHetu, toDocument } from "./persons.ts";

const arviot = toDocument("toimintakykyOmaArvio { paiva kysely vastaukset { koodi { arvo } kysymys aste sanoin } }");
const paivat = toDocument("toimintakykyOmaArvio { paiva }");
const liisa = personaHetu("liisa");
const own = { actor: asiakas(liisa) };
const hoitaja = { actor: ammattilainen("H") };

/** What stands in the mock's own errors, identity codes, tokens and secrets. */
const registersWords = /PalveluPoikkeus|selite|kanta-virhe|<html|\d{6}[-A]\d{3}|paikallinen-|eyJ/;

let kanta: KantaKit;
beforeAll(async () => {
  kanta = await startKanta();
  // The server's key is known from here on: each test then sees its own calls only.
  await kanta.ask(paivat, [liisa], own);
  await kanta.ask(paivat, [liisa], { ...own, ...kanta.hurriedFor("SOURCE_TIMEOUT") });
});
afterAll(() => kanta.close());
beforeEach(() => kanta.mock.requests.clear());
afterEach(() => kanta.reset());

describe("the customer's own door", () => {
  it("gives the customer's own assessments, newest first", async () => {
    const { entities, errors } = await kanta.ask(arviot, [liisa], own);
    expect(errors).toEqual([]);
    expect(entities).toMatchObject([
      {
        toimintakykyOmaArvio: [
          {
            paiva: "2026-08-20",
            kysely: "https://asiakasgraph.example/fhir/Questionnaire/toimintakyky-oma-arvio|1.0.0",
            vastaukset: [
              { koodi: { arvo: "d450" }, kysymys: "Miten kävely sujuu?", aste: "KOHTALAINEN", sanoin: null },
              { aste: "LIEVA" },
              { aste: "EI_RAJOITETTA" },
              { aste: "EI_RAJOITETTA" },
              { aste: "KOHTALAINEN" },
              { koodi: { arvo: "b280" }, aste: "KOHTALAINEN", sanoin: "Polvi on kipeä portaissa." },
            ],
          },
          { paiva: "2025-10-03" },
        ],
      },
    ]);
  });

  it("gives as many of the newest as are asked, and takes no senseless number", async () => {
    const asked = (uusimmat: number) => toDocument(`toimintakykyOmaArvio(uusimmat: ${uusimmat}) { paiva }`);
    const { entities } = await kanta.ask(asked(1), [liisa], own);
    expect(entities).toEqual([{ toimintakykyOmaArvio: [{ paiva: "2026-08-20" }] }]);
    for (const wrong of [0, 51, -1]) {
      expect((await kanta.ask(asked(wrong), [liisa], own)).errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    }
  });

  it("is opened by a statement that only the authorization server can read, anew for each request", async () => {
    await kanta.ask(paivat, [liisa], own);
    await kanta.ask(paivat, [liisa], own);
    const requests = kanta.mock.requests.latest();
    expect(requests.map(({ metodi, polku }) => `${metodi} ${polku}`)).toEqual([
      "POST /oauth2/token",
      "POST /omatietovaranto/QuestionnaireResponse/_search",
      "POST /oauth2/token",
      "POST /omatietovaranto/QuestionnaireResponse/_search",
    ]);
    expect(JSON.stringify(requests)).not.toContain(liisa);
    const statements = requests.flatMap(({ runko }) => new URLSearchParams(runko).get("subject_token") ?? []);
    expect(new Set(statements).size).toBe(2);
    const [header = ""] = statements[0]?.split(".") ?? [];
    expect(JSON.parse(Buffer.from(header, "base64url").toString())).toMatchObject({ enc: "A256GCM", cty: "JWT" });
  });

  it("is asked once for fields of one request", async () => {
    await kanta.ask(toDocument("a: toimintakykyOmaArvio { paiva } b: toimintakykyOmaArvio { kysely }"), [liisa], own);
    expect(kanta.mock.requests.count()).toBe(2);
  });

  it("is not tried by one who acts on the customer's behalf, and the error says why", async () => {
    const { entities, errors } = await kanta.ask(paivat, [personaHetu("helmi")], {
      actor: asiakas(personaHetu("aino")),
    });
    expect(entities).toEqual([{ toimintakykyOmaArvio: null }]);
    expect(errors).toMatchObject([{ code: "FORBIDDEN", parameters: { saanto: "OMATIETOVARANTO", tieto: 13 } }]);
    expect(kanta.mock.requests.count()).toBe(0);
  });

  it("is shut to people under 16, and the error says so", async () => {
    const eino = personaHetu("eino");
    const { errors } = await kanta.ask(paivat, [eino], { actor: asiakas(eino) });
    expect(errors).toMatchObject([
      {
        code: "FORBIDDEN",
        parameters: { saanto: "OMATIETOVARANTO-IKA", neuvo: { en: expect.stringContaining("16") } },
      },
    ]);
  });

  it("gives nothing by a token whose scopes do not open questionnaire responses", async () => {
    kanta.mock.faults.set([{ laji: "virhekoodi", koodi: "scope_puuttuu" }]);
    const { errors } = await kanta.ask(paivat, [liisa], own);
    expect(errors).toMatchObject([{ code: "CONSENT_MISSING", parameters: { lahde: "kanta" } }]);
    expect(kanta.mock.requests.latest().map(({ polku }) => polku)).toEqual(["/oauth2/token"]);
  });

  it("has nobody without an identity code", async () => {
    const id = ids.seal({ laji: "TILAPAINEN", arvo: "08-2026-000007" });
    const { entities, errors } = await kanta.askIds(paivat, [id]);
    expect({ entities, errors }).toEqual({ entities: [{ toimintakykyOmaArvio: null }], errors: [] });
    expect(kanta.mock.requests.count()).toBe(0);
  });

  it("is shut to a key that is not the registered one", async () => {
    const other = await startKanta();
    const { allekirjoitusavain } = other.mock.settings.omatietovaranto;
    const omatietovaranto = { ...kanta.mock.settings.omatietovaranto, allekirjoitusavain };
    const { errors } = await kanta.ask(paivat, [liisa], { ...own, through: kanta.open({ omatietovaranto }) });
    await other.close();
    expect(errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
  });
});

describe("the professionals' door", () => {
  it("gives what the customer shares, by who asks and why", async () => {
    const { entities, errors } = await kanta.ask(paivat, [liisa], hoitaja);
    expect(errors).toEqual([]);
    expect(entities).toEqual([{ toimintakykyOmaArvio: [{ paiva: "2026-08-20" }, { paiva: "2025-10-03" }] }]);
    const [request, ...others] = kanta.mock.requests.latest();
    expect(others).toEqual([]);
    expect(request).toMatchObject({
      polku: "/ammattilaisrajapinta/QuestionnaireResponse/_search",
      otsakkeet: { "x-kanta-loppukayttaja": "tyontekija-1", "x-kanta-kayttotarkoitus": "HOITO" },
    });
    expect(JSON.stringify({ ...request, runko: "" })).not.toContain(liisa);
  });

  it("gives nothing that the customer does not share", async () => {
    const { entities, errors } = await kanta.ask(paivat, [personaHetu("onni")], hoitaja);
    expect(entities).toEqual([{ toimintakykyOmaArvio: null }]);
    expect(errors).toMatchObject([{ code: "CONSENT_MISSING" }]);
  });

  it("is not for any other asker", async () => {
    const actor: Actor = { kind: "kolmasosapuoli", sub: "m", vastaanottaja: "pankki", vastaanottajanNimi: "Pankki" };
    expect((await kanta.ask(paivat, [liisa], { actor })).errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
    expect(kanta.mock.requests.count()).toBe(0);
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
  [{ laji: "virhekoodi", koodi: "tuntematon_tila" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "virhekoodi", koodi: "login" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "forbidden" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "throttled" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "virhekoodi", koodi: "exception" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "virhekoodi", koodi: "transient" }, "SOURCE_UNAVAILABLE"],
];

describe.each([
  ["the customer's door", own],
  ["the professionals' door", hoitaja],
] as const)("at %s", (_, asking) => {
  it.each(faults)("%j gives %s, and no word of the register's", async (fault, code) => {
    kanta.mock.faults.set([fault]);
    const { entities, errors } = await kanta.ask(arviot, [liisa], { ...asking, ...kanta.hurriedFor(code) });
    expect(entities).toEqual([{ toimintakykyOmaArvio: null }]);
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(JSON.stringify(errors)).not.toMatch(registersWords);
  });
});
