import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { loadCatalogue } from "../../../gateway/catalogue/index.ts";
import { createOperationReader, createWeigh, defaultLimits } from "../../../gateway/operation/index.ts";
import type { WeighResult } from "../../../gateway/operation/weigh.ts";

const supergraphSdl = `
  directive @join__type(graph: join__Graph!, key: String) repeatable on OBJECT
  directive @join__field(graph: join__Graph) repeatable on FIELD_DEFINITION
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  directive @sisaankaynti(sallittu: [String!]!) on FIELD_DEFINITION
  directive @cost(weight: Int!) on OBJECT | FIELD_DEFINITION
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
  enum join__Graph { A @join__graph(name: "a", url: "") KELA @join__graph(name: "kela", url: "") }
  scalar Hetu
  type Query {
    mina: Asiakas @join__field(graph: A)
    asiakas(id: ID!): Asiakas @join__field(graph: A) @sisaankaynti(sallittu: ["H"])
    asiakasHetulla(hetu: Hetu!): Asiakas @join__field(graph: A) @sisaankaynti(sallittu: ["H"])
    palvelu(id: ID!): Kallis @join__field(graph: A)
  }
  type Asiakas @join__type(graph: A, key: "id") @join__type(graph: KELA, key: "id") {
    id: ID!
    nimi: Nimi @join__field(graph: A)
    katto: Nimi @join__field(graph: KELA)
    kyla: Nimi @join__field(graph: KELA)
    osoitteet: [Nimi!] @join__field(graph: A) @listSize(assumedSize: 5)
    muut: [Nimi!] @join__field(graph: A)
    sivut(first: Int = 20, last: Int): Sivut @join__field(graph: A) @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
    kallis: Kallis @join__field(graph: A) @cost(weight: 40)
  }
  type Nimi { etunimi: String }
  type Sivut { edges: [Nimi!]! }
  type Kallis @cost(weight: 30) { nimi: String }
`;
const schema = buildSchema(supergraphSdl);
const catalogue = loadCatalogue({ tiedotSdl: "scalar Tyhja", supergraphSdl });
const read = createOperationReader({ schema, limits: defaultLimits });
const scale = (maxCost = 1_000_000): ReturnType<typeof createWeigh> =>
  createWeigh({
    schema,
    supergraphSdl,
    catalogue,
    rates: { listSize: 10, sourceCall: 100, sourceCalls: { kela: 200 } },
    maxCost,
    maxPage: 100,
    isPersonId: (id) => !id.startsWith("vieras"),
  });

function weigh(text: string, variables: Readonly<Record<string, unknown>> = {}, maxCost?: number): WeighResult {
  const result = read(text, undefined);
  if (!result.ok) throw new Error(`the text of the test is refused: ${JSON.stringify(result.errors)}`);
  return scale(maxCost)(result.operation, variables);
}
const costOf = (text: string, variables?: Readonly<Record<string, unknown>>): number | undefined => {
  const result = weigh(text, variables);
  return result.ok ? result.cost : undefined;
};

