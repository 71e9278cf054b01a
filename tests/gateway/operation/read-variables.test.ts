import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOperationReader, defaultLimits, readVariables } from "../../../gateway/operation/index.ts";
import type { ScalarChecks, VariablesResult } from "../../../gateway/operation/index.ts";
import { schema } from "./koe-schema.ts";

const readOperation = createOperationReader({ schema, limits: defaultLimits });
const checks: ScalarChecks = {
  Paiva: (value) => (value === "2026-03-01" ? undefined : { fi: "ei ole päivä", sv: "inget datum", en: "no date" }),
  Hetu: (value: unknown) => (value === "010190-900P" ? undefined : "henkilötunnuksen tarkistusmerkki ei täsmää"),
};

function read(text: string, given: Readonly<Record<string, unknown>>): VariablesResult {
  const result = readOperation(text, undefined);
  if (!result.ok) throw new Error(`the text of the test is refused: ${JSON.stringify(result.errors)}`);
  return readVariables(result.operation, given, { schema, checks });
}
const refused = (fi: string): unknown => ({
  ok: false,
  errors: [{ code: "BAD_USER_INPUT", parameters: { syy: { fi, sv: expect.any(String), en: expect.any(String) } } }],
});

const byHetu = "query ($hetu: Hetu!) { asiakasHetulla(hetu: $hetu) { id } }";
const search = `query ($teksti: String, $luku: Int, $osuus: Float, $on: Boolean, $kieli: Kieli, $suodatin: Suodatin, $paivat: [Paiva!]) {
  haku(teksti: $teksti, luku: $luku, osuus: $osuus, on: $on, kieli: $kieli, suodatin: $suodatin, paivat: $paivat) { id }
}`;

describe("variables", () => {
  it("pass as they were given when they fit", () => {
    const given = {
      teksti: "a",
      luku: 2_147_483_647,
      osuus: 1.5,
      on: true,
      kieli: "FI",
      suodatin: { nimi: "b" },
      paivat: ["2026-03-01"],
    };
    expect(read(search, given)).toEqual({ ok: true, variables: given });
    expect(read(search, { teksti: null })).toEqual({ ok: true, variables: { teksti: null } });
    expect(read(byHetu, { hetu: "010190-900P" })).toMatchObject({ ok: true });
  });

  it("may be left out where the operation has a default", () => {
    expect(read('query ($t: String! = "x") { haku(teksti: $t) { id } }', {})).toEqual({ ok: true, variables: {} });
  });

  it.each([
    ["missing", {}],
    ["null", { hetu: null }],
  ])("that are required and %s are refused", (_, given) => {
    expect(read(byHetu, given)).toEqual(refused("muuttuja $hetu puuttuu tai on väärää tyyppiä"));
  });

  it("that the operation does not declare are refused, and not named: a name may be a value", () => {
    expect(read(byHetu, { hetu: "010190-900P", "131052-9030": 1 })).toEqual(
      refused("muuttujissa on sellainen, jota kysely ei esittele"),
    );
  });

  it.each([
    ["luku", 2_147_483_648],
    ["luku", 1.5],
    ["luku", "1"],
    ["luku", true],
    ["luku", JSON.parse("1e400")],
    ["osuus", "NaN"],
    ["osuus", JSON.parse("1e400")],
    ["teksti", 1],
    ["teksti", ["a"]],
    ["on", "true"],
    ["kieli", "EN"],
    ["kieli", "fi"],
    ["suodatin", { muu: 1 }],
    ["suodatin", { kunta: "1" }],
    ["suodatin", "x"],
    ["paivat", [null]],
  ])("of a wrong type are refused by name: %s = %j", (name, value) => {
    expect(read(search, { [name]: value })).toEqual(refused(`muuttuja $${name} puuttuu tai on väärää tyyppiä`));
  });

  it.each([
    ["teksti", "salainen\0"],
    ["teksti", "\uD800salainen"],
    ["teksti", "a".repeat(1001)],
    ["suodatin", { sisempi: { nimi: "a\0" } }],
    ["paivat", Array.from({ length: 101 }, () => "2026-03-01")],
  ])("that can't be stored or are too long are refused by name: %s (%#)", (name, value) => {
    const result = read(search, { [name]: value });
    expect(result).toMatchObject({ ok: false, errors: [{ code: "BAD_USER_INPUT" }] });
    expect(JSON.stringify(result)).toContain(`$${name}`);
    expect(JSON.stringify(result)).not.toContain("salainen");
  });

  it("may have texts of 1 000 characters and lists of 100", () => {
    const given = { teksti: "a".repeat(1000), paivat: Array.from({ length: 100 }, () => "2026-03-01") };
    expect(read(search, given)).toMatchObject({ ok: true });
  });

  it("of a scalar with a rule of its own are refused by that rule", () => {
    expect(read(byHetu, { hetu: "010190-900A" })).toEqual(
      refused("muuttuja $hetu: henkilötunnuksen tarkistusmerkki ei täsmää"),
    );
    expect(read(search, { paivat: ["2026-03-01", "2026-02-30"] })).toEqual(refused("muuttuja $paivat: ei ole päivä"));
    const byPaiva = "query ($p: Paiva) { haku(paiva: $p) { id } }";
    const syy = { fi: "muuttuja $p: ei ole päivä", sv: "variabeln $p: inget datum", en: "the variable $p: no date" };
    expect(read(byPaiva, { p: "2026-02-30" })).toEqual({
      ok: false,
      errors: [{ code: "BAD_USER_INPUT", parameters: { syy } }],
    });
  });
});

