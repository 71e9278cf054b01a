import fc from "fast-check";
import { buildSchema, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { completeAnswer, runCompletion, toAnswerSchema } from "../../../gateway/subgraph/complete-answer.ts";
import { compileCompletion } from "../../../gateway/subgraph/compile-completion.ts";

const schema = toAnswerSchema(
  buildSchema(`
    scalar _Any
    scalar Paiva
    union _Entity = Asiakas | Yritys
    union Osapuoli = Asiakas | Yritys
    interface Nimetty { nimi: String! }
    enum Tila { AVOIN KIINNI }
    type Query {
      _entities(representations: [_Any!]!): [_Entity]!
      asiakas: Asiakas
      osapuolet: [Osapuoli!]
      nimetyt: [[Nimetty]!]!
      luvut: [Int!]
    }
    type Asiakas implements Nimetty { id: ID! nimi: String! ika: Int syntynyt: Paiva tila: Tila! puoliso: Asiakas lapset: [Asiakas!]! }
    type Yritys implements Nimetty { id: ID! nimi: String! voitto: Float onVoitollinen: Boolean! }
  `),
);

const person = "id nimi ika syntynyt tila puoliso { nimi toinen: ika } lapset { id ... on Nimetty { nimi } }";
const queries = [
  `{ asiakas { ${person} } }`,
  `{ osapuolet { __typename ... on Asiakas { ${person} } ... on Yritys { nimi voitto onVoitollinen } } }`,
  `{ nimetyt { nimi ... on Yritys { toString: voitto } } luvut }`,
  `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Asiakas { ${person} } ... on Yritys { onVoitollinen } }
  }`,
];
const representations = [
  { __typename: "Asiakas", id: "a" },
  { __typename: "Yritys", id: "b" },
];

const leaf = fc.oneof(
  fc.constantFrom(null, undefined, true, 1, 1.5, 2 ** 40, "", "1", "AVOIN", "KIINNI", "2026-01-31", "2026-02-31"),
  fc.string(),
);
const keys =
  "__typename id nimi ika syntynyt tila puoliso lapset toinen voitto onVoitollinen toString asiakas osapuolet nimetyt luvut _entities";
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys.split(" ")), tie("value"), { maxKeys: 8 }),
    fc.record(
      {
        __typename: fc.constantFrom("Asiakas", "Yritys", "Tila", "Kunta", "constructor"),
        id: fc.constantFrom("a", 7, null),
        nimi: fc.constantFrom("Aino", null),
        tila: fc.constantFrom("AVOIN", "EI"),
        onVoitollinen: fc.boolean(),
        puoliso: tie("value"),
        lapset: fc.array(tie("value"), { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
  ),
}));

describe("a compiled completion", () => {
  it.each(queries)("gives for any answer what running graphql-js over it gives: %s", async (query) => {
    const document = parse(query);
    const keysAtRoot = /^\s*(?:query[^{]*)?\{\s*(\w+)/.exec(query)?.[1] ?? "";
    const asked = { document, schema, variables: query.startsWith("query") ? { representations } : {} };
    expect(compileCompletion(document, schema)).toBeDefined();
    await fc.assert(
      fc.asyncProperty(anyValue, anyValue, async (value, other) => {
        const text = JSON.stringify({ [keysAtRoot]: value, luvut: other });
        const [found, right] = [
          await completeAnswer(JSON.parse(text), asked),
          await runCompletion(JSON.parse(text), asked),
        ];
        expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(JSON.stringify(right)));
      }),
      { numRuns: 400 },
    );
  });

  it("gives entities in their order, of their types, and none when their number is another", async () => {
    const document = parse(queries[3] ?? "");
    const asked = { document, schema, variables: { representations } };
    const right = { id: "a", nimi: "Aino", tila: "AVOIN", lapset: [] };
    const both = await completeAnswer({ _entities: [right, { onVoitollinen: true }] }, asked);
    expect(both).toMatchObject({ data: { _entities: [{ nimi: "Aino" }, { onVoitollinen: true }] }, faults: [] });
    const swapped = await completeAnswer({ _entities: [{ ...right, __typename: "Yritys" }, null] }, asked);
    expect(swapped).toEqual({ data: { _entities: [null, null] }, faults: [["_entities", 0]] });
    expect(await completeAnswer({ _entities: [right] }, asked)).toEqual({ data: null, faults: [["_entities"]] });
  });

  it.each([
    ["a directive", "query ($a: Boolean!) { asiakas { id @skip(if: $a) } }"],
    ["a named fragment", "{ asiakas { ...f } } fragment f on Asiakas { id }"],
    ["introspection", "{ __schema { description } }"],
  ])("is not made of an operation with %s: that is run", async (_, query) => {
    const document = parse(query);
    expect(compileCompletion(document, schema)).toBeUndefined();
    expect(await completeAnswer({ asiakas: { id: "a" } }, { document, schema, variables: { a: false } })).toEqual(
      await runCompletion({ asiakas: { id: "a" } }, { document, schema, variables: { a: false } }),
    );
  });
});
