import { GraphQLScalarType, Kind, parse, print, valueFromASTUntyped } from "graphql";
import type { GraphQLResolveInfo } from "graphql";
import { describe, expect, it } from "vitest";
import { createExecute } from "../../../../gateway/subgraph/execution/execute.ts";
import { askBoth, schemaOf } from "./start-both.ts";

describe("an operation", () => {
  it("that no resolver waits in is answered at once", () => {
    const execute = createExecute(schemaOf("type Query { a: Int }", { Query: { a: () => 1 } }));
    expect(execute({ document: parse("{ a }"), variables: {}, context: undefined })).toEqual({ data: { a: 1 } });
  });

  it("is answered later only where a resolver gives a promise", async () => {
    const execute = createExecute(schemaOf("type Query { a: Int }", { Query: { a: async () => 1 } }));
    const answer = execute({ document: parse("{ a }"), variables: {}, context: undefined });
    expect(answer).toBeInstanceOf(Promise);
    expect(await answer).toEqual({ data: { a: 1 } });
  });

  it("is compiled no more when its document comes again and again", async () => {
    const schema = schemaOf("type Query { a: Int b(x: Int): Int }", { Query: { b: () => 1 } });
    const execute = createExecute(schema);
    const document = parse("query ($x: Int) { a b(x: $x) }");
    const run = () => execute({ document, variables: { x: 1 }, context: undefined });
    await run();
    await run();
    const type = schema.getQueryType();
    if (type === undefined || type === null) throw new Error("a schema without queries");
    type.getFields = () => {
      throw new Error("compiled again");
    };
    expect(run()).toEqual({ data: { a: null, b: 1 } });
    expect(await execute({ document: parse("{ a }"), variables: {}, context: undefined })).toMatchObject({
      data: null,
    });
  });

  it.each([
    ["of several in a document", "query A { a } query B { a }"],
    ["that is not there", "fragment F on Query { a }"],
    ["of a root type that the schema does not have", "mutation { a }"],
    ["that asks the schema of itself", '{ __schema { queryType { name } } a __type(name: "Query") { kind } }'],
    ["with a field that its type does not have", "{ a eiole }"],
    ["whose conditions have no value", "query ($x: Boolean!) { a @include(if: $eiole) }"],
    ["that calls an answer's key as a prototype", "{ __proto__: a b: a }"],
  ])("%s is answered as graphql-js does", async (_, text) => {
    const schema = schemaOf("type Query { a: Int }", { Query: { a: () => 1 } });
    expect(await askBoth(schema, text, { x: true })).toBeDefined();
  });

  it("gives each answer objects of its own, down to those of a scalar", async () => {
    const own = { a: [{ b: 1 }] };
    const schema = schemaOf("scalar Any type Query { any: Any olio: Olio } type Olio { nimi: String }", {
      Query: { any: () => own, olio: () => ({ nimi: "x" }) },
    });
    const any = schema.getType("Any");
    if (any instanceof GraphQLScalarType) any.serialize = (value) => value;
    const execute = createExecute(schema);
    const document = parse("{ any olio { nimi } }");
    const [first, second] = [1, 2].map(() => execute({ document, variables: {}, context: undefined }));
    const data = (await first)?.data;
    Object.assign(data?.["any"] ?? {}, { a: "muutettu" });
    Object.assign(data?.["olio"] ?? {}, { nimi: "muutettu" });
    expect(second).toEqual({ data: { any: { a: [{ b: 1 }] }, olio: { nimi: "x" } } });
    expect(own).toEqual({ a: [{ b: 1 }] });
  });

  it("runs a mutation's fields one after another", async () => {
    const done: string[] = [];
    const make = (name: string, isLate: boolean) => async (): Promise<string> => {
      done.push(`${name} alkaa`);
      if (isLate) await new Promise((resolve) => void setImmediate(resolve));
      done.push(`${name} loppuu`);
      return name;
    };
    const schema = schemaOf("type Query { x: Int } type Mutation { eka: String toka: String kolmas: String }", {
      Mutation: { eka: make("eka", true), toka: () => "toka", kolmas: make("kolmas", false) },
    });
    const execute = createExecute(schema);
    const answer = await execute({
      document: parse("mutation { eka toka kolmas }"),
      variables: {},
      context: undefined,
    });
    expect(answer).toEqual({ data: { eka: "eka", toka: "toka", kolmas: "kolmas" } });
    expect(done).toEqual(["eka alkaa", "eka loppuu", "kolmas alkaa", "kolmas loppuu"]);
  });
});

describe("a condition", () => {
  const schema = schemaOf("type Query { a(x: Int): Int b: O } type O { c: Int d: Int }", {
    Query: { a: (...[, { x }]: [never, { readonly x?: number }]) => x ?? 0, b: () => ({ c: 1, d: 2 }) },
  });

  it("is decided anew in each run of one document", async () => {
    const execute = createExecute(schema);
    const document = parse(
      `query ($p: Boolean!, $q: Boolean = true) {
        k: a(x: 1) @include(if: $p) k: a(x: 1) @skip(if: $q)
        b @include(if: $q) { c ...F @skip(if: $p) } b { ... on O @include(if: $p) { d } c }
      } fragment F on O { d }`,
    );
    const seen: unknown[] = [];
    for (const variables of [{ p: true }, { p: false }, { p: true, q: false }, { p: false, q: false }, { p: true }]) {
      seen.push((await execute({ document, variables, context: undefined })).data);
    }
    expect(seen).toEqual([
      { k: 1, b: { c: 1, d: 2 } },
      { b: { c: 1, d: 2 } },
      { k: 1, b: { d: 2, c: 1 } },
      { k: 1, b: { c: 1 } },
      { k: 1, b: { c: 1, d: 2 } },
    ]);
  });

  it("may be one of so many that not all their combinations are kept", async () => {
    const names = Array.from({ length: 7 }, (_, at) => `v${at}`);
    const declared = names.map((name) => `$${name}: Boolean!`).join(", ");
    const asked = names.map((name) => `${name}: a(x: 1) @include(if: $${name})`).join(" ");
    const execute = createExecute(schema);
    const document = parse(`query (${declared}) { ${asked} z: a }`);
    for (let number = 0; number < 128; number += 1) {
      const bits = names.map((name, at) => [name, ((number >> at) & 1) === 1] as const);
      const expected = Object.fromEntries([...bits.filter(([, on]) => on).map(([name]) => [name, 1]), ["z", 0]]);
      const variables = Object.fromEntries(bits);
      expect(await execute({ document, variables, context: undefined })).toEqual({ data: expected });
    }
  });
});

