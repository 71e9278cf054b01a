import { buildSchema, getIntrospectionQuery } from "graphql";
import { describe, expect, it } from "vitest";
import { defaultLimits } from "../../../gateway/operation/index.ts";
import type { OperationLimits, OperationResult } from "../../../gateway/operation/index.ts";
import { parseOperation } from "../../../gateway/operation/parse-operation.ts";
import { schema } from "./koe-schema.ts";

function read(text: string, limits: Partial<OperationLimits> = {}, operationName?: string): OperationResult {
  return parseOperation(text, operationName, { schema, limits: { ...defaultLimits, ...limits } });
}
const passed = (saanto: string, raja: number): unknown => ({
  ok: false,
  errors: [{ code: "OPERATION_TOO_COMPLEX", parameters: { saanto, raja } }],
});
const inFinnish = (fi: string): unknown => ({ fi, sv: expect.any(String), en: expect.any(String) });
const unresolved = (syy: string): unknown => ({
  ok: false,
  errors: [{ code: "OPERATION_RESOLUTION_FAILURE", parameters: { syy: inFinnish(syy) } }],
});
const aliasesOf = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, at) => `a${at}: mina { id }`).join(" ")} }`;
const syyt = (result: OperationResult): readonly unknown[] =>
  result.ok ? [] : result.errors.map(({ parameters }) => parameters.syy);

describe("the limits of an operation", () => {
  it.each([
    ["tokens", { maxTokens: 8 }, "{ a: mina { id } }", "{ a: mina { id nimi } }"],
    ["length", { maxLength: 15 }, "{ mina { id } }", "{  mina { id } }"],
    ["expansion", { maxSelections: 3 }, "{ mina { id nimi } }", "{ mina { id nimi id } }"],
    ["depth", { maxDepth: 3 }, "{ mina { laheiset { id } } }", "{ mina { laheiset { laheiset { id } } } }"],
    ["aliases", { maxAliases: 2 }, "{ a: mina { b: id } }", "{ a: mina { b: id c: id } }"],
  ])("%s passes at the limit and is refused beyond it", (saanto, limits, atLimit, beyond) => {
    const [raja = 0] = Object.values(limits);
    expect(read(atLimit, limits)).toMatchObject({ ok: true });
    expect(read(beyond, limits)).toEqual(passed(saanto, raja));
  });

  it("count a fragment wherever it is spread", () => {
    const text = "query { a: mina { ...f } b: mina { ...f } } fragment f on Asiakas { id nimi }";
    expect(read(text, { maxSelections: 6 })).toMatchObject({ ok: true });
    expect(read(text, { maxSelections: 5 })).toEqual(passed("expansion", 5));
  });

  it("count an inline fragment's fields and depth as those of its place", () => {
    const text = "{ mina { ... on Asiakas { ... { id } } } }";
    expect(read(text, { maxDepth: 2, maxSelections: 2 })).toMatchObject({ ok: true });
  });

  it("hold for each operation of a text", () => {
    const text = "query a { mina { id } } query b { mina { id nimi laheiset { id } } }";
    expect(read(text, { maxSelections: 4 }, "a")).toEqual(passed("expansion", 4));
  });

  it.each([10, 14, 30, 100])("refuse fragments that double in %i levels, without expanding them", (levels) => {
    const fragments = Array.from({ length: levels }, (_, at) =>
      at === levels - 1
        ? `fragment f${at} on Asiakas { id }`
        : `fragment f${at} on Asiakas { ...f${at + 1} laheiset { ...f${at + 1} } }`,
    );
    const result = read(`{ mina { ...f0 } } ${fragments.join(" ")}`);
    expect(result).toMatchObject({ ok: false, errors: [{ code: "OPERATION_TOO_COMPLEX" }] });
  });

  it.each([14, 30, 100])("refuse fragments that double in %i levels at one depth", (levels) => {
    const fragments = Array.from({ length: levels }, (_, at) =>
      at === levels - 1
        ? `fragment f${at} on Asiakas { id nimi }`
        : `fragment f${at} on Asiakas { ...f${at + 1} ...f${at + 1} }`,
    );
    expect(read(`{ mina { ...f0 } } ${fragments.join(" ")}`)).toEqual(passed("expansion", defaultLimits.maxSelections));
  });

  it("refuse 1 000 aliases, one field 10 000 times and 5 000 nested selections before they cost anything", () => {
    const nested = `${"{ laheiset ".repeat(5000)}${"}".repeat(5000)}`;
    expect(read(aliasesOf(1000))).toEqual(passed("tokens", 2000));
    expect(read(`{ mina { ${"id ".repeat(10_000)} } }`)).toEqual(passed("tokens", 2000));
    expect(read(nested)).toEqual(passed("length", 32_768));
  });

  it("refuse 31 aliases by default", () => {
    expect(read(aliasesOf(30))).toMatchObject({ ok: true });
    expect(read(aliasesOf(31))).toEqual(passed("aliases", 30));
  });

  it("let the standard introspection query pass", () => {
    expect(read(getIntrospectionQuery())).toMatchObject({ ok: true });
    expect(
      read(getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, schemaDescription: true })),
    ).toMatchObject({ ok: true });
  });

  it("refuse introspection that goes round in circles", () => {
    const text =
      "{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }";
    expect(read(text)).toMatchObject({ ok: false });
  });
});

describe("a text that is refused", () => {
  it.each([
    ["a cycle of fragments", "{ mina { ...a } } fragment a on Asiakas { ...b } fragment b on Asiakas { ...a }"],
    ["a fragment that spreads itself", "{ mina { ...a } } fragment a on Asiakas { laheiset { ...a } }"],
    ["an unused fragment", "{ mina { id } } fragment a on Asiakas { id }"],
    ["an unknown fragment", "{ mina { ...a } }"],
    ["a fragment twice", "{ mina { ...a } } fragment a on Asiakas { id } fragment a on Asiakas { nimi }"],
    ["an unknown directive", "{ mina @defer { id } }"],
    ["a mutation where there is none", "mutation { mina { id } }"],
    ["a subscription where there is none", "subscription { mina { id } }"],
    ["a type definition", "type A { a: Int }"],
    ["an entity query", "{ _entities(representations: []) { __typename } }"],
    ["a subgraph's text", "{ _service { sdl } }"],
  ])("for %s says that it is not valid, and where", (_, text) => {
    const result = read(text);
    expect(result).toMatchObject({ ok: false, errors: [{ code: "GRAPHQL_VALIDATION_FAILED" }] });
    expect(!result.ok && result.errors[0]?.locations).not.toHaveLength(0);
  });

  it("for a misspelt name keeps the suggestion", () => {
    expect(syyt(read("{ mina { nimmi } }"))).toEqual([
      'Cannot query field "nimmi" on type "Asiakas". Did you mean "nimi"?',
    ]);
  });

  it("for many mistakes tells the first twenty", () => {
    const names = Array.from({ length: 100 }, (_, at) => `x${at}`).join(" ");
    const result = read(`{ mina { ${names} } }`);
    expect(!result.ok && result.errors.length).toBeLessThanOrEqual(21);
  });

  it.each([
    ["{ mina { id }", 1, 14],
    ["{ asiakasHetulla(hetu: ”010190-900P”) { id } }", 1, 24],
    ['{\n  haku(teksti: "salainen', 2, 25],
    ["salainen { id }", 1, 1],
    ["", 1, 1],
  ])("for its syntax (%j) says only where", (text, line, column) => {
    expect(read(text)).toEqual({
      ok: false,
      errors: [
        {
          code: "GRAPHQL_PARSE_FAILED",
          parameters: { syy: inFinnish(`rivi ${line}, sarake ${column}`) },
          locations: [{ line, column }],
        },
      ],
    });
  });

  it.each([
    '{ asiakasHetulla(hetu: "010190-900P") { id } }',
    '{ asiakasHetulla(hetu: " 010190-900p ") { id } }',
    '{ haku(teksti: "Aino 170790Y9084 Helsinki") { id } }',
    '{ haku(suodatin: {sisempi: {nimi: "131052-9030"}}) { id } }',
    '{ haku(teksti: """\n  010190-900P\n""") { id } }',
    'query ($t: String = "010190-900P") { haku(teksti: $t) { id } }',
    '{ mina @include(if: "010190-900P") { id } }',
    '{ eiOle(x: "010190-900P") }',
    '{ haku(teksti: "010190 \u2013 900P") { id } }',
    '{ haku(teksti: "\uff10\uff11\uff10\uff11\uff19\uff10-900P") { id } }',
    '{ haku(teksti: "FI21 1234 5600 0007 85") { id } }',
  ])("for an identity code in it says to use a variable: %s", (text) => {
    expect(read(text)).toEqual({
      ok: false,
      errors: [
        {
          code: "BAD_USER_INPUT",
          parameters: { syy: inFinnish("henkilö- tai tilitunnus on kyselyn tekstissä; anna se muuttujana") },
        },
      ],
    });
  });

  it.each([
    ['{ haku(luku: "salainen") { id } }', "Expected a value of type Int."],
    ["{ haku(luku: 99999999999) { id } }", "Expected a value of type Int."],
    ["{ haku(teksti: 424242) { id } }", "Expected a value of type String."],
    ["{ haku(on: salainen) { id } }", "Expected a value of type Boolean."],
    ["{ haku(kieli: salainen) { id } }", "Expected a value of type Kieli."],
    ['{ haku(kieli: "salainen") { id } }', "Expected a value of type Kieli."],
    ["{ haku(suodatin: {salainen: 1}) { id } }", "A value of a wrong type."],
    ['{ haku(suodatin: "salainen") { id } }', "Expected a value of type Suodatin."],
    ["{ asiakas(id: null) { id } }", "Expected a value of type ID!."],
  ])("for a wrong value never quotes it: %s", (text, syy) => {
    expect(syyt(read(text))).toEqual([syy]);
  });
});

describe("the choice of an operation", () => {
  const two = "query a { mina { id } } query b { mina { nimi } }";
  it("needs no name where there is one", () => {
    expect(read("query a { mina { id } }")).toMatchObject({
      ok: true,
      operation: { definition: { name: { value: "a" } } },
    });
    expect(read("{ mina { id } }")).toMatchObject({ ok: true });
  });

  it("goes by the name where there are two, and never takes the first", () => {
    expect(read(two, {}, "b")).toMatchObject({
      ok: true,
      operation: { operationName: "b", definition: { name: { value: "b" } } },
    });
    expect(read(two)).toEqual(unresolved("kyselyssä on useita eikä operationName kerro, mikä"));
  });

  it.each([two, "{ mina { id } }", "query a { mina { id } }"])(
    "refuses a name that the text does not hold: %s",
    (text) => {
      expect(read(text, {}, "c")).toEqual(unresolved("sellaista ei ole kyselyssä"));
      expect(read(text, {}, "")).toEqual(unresolved("sellaista ei ole kyselyssä"));
    },
  );

  it("gives each text and name a hash of its own", () => {
    const hashes = [read(two, {}, "a"), read(two, {}, "b"), read(`${two} `, {}, "a")].map(
      (one) => one.ok && one.operation.hash,
    );
    expect(new Set(hashes).size).toBe(3);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("a schema with deep types", () => {
  it("is validated for the deepest text that the tokens allow, without a throw", () => {
    const deep = buildSchema("type Query { a: Query }");
    const text = `${"{a".repeat(660)}${"}".repeat(660)}`;
    expect(parseOperation(text, undefined, { schema: deep, limits: defaultLimits })).toMatchObject({ ok: false });
  });
});
