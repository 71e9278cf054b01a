import { isObjectType, isUnionType, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { createExecute } from "../../../../gateway/subgraph/execution/execute.ts";
import { askBoth, schemaOf } from "./start-both.ts";

const later = <T>(value: T): Promise<T> => new Promise((resolve) => void setImmediate(() => resolve(value)));
const failLater = (message: string): Promise<never> => later(undefined).then(() => Promise.reject(new Error(message)));

/** Asks `{ a }` of a type where the resolver gives a value. */
const give = (type: string, value: unknown) =>
  askBoth(
    schemaOf(`type Query { a: ${type} b: Int } type O { c: Int! d: O! }`, { Query: { a: () => value, b: () => 1 } }),
    "{ a b }",
  );

describe("a leaf", () => {
  it.each([
    ["String", 5, "5"],
    ["Int", "7", 7],
    ["Float", 1, 1],
    ["Boolean", 1, true],
    ["ID", 12, "12"],
    ["String", undefined, null],
  ])("of %s that is %j is written as %j", async (type, value, written) => {
    expect(await give(type, value)).toEqual({ data: { a: written, b: 1 }, errors: undefined });
  });

  it.each([
    ["Int", 1.5, "Int cannot represent non-integer value: 1.5"],
    ["Int", 2 ** 40, "Int cannot represent non 32-bit signed integer value: 1099511627776"],
    ["Float", Number.POSITIVE_INFINITY, "Float cannot represent non numeric value: Infinity"],
    ["String", { a: 1 }, "String cannot represent value: { a: 1 }"],
    ["String", new Error("arvona"), "arvona"],
  ])("of %s that is %j is an error", async (type, value, message) => {
    expect(await give(type, value)).toEqual({ data: { a: null, b: 1 }, errors: [{ message, path: ["a"] }] });
  });
});

describe("a list", () => {
  it.each([
    ["a set", new Set([1, 2])],
    ["a list of promises", [later(1), 2]],
    ["a promise of a list", later([1, 2])],
    // oxlint-disable-next-line unicorn/no-thenable
    ["a promise of another library", { then: (tell: (list: unknown) => void) => tell([1, 2]) }],
  ])("may be %s", async (_, value) => {
    expect(await give("[Int!]", value)).toEqual({ data: { a: [1, 2], b: 1 }, errors: undefined });
  });

  it.each([
    ["text", "[Int]", "12"],
    ["an item that is an error", "[Int]", [1, new Error("arvona"), 3]],
    ["a null that may not be", "[Int!]", [1, null]],
    ["a null in a list in a list", "[[Int!]]", [[1], [null], [2]]],
    ["one that fails later", "[Int]", [1, later("x"), 3]],
    ["a list in which nothing may be null", "[[Int!]!]!", [[1], [null]]],
  ])("that is, or holds, %s is an error as graphql-js tells it", async (_, type, value) => {
    expect((await give(type, value)).errors).toHaveLength(1);
  });
});

describe("an error", () => {
  const sdl = "type Query { o: O l: [O!] } type O { ok: Int ei: Int! o: O! l: [O!]! }";

  it("makes null the nearest object that may be, and is told once", async () => {
    const schema = schemaOf(sdl, {
      Query: { o: () => ({ ok: 1, o: { ok: 2, o: { ei: null } } }) },
    });
    expect(await askBoth(schema, "{ o { ok o { ok o { ei ok } } } }")).toEqual({
      data: { o: null },
      errors: [{ message: "Cannot return null for non-nullable field O.ei.", path: ["o", "o", "o", "ei"] }],
    });
  });

  it("below what another has made null already is not told", async () => {
    const schema = schemaOf(sdl, {
      Query: { o: () => ({}) },
      O: { ei: () => Promise.reject(new Error("ensin")), ok: () => failLater("liian myöhään") },
    });
    expect((await askBoth(schema, "{ o { ok ei } }")).errors).toEqual([{ message: "ensin", path: ["o", "ei"] }]);
  });

  it("of a field that is asked beside waiting ones is waited for with them", async () => {
    const schema = schemaOf(sdl, {
      Query: { o: () => ({}) },
      O: { ok: () => later(1), ei: () => null },
    });
    expect((await askBoth(schema, "{ o { ok ei } }")).data).toEqual({ o: null });
  });

  it("of the whole answer is the last that is told", async () => {
    const schema = schemaOf("type Query { a: Int! b: Int }", {
      Query: { a: () => Promise.reject(new Error("kaikki")), b: () => failLater("liian myöhään") },
    });
    const { errors } = await createExecute(schema)({ document: parse("{ b a }"), variables: {}, context: undefined });
    await later(undefined);
    await later(undefined);
    expect(errors?.map(({ message }) => message)).toEqual(["kaikki"]);
  });

  it("of a waiting item, beside one that has failed, ends no process", async () => {
    // By graphql-js it is an unhandled rejection.
    const schema = schemaOf(sdl, { Query: { l: () => [{}, null] }, O: { ei: () => failLater("myöhemmin") } });
    const document = parse("{ l { ei } }");
    const { data, errors } = await createExecute(schema)({ document, variables: {}, context: undefined });
    await later(undefined);
    expect([data, errors?.map(({ path }) => path)]).toEqual([{ l: null }, [["l", 1]]]);
  });
});

describe("an object of an interface or a union", () => {
  const sdl = `interface I { n: Int } type A implements I { n: Int } type B implements I { n: Int } type C { n: Int }
    union U = A | B type Query { i: I u: U }`;

  it.each([
    ["says its type itself", { __typename: "B", n: 1 }],
    ["says a type later", later({ __typename: "A", n: 1 })],
    ["says none", { n: 1 }],
    ["says a type that is not there", { __typename: "Ei" }],
    ["says a type that is no member", { __typename: "C" }],
    ["says a type that is no object", { __typename: "I" }],
    ["is none", 5],
  ])("that %s is completed as graphql-js does", async (_, value) => {
    const schema = schemaOf(sdl, { Query: { i: () => value, u: () => value } });
    expect(
      await askBoth(schema, "{ i { __typename n ... on A { k: n } } u { ... on I { n } ... on B { b: n } } }"),
    ).toBeDefined();
  });

  it.each([
    ["at once", (value: unknown) => value],
    ["later", later],
  ])("may be told by the type, %s, and checked by the object's", async (_, when) => {
    const schema = schemaOf(sdl, { Query: { i: () => ({ n: 1 }), u: () => ({ n: 2 }) } });
    for (const type of Object.values(schema.getTypeMap())) {
      if (isUnionType(type)) type.resolveType = () => when("A") as string;
      if (isObjectType(type) && type.name !== "Query") type.isTypeOf = () => when(type.name === "B") as boolean;
    }
    expect(await askBoth(schema, "{ i { __typename n } u { __typename } }")).toEqual({
      data: { i: { __typename: "B", n: 1 }, u: null },
      errors: [{ message: 'Expected value of type "A".', path: ["u"] }],
    });
  });

  it("is told by what knows the field, not its place in a list", async () => {
    const schema = schemaOf(`${sdl} extend type Query { l: [[U]] }`, { Query: { l: () => [[{ n: 1 }]] } });
    const seen: unknown[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isUnionType(type)) continue;
      type.resolveType = (_value, _context, { path, fieldName }) => {
        seen.push([path, fieldName]);
        return "A";
      };
    }
    await askBoth(schema, "{ k: l { __typename } }");
    expect(seen).toEqual(Array.from({ length: 5 }, () => [{ prev: undefined, key: "k", typename: "Query" }, "l"]));
  });
});