describe("arguments", () => {
  const sdl = `input Ehto { raja: Int = 3 lista: [String!] } enum E { A B }
    type Query { f(i: Int = 5, s: String!, b: Boolean, e: E = B, o: Ehto, l: [Int!]): String }`;
  const schema = schemaOf(sdl, { Query: { f: (...[, args]: [never, unknown]) => JSON.stringify(args) } });

  it.each([
    ['f(s: "x")', {}],
    ['f(s: "x", i: 2, b: true, e: A, o: { raja: 1 }, l: [1, 2])', {}],
    ["f(s: $s, i: $i, b: $b, e: $e, o: $o, l: $l)", { s: "x", i: 1, b: false, e: "A", o: {}, l: 3 }],
    ["f(s: $s, i: $i, b: $b, e: $e, o: $o, l: $l)", { s: "x" }],
    ["f(s: $s, i: $i, b: $b, o: $o)", { s: "x", i: null, b: null, o: null }],
    ["f(s: $s)", {}],
    ["f(s: $s)", { s: null }],
    ["f", {}],
    ["f(s: null)", {}],
    ["f(s: 5)", {}],
    ['f(s: "x", o: { raja: $i, lista: [$s, "y"] }, l: [$i])', { s: "x", i: 1 }],
    ['f(s: "x", i: $toString)', {}],
    ["f(s: $s, i: $i)", { s: 5, i: "1" }],
    ["f(s: $s, i: $i)", { s: "x", i: 3_000_000_000 }],
    ["f(s: $s, e: $e)", { s: "x", e: "C" }],
  ])("of %s are as graphql-js gives them, with variables %j", async (field, variables) => {
    const declared = "$s: String, $i: Int, $b: Boolean, $e: E, $o: Ehto, $l: [Int!]";
    expect(await askBoth(schema, `query (${declared}) { ${field} }`, variables)).toBeDefined();
  });

  it("that a resolver writes into are another call's no more", async () => {
    const spoiling = schemaOf(
      "input Ehto { raja: Int } type Query { f(o: Ehto = { raja: 1 }, l: [Int] = [1], i: Int = 1): Int }",
      {
        Query: {
          f(_parent: never, args: { o: { raja: number }; l: number[]; i: number }) {
            const { o, l, i } = args;
            const sum = o.raja + l.length + i;
            o.raja += 10;
            l.push(1);
            args.i += 100;
            return sum;
          },
        },
      },
    );
    const execute = createExecute(spoiling);
    const document = parse("{ f(o: { raja: 1 }, l: [1], i: 1) }");
    for (let run = 0; run < 3; run += 1) {
      expect(await execute({ document, variables: {}, context: undefined })).toEqual({ data: { f: 3 } });
    }
  });
});

describe("an argument of a scalar of our own", () => {
  const schema = schemaOf("scalar Any type Query { f(any: Any): String }", {
    Query: {
      f(_parent: never, { any }: { any: { text?: string } | string }) {
        const text = JSON.stringify(any);
        if (typeof any === "object") any.text = "muutettu";
        return text;
      },
    },
  });
  const type = schema.getType("Any");
  if (type instanceof GraphQLScalarType) {
    type.parseLiteral = (node, variables) =>
      node.kind === Kind.OBJECT ? JSON.stringify(valueFromASTUntyped(node, variables)) : { text: print(node) };
  }

  it.each(["{ f(any: 5) }", 'query ($x: Any = "z") { f(any: { a: $x }) }', "query ($x: Any) { f(any: $x) }"])(
    "is read for each call: %s",
    async (text) => {
      expect((await askBoth(schema, text, {})).errors).toBeUndefined();
      expect((await askBoth(schema, text, { x: "y" })).errors).toBeUndefined();
    },
  );
});

describe("a resolver is told of its field", () => {
  it("all that graphql-js tells", async () => {
    const told = (_parent: never, args: unknown, _context: never, info: GraphQLResolveInfo): string => {
      const { fieldName, fieldNodes, returnType, parentType, path, rootValue, operation, variableValues } = info;
      const fragments = Object.keys(info.fragments);
      const query = info.schema.getQueryType()?.name;
      const types = [String(returnType), parentType.name, query];
      return JSON.stringify([
        args,
        fieldName,
        fieldNodes,
        types,
        path,
        rootValue ?? null,
        operation,
        fragments,
        variableValues,
      ]);
    };
    const schema = schemaOf("type Query { a: [O] b(x: Int): String } type O { c: String }", {
      Query: { a: () => [{}, {}], b: told },
      O: { c: told },
    });
    const text = "query ($x: Int = 4) { a { k: c ...F } b(x: $x) } fragment F on O { k: c }";
    expect((await askBoth(schema, text, {})).errors).toBeUndefined();
  });
});
