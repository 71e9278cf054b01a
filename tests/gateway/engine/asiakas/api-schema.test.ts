import { Supergraph } from "@apollo/federation-internals";
import { readFileSync } from "node:fs";
import { buildASTSchema, concatAST, extendSchema, lexicographicSortSchema, parse, printSchema } from "graphql";
import type { GraphQLSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { readSupergraph } from "../../../../gateway/engine/index.ts";
import { deferDirective } from "../../../../gateway/operation/index.ts";

const text = (schema: GraphQLSchema): string => printSchema(lexicographicSortSchema(schema));

describe("the public schema of a supergraph", () => {
  it("of this checkout is what Apollo's own reading gives", () => {
    const sdl = readFileSync(new URL("../../../../schema/supergraph.graphql", import.meta.url), "utf8");
    const { api } = readSupergraph(sdl);
    const known = Supergraph.build(sdl).apiSchema().toGraphQLJSSchema();
    expect(text(api)).toBe(text(extendSchema(known, deferDirective)));
  });

  const links = `schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
    @link(url: "https://specs.apollo.dev/inaccessible/v0.2", as: "piilo", for: SECURITY) { query: Query }
    directive @piilo on FIELD_DEFINITION | OBJECT | ENUM_VALUE | ARGUMENT_DEFINITION
    directive @join__graph(name: String!, url: String!) on ENUM_VALUE
    enum join__Graph { A @join__graph(name: "a", url: "http://a.invalid/graphql") }`;

  it("hides by the name that the supergraph gives the directive: fields, arguments, values, types and what names them", () => {
    const { api, whole, urls } = readSupergraph(`${links}
      type Query { a(x: Int, y: Int @piilo): Tila b: Int @piilo c: Yhteinen d: Loyto }
      enum Tila { AUKI KIINNI @piilo }
      interface Yhteinen { id: ID }
      type Julkinen implements Yhteinen { id: ID } type Salainen implements Yhteinen @piilo { id: ID }
      union Loyto = Julkinen | Salainen`);
    expect(text(api)).toBe(
      text(
        buildASTSchema(
          concatAST([
            deferDirective,
            parse(`type Query { a(x: Int): Tila c: Yhteinen d: Loyto } enum Tila { AUKI }
            interface Yhteinen { id: ID } type Julkinen implements Yhteinen { id: ID } union Loyto = Julkinen`),
          ]),
        ),
      ),
    );
    expect(whole.getType("Salainen")).toBeDefined();
    expect([...urls]).toEqual([["a", "http://a.invalid/graphql"]]);
  });

  it.each([
    ["a plain schema", "type Query { a: Int }"],
    [
      "a schema that links something else",
      `schema @link(url: "https://specs.apollo.dev/link/v1.0") { query: Query } type Query { a: Int }`,
    ],
  ])("is not made of %s", (_what, sdl) => {
    expect(() => readSupergraph(sdl)).toThrow("the supergraph links no join specification");
  });
});
