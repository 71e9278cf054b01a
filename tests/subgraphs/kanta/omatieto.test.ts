import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toOmaArviot } from "../../../subgraphs/kanta/map-omatieto.ts";
import { parseArviot, parseSalausavain, parseToken, parseTokenError } from "../../../subgraphs/kanta/wire-omatieto.ts";

const kysely = "https://asiakasgraph.example/fhir/Questionnaire/toimintakyky-oma-arvio";
const haku = { kenen: { potilas: "p1" }, kyselyt: [kysely] };
const tarkenne = (code: string) => ({
  valueCoding: { system: "https://asiakasgraph.example/fhir/CodeSystem/icf-tarkenne", code },
});
const kohta = (answer: unknown, muut: object = {}) => ({
  linkId: "d450",
  definition: "urn:oid:1.2.246.537.6.48#d450",
  text: "Kävely?",
  answer,
  ...muut,
});
const vastaus = (muut: object = {}) => ({
  resourceType: "QuestionnaireResponse",
  id: "q1",
  status: "completed",
  questionnaire: `${kysely}|1.0.0`,
  subject: { reference: "Patient/p1" },
  authored: "2026-08-20T10:20:00+03:00",
  item: [kohta([tarkenne("2")])],
  ...muut,
});

describe("a self-assessment", () => {
  it("tells the degree of each question, in groups too, and answers in words", () => {
    const item = [
      { linkId: "ryhma", text: "Liikkuminen", item: [kohta([tarkenne("8"), { valueString: "hitaasti" }])] },
      { linkId: "tyhja", text: "Jätetty" },
      { linkId: "vapaa", answer: [{ valueString: "kaikki hyvin" }, { valueInteger: 3 }] },
    ];
    const read = parseArviot([vastaus({ item })], haku);
    expect(read.ok ? toOmaArviot(read.value, 5) : read).toMatchObject([
      {
        paiva: "2026-08-20",
        vastaukset: [
          { koodi: { arvo: "d450" }, kysymys: "Kävely?", aste: "EI_MAARITELTY", sanoin: "hitaasti" },
          { koodi: null, kysymys: null, aste: null, sanoin: "kaikki hyvin" },
        ],
      },
    ]);
  });

  it("has every degree of ICF and no other", () => {
    const asteOf = (code: string): unknown => {
      const read = parseArviot([vastaus({ item: [kohta([tarkenne(code)])] })], haku);
      return read.ok ? toOmaArviot(read.value, 1)[0]?.vastaukset[0]?.aste : "refused";
    };
    expect(["0", "1", "2", "3", "4", "8", "9", "5", "", "02"].map(asteOf)).toEqual([
      "EI_RAJOITETTA",
      "LIEVA",
      "KOHTALAINEN",
      "VAIKEA",
      "TAYDELLINEN",
      "EI_MAARITELTY",
      "EI_SOVELLU",
      "refused",
      "refused",
      "refused",
    ]);
  });

  it.each([
    ["in-progress", 0],
    ["completed", 1],
    ["amended", 1],
    ["entered-in-error", 0],
    ["stopped", 0],
  ])("of the status %s counts %i times", (status, count) => {
    const read = parseArviot([vastaus({ status })], haku);
    expect(read.ok && read.value.length).toBe(count);
  });

  it.each([
    ["another person", { subject: { reference: "Patient/p2" } }],
    ["a person who is not named", { subject: {} }],
    ["another questionnaire", { questionnaire: "https://muu.example/Questionnaire/1" }],
    ["an unknown status", { status: "paused" }],
    ["an extension that changes its meaning", { modifierExtension: [{ url: "x" }] }],
    ["a day without a time", { authored: "2026-08-20" }],
  ])("with %s is invalid", (_, changes) => {
    expect(parseArviot([vastaus(changes)], haku)).toMatchObject({ ok: false, failure: { kind: "invalid" } });
  });

  it("is refused when its groups go on without end", () => {
    let item: unknown = kohta([tarkenne("1")]);
    for (let depth = 0; depth < 5000; depth += 1) item = { linkId: "g", item: [item] };
    expect(parseArviot([vastaus({ item: [item] })], haku)).toMatchObject({ ok: false });
  });

  it("of any value is one or a failure, never a throw", () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(vastaus())), (anything, part) => {
        expect(typeof parseArviot([anything], haku).ok).toBe("boolean");
        expect(typeof parseArviot([vastaus({ [part]: anything })], haku).ok).toBe("boolean");
      }),
    );
  });
});

describe("a token", () => {
  const token = (muut: object = {}) => ({ access_token: "abc", token_type: "Bearer", patient: "p1", ...muut });

  it.each([
    [undefined, true],
    ["patient/QuestionnaireResponse.read", true],
    ["openid patient/QuestionnaireResponse.rs", true],
    ["patient/QuestionnaireResponse.cruds", true],
    ["patient/*.read", true],
    ["patient/Observation.read", false],
    ["patient/QuestionnaireResponse.write", false],
    ["patient/QuestionnaireResponse.r", false],
    ["user/QuestionnaireResponse.read", false],
    ["", false],
  ])("of the scopes %j opens responses: %s", (scope, opens) => {
    const read = parseToken(token(scope === undefined ? {} : { scope }));
    expect(read.ok && read.value.laji).toBe(opens ? "TUNNISTE" : "EI_LUPAA");
  });

  it.each([{ token_type: "mac" }, { patient: undefined }, { access_token: "a\nb" }, { access_token: "" }])(
    "with %j is invalid",
    (changes) => {
      expect(parseToken(token(changes))).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    },
  );

  it("is refused for a reason, and only one of them is the person's age", () => {
    const underage = { error: "access_denied", error_description: "underage" };
    expect(parseTokenError(400, underage)).toEqual({ ok: true, value: { laji: "LIIAN_NUORI" } });
    expect(parseTokenError(400, { error: "access_denied" })).toMatchObject({ failure: { kind: "denied" } });
    expect(parseTokenError(400, { error: "invalid_grant" })).toMatchObject({ failure: { kind: "denied" } });
    expect(parseTokenError(503, underage)).toMatchObject({ failure: { kind: "unavailable" } });
  });

  it("and a set of keys, of any value, are read or refused, never a throw", () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(typeof parseToken(anything).ok).toBe("boolean");
        expect(typeof parseTokenError(400, anything).ok).toBe("boolean");
        expect(typeof parseSalausavain(anything).ok).toBe("boolean");
        expect(typeof parseSalausavain({ keys: [anything] }).ok).toBe("boolean");
      }),
    );
  });
});