describe("a value that a client gives", () => {
  const canary = "KANARIALINTU";
  const holding = fc.oneof(
    fc.constant(canary),
    fc.constant([canary]),
    fc.constant({ [canary]: canary }),
    fc.constant({ nimi: canary, kunta: canary }),
    fc.constant({ sisempi: { [canary]: 1 } }),
    fc.string().map((text) => `${text}${canary}`),
  );
  const names = fc.constantFrom("teksti", "luku", "osuus", "on", "kieli", "suodatin", "paivat", canary);

  it("stands in no error's text as a variable", () => {
    fc.assert(
      fc.property(fc.dictionary(names, holding), (given) => {
        for (const result of [read(search, given), read(byHetu, given)]) {
          expect(JSON.stringify(result.ok ? [] : result.errors)).not.toContain(canary);
        }
      }),
    );
  });

  it("stands in no error's text as a literal", () => {
    const quoted = JSON.stringify(canary);
    const literals = fc.constantFrom(
      quoted,
      canary,
      `[${quoted}]`,
      `[[${canary}]]`,
      `{${canary}: 1}`,
      `{nimi: ${canary}}`,
      `{kunta: ${quoted}, kieli: ${canary}}`,
      `{sisempi: {${canary}: ${quoted}}}`,
      `"""${canary}"""`,
      `"${canary}`,
      `'${canary}'`,
      `${canary}"`,
      `#${canary}`,
      `\\u0041${canary}`,
      `{nimi: ${quoted}, nimi: ${quoted}}`,
    );
    const argument = fc.constantFrom("teksti", "luku", "osuus", "on", "kieli", "suodatin", "paivat", "paiva", "eiOle");
    const shape = fc.constantFrom(
      (name: string, literal: string) => `{ haku(${name}: ${literal}) { id } }`,
      (name: string, literal: string) => `{ haku(${name}: ${literal}, ${name}: ${literal}) { id } }`,
      (name: string, literal: string) => `{ haku(${name}: ${literal}) { id } haku(${name}: null) { id } }`,
      (_: string, literal: string) =>
        `query ($a: Int = ${literal}, $b: [Suodatin!] = ${literal}) { haku(luku: $a) { id } }`,
      (_: string, literal: string) =>
        `{ asiakasHetulla(hetu: ${literal}) { id } mina @include(if: ${literal}) { id } }`,
      (_: string, literal: string) => `{ mina { id ${literal} } }`.replace(canary, `"${canary}"`),
    );
    fc.assert(
      fc.property(argument, literals, shape, (name, literal, write) => {
        const result = readOperation(write(name, literal), undefined);
        expect(JSON.stringify(result.ok ? [] : result.errors)).not.toContain(canary);
      }),
      { numRuns: 600 },
    );
  });
});
