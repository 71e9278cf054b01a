import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { createExecute } from "../../../../gateway/subgraph/execution/execute.ts";
import { askBoth } from "./start-both.ts";

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  interface I @key(fields: "id") { id: ID! }
  type J implements I @key(fields: "id") { id: ID! n: String }
  type A @key(fields: "id") { id: ID! n: String! }
  type B @key(fields: "id") { id: ID! n: String }
  type C { id: ID! }
  type Query { x: Int }`;

const query = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on A { id n } ... on B { id n } ... on J { id n } }
}`;

const of = (resolvers: unknown) => buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
const a = { __typename: "A", id: "1", n: "a" };
const b = { __typename: "B", id: "2", n: "b" };

/** What a reference is resolved to is what the test says of its id. */
const resolving = (given: (id: string) => unknown) =>
  of({ A: { __resolveReference: ({ id }: { readonly id: string }) => given(id) } });

describe("entities", () => {
  it("without a resolver are their representations", async () => {
    expect(await askBoth(of({}), query, { representations: [a, b, a] })).toEqual({
      data: { _entities: [a, b, a] },
      errors: undefined,
    });
  });

  it("are answered at once where no resolver waits", () => {
    const execute = createExecute(resolving((id) => Object.freeze({ id, n: "x" })));
    const answer = execute({ document: parse(query), variables: { representations: [a] }, context: undefined });
    expect(answer).toEqual({ data: { _entities: [{ __typename: "A", id: "1", n: "x" }] } });
  });

  it.each([
    ["a promise", (id: string) => Promise.resolve({ id, n: "x" })],
    ["null", () => null],
    ["nothing", () => undefined],
    ["an object of another type", (id: string) => ({ __typename: "B", id, n: "x" })],
    ["a rejection", () => Promise.reject(new Error("hylätty"))],
    ["an error", () => new Error("arvona")],
    ["what lacks a value", (id: string) => ({ id })],
    [
      "a throw",
      () => {
        throw new Error("heitetty");
      },
    ],
  ])("whose resolver gives %s are as graphql-js gives them", async (_, give) => {
    const schema = resolving((id) => (id === "1" ? give(id) : { id, n: "hyvä" }));
    const representations = [{ __typename: "A", id: "0" }, a, b, { __typename: "A", id: "3" }];
    expect(await askBoth(schema, query, { representations })).toBeDefined();
  });

  it.each([
    ["of a type that is none", [{ __typename: "Ei", id: "1" }]],
    ["of a type that is no entity", [a, { __typename: "C", id: "1" }]],
    ["of no type", [{ id: "1" }]],
    ["of nothing", []],
    ["by one representation that is no list", a],
    ["by null", null],
    ["by a null in the list", [a, null]],
  ])("%s are refused, or not, as graphql-js does", async (_, representations) => {
    expect(await askBoth(of({}), query, { representations })).toBeDefined();
  });

  it("that are known by an interface are resolved by it", async () => {
    const schema = of({
      I: { __resolveReference: ({ id }: { readonly id: string }) => ({ id, __typename: "J", n: "j" }) },
    });
    const representations = [{ __typename: "I", id: "1" }, b];
    expect((await askBoth(schema, query, { representations })).data).toEqual({
      _entities: [{ __typename: "J", id: "1", n: "j" }, b],
    });
  });

  it("are of the type that was asked to those below them", async () => {
    const schema = of({
      A: {
        __resolveReference: () => ({ __typename: "B", id: "1" }),
        n: ({ __typename }: { readonly __typename: string }) => __typename,
      },
    });
    expect((await askBoth(schema, query, { representations: [a] })).data).toEqual({
      _entities: [{ __typename: "A", id: "1", n: "A" }],
    });
  });

  it("are each resolved by what was asked, and what is given is not written into", async () => {
    const given = { id: "1", n: "x" };
    const schema = resolving(() => given);
    const execute = createExecute(schema);
    await execute({ document: parse(query), variables: { representations: [a] }, context: undefined });
    expect(Object.getOwnPropertyNames(given)).toEqual(["id", "n"]);
  });
});