describe("the cost of an operation", () => {
  it.each([
    ["a person alone is one object", "{ mina { id } }", 1],
    [
      "a source is called once for a person, whatever is asked of it",
      "{ mina { katto { etunimi } kyla { etunimi } } }",
      203,
    ],
    ["each source is called", "{ mina { nimi { etunimi } katto { etunimi } } }", 303],
    ["each person is asked anew", "{ a: mina { nimi { etunimi } } b: mina { nimi { etunimi } } }", 204],
    ["a list is as long as the schema estimates", "{ mina { osoitteet { etunimi } } }", 106],
    ["a list without an estimate is as long as configured", "{ mina { muut { etunimi } } }", 111],
    ["a page is as long as asked", "{ mina { sivut(first: 50) { edges { etunimi } } } }", 152],
    ["a page that is not asked has its default", "{ mina { sivut { edges { etunimi } } } }", 122],
    ["a field has its own weight", "{ mina { kallis { nimi } } }", 141],
    ["a type has its own weight", '{ palvelu(id: "a") { nimi } }', 30],
    [
      "inline fragments are of their place",
      "{ mina { ... on Asiakas { nimi { etunimi } } ... { katto { etunimi } } } }",
      303,
    ],
    ["introspection comes from memory", "{ __schema { types { name } } __typename }", 0],
  ] as const)("is known before it runs: %s", (_, text, cost) => {
    expect(costOf(text)).toBe(cost);
  });

  it("takes a page's length from a variable, and from its default", () => {
    const text = "query ($n: Int = 30) { mina { sivut(first: $n) { edges { etunimi } } } }";
    expect(costOf(text, { n: 10 })).toBe(112);
    expect(costOf(text)).toBe(132);
  });

  it("is of what runs: branches that variables leave out are free", () => {
    const text =
      "query ($on: Boolean!) { mina { id katto @include(if: $on) { etunimi } nimi @skip(if: $on) { etunimi } } }";
    expect(costOf(text, { on: true })).toBe(202);
    expect(costOf(text, { on: false })).toBe(102);
  });

  it("may be the limit and no more", () => {
    const text = "{ mina { osoitteet { etunimi } } }";
    expect(weigh(text, {}, 106)).toMatchObject({ ok: true });
    expect(weigh(text, {}, 105)).toEqual({
      ok: false,
      errors: [{ code: "OPERATION_TOO_COMPLEX", parameters: { saanto: "cost", raja: 105 } }],
    });
  });
});

describe("a page", () => {
  const text = "query ($n: Int, $m: Int) { mina { sivut(first: $n, last: $m) { edges { etunimi } } } }";
  it.each([{ n: 1 }, { n: 100 }, { n: null }, { m: 100 }, {}])("of %j is taken", (variables) => {
    expect(weigh(text, variables)).toMatchObject({ ok: true });
  });

  it.each([{ n: 0 }, { n: -1 }, { n: 101 }, { n: 100_000 }, { m: 1_000_000 }, { n: 1, m: 1 }])(
    "of %j is refused",
    (variables) => {
      expect(weigh(text, variables)).toMatchObject({ ok: false, errors: [{ code: "BAD_USER_INPUT" }] });
    },
  );

  it("is judged as a literal too", () => {
    expect(weigh("{ mina { sivut(first: 1000000) { edges { etunimi } } } }")).toMatchObject({ ok: false });
  });
});

describe("the persons of an operation", () => {
  const personsOf = (text: string, variables?: Readonly<Record<string, unknown>>): readonly string[] | undefined => {
    const result = weigh(text, variables);
    return result.ok ? result.persons : undefined;
  };

  it("are those that its entry points name, by literal or variable", () => {
    const text =
      'query ($h: Hetu!, $b: ID!) { asiakasHetulla(hetu: $h) { id } a: asiakas(id: "x") { id } b: asiakas(id: $b) { id } }';
    expect(personsOf(text, { h: " 010190-900p ", b: "y" })).toEqual(["010190-900P", "x", "y"]);
  });

  it("are refused, one and all alike, for an id that was never given", () => {
    for (const id of ["vieras", "vieras-2"]) {
      expect(weigh("query ($id: ID!) { asiakas(id: $id) { id } }", { id })).toMatchObject({
        ok: false,
        errors: [
          { code: "BAD_USER_INPUT", parameters: { syy: { en: "the customer's id was not given by this service" } } },
        ],
      });
    }
    expect(weigh('{ asiakas(id: "vieras") { id } }')).toMatchObject({ ok: false });
    expect(weigh('{ palvelu(id: "vieras") { nimi } }')).toMatchObject({ ok: true });
  });

  it("are none where nobody is named, an id is of no person, or the entry does not run", () => {
    expect(personsOf("{ mina { id } }")).toEqual([]);
    expect(personsOf('{ palvelu(id: "a") { nimi } }')).toEqual([]);
    expect(personsOf('{ mina { id } asiakas(id: "x") @skip(if: true) { id } }')).toEqual([]);
  });
});

it("tells whether the schema itself is asked, not what a typename asks", () => {
  expect(weigh("{ __schema { types { name } } }")).toMatchObject({ asksSchema: true });
  expect(weigh('{ ... { __type(name: "Asiakas") { name } } }')).toMatchObject({ asksSchema: true });
  expect(weigh("{ __typename mina { __typename } }")).toMatchObject({ asksSchema: false });
});
