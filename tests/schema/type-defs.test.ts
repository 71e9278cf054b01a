import { buildSubgraphSchema } from "@apollo/subgraph";
import { GraphQLError, parse } from "graphql";
import { expect, test } from "vitest";
import { loadTypeDefs, toTypeDefs } from "../../gateway/subgraph/type-defs.ts";
import { asiakas, kela } from "./fixtures.ts";

test("gives a schema that @apollo/subgraph can serve", () => {
  const schema = buildSubgraphSchema({ typeDefs: parse(loadTypeDefs(kela.schemaText)) });
  expect(schema.getType("Maksukatto")).toBeDefined();
  expect(schema.getType("_Service")).toBeDefined();
});

test("keeps the own text first, so that its lines stay its own", () => {
  expect(loadTypeDefs(kela.schemaText).startsWith(kela.schemaText)).toBe(true);
});

test("takes along only the shared types that are used, and those they use", () => {
  expect(loadTypeDefs(kela.schemaText)).toContain("type Raha");
  expect(loadTypeDefs(kela.schemaText)).toContain("enum Kieli");
  expect(loadTypeDefs(kela.schemaText)).not.toContain("type Koodi");
  expect(loadTypeDefs(asiakas.schemaText)).not.toContain("type Raha");
});

test("leaves a shared type to a text that defines it with a key, and knows less of it", () => {
  const text = `type Query { koodi: Koodi }
type Koodi @key(fields: "koodiavain", resolvable: false) { koodiavain: ID! arvo: String! }`;
  const schema = buildSubgraphSchema({ typeDefs: parse(loadTypeDefs(text)) });
  expect(Object.keys(Object(schema.getType("Koodi")?.toConfig()).fields)).toEqual(["koodiavain", "arvo"]);
});

test("refuses text that is not GraphQL, at its place in the own file", () => {
  expect(readBroken).toThrow(GraphQLError);
  expect(readBroken).toThrow(expect.objectContaining({ locations: [{ line: 2, column: 6 }] }));
});

function readBroken(): string {
  return toTypeDefs("type Asiakas {\n  id ID!\n}", { directives: "", yhteiset: "" });
}
