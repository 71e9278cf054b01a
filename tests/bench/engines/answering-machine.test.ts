import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, isObjectType, parse } from "graphql";
import type { GraphQLObjectType, GraphQLSchema } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { createAnsweringMachine } from "../../../bench/engines/answering-machine.ts";
import { fields, registerSchemas, rootFields, toThing } from "../../../bench/engines/registers.ts";
import type { Given, Thing } from "../../../bench/engines/registers.ts";
import { toUnseen, workloads } from "../../../bench/engines/workloads.ts";
import { startSupergraph } from "../../gateway/engine/start-supergraph.ts";
import type { SeenRequest } from "../../gateway/engine/start-supergraph.ts";

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

/** Resolvers of what a register's schema has, over the same values: graphql-js does the rest. */
function resolversOf(sdl: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const types = Object.values(buildSubgraphSchema(parse(link + sdl)).getTypeMap()).filter(isObjectType);
  const made = types.filter(({ name }) => name in fields).map((type) => [type.name, resolversOfType(type)] as const);
  return Object.fromEntries(made.filter(([name]) => name !== "Query" || sdl.includes("type Query")));
}

function resolversOfType(type: GraphQLObjectType): Readonly<Record<string, unknown>> {
  if (type.name === "Query") return rootResolvers();
  const names = Object.keys(type.getFields());
  return {
    __resolveReference: ({ id }: Thing) => toThing(id),
    ...Object.fromEntries(names.map((name) => [name, fields[type.name]?.[name]?.of])),
  };
}

function rootResolvers(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(rootFields).map(([name, { isList, of }]) => [
      name,
      (_: unknown, given: Given) => (isList ? of(given) : of(given)[0]),
    ]),
  );
}

const madeUp = Object.fromEntries(
  Object.entries(registerSchemas).map(([name, schema]) => [name, { schema, resolvers: resolversOf(schema) }]),
);

function schemaOf(register: string): GraphQLSchema {
  const typeDefs = parse(link + (registerSchemas[register] ?? ""));
  return buildSubgraphSchema({ typeDefs, resolvers: resolversOf(registerSchemas[register] ?? "") as never });
}

/** What graphql-js answers, and the machine. */
async function both({ subgraph, query, variables }: SeenRequest): Promise<readonly [right: unknown, found: unknown]> {
  const right = await execute({ schema: schemaOf(subgraph), document: parse(query), variableValues: variables });
  const found = createAnsweringMachine(registerSchemas[subgraph] ?? "").answer(query, variables);
  // graphql-js makes objects without a prototype.
  return [JSON.parse(JSON.stringify(right)), JSON.parse(found)];
}

describe.each(["hive", "apollo"] as const)("asked as plans of the %s planner ask", (planner) => {
  const seen: SeenRequest[] = [];

  beforeAll(async () => {
    const graph = await startSupergraph(madeUp, { planner });
    for (const workload of workloads) {
      await graph.ask(workload.query, workload.variables(7));
      await graph.ask(toUnseen(workload, 8), workload.variables(8));
    }
    seen.push(...graph.requests);
    await graph.close();
  });

  it("was asked what the workloads say: 4, 3 and 5 calls, each twice", () => {
    expect(seen).toHaveLength(2 * (4 + 3 + 5));
  });

  it("answers what graphql-js answers over the same schema and values", async () => {
    for (const request of seen) {
      const [right, found] = await both(request);
      expect({ query: request.query, ...Object(found) }).toEqual({ query: request.query, ...Object(right) });
    }
  });
});

const representations = [
  { __typename: "Asiakas", id: "10000001" },
  { __typename: "Asiakas", id: "10000002" },
];

it.each([
  [
    "aliases, and representations under another name",
    "query($r: [_Any!]!) { _e0: _entities(representations: $r) { ... on Asiakas { a: etuus b: etuus } } }",
  ],
  [
    "two lists of entities in one call",
    `query($r: [_Any!]!) { _e0: _entities(representations: $r) { ... on Asiakas { etuus } }
      _e1: _entities(representations: $r) { __typename ... on Asiakas { matkakatto } } }`,
  ],
  [
    "named fragments, in one another",
    `query($r: [_Any!]!) { _entities(representations: $r) { ...f } }
      fragment f on Asiakas { etuus ...g } fragment g on Asiakas { id onElakkeella }`,
  ],
  [
    "a field that is asked twice",
    `query($r: [_Any!]!) { _entities(representations: $r) { ... on Asiakas { etuus } ... on Asiakas { etuus id } } }`,
  ],
  ["the name of the root", "{ __typename }"],
])("answers %s as graphql-js does", async (_, query) => {
  const [right, found] = await both({ subgraph: "kela", query, variables: { r: representations } });
  expect(found).toEqual(right);
});

it("merges what two selections ask of one list", async () => {
  const query = `{ asiakkaat(alkaen: 5, maara: 2) { id kotikunta { nimi } }
    ... on Query { asiakkaat(alkaen: 5, maara: 2) { kieli kotikunta { tyyppi: __typename } } } }`;
  const [right, found] = await both({ subgraph: "vtj", query, variables: {} });
  expect(found).toEqual(right);
});

it("gives its schema to whoever asks", () => {
  const answer = createAnsweringMachine("type Query { a: Int }").answer("{ _service { sdl } }", {});
  expect(JSON.parse(answer)).toEqual({ data: { _service: { sdl: "type Query { a: Int }" } } });
});

it.each([
  ["a field that no register has", "{ asiakas(id: 1) { hetu } }", "no field Asiakas.hetu"],
  ["an entry that no register has", "{ potilas(id: 1) { id } }", "no root field potilas"],
  ["a directive", "{ asiakas(id: 1) { id @skip(if: true) } }", "directives are not known here"],
])("refuses %s, so that no gateway is measured by half an answer", (_, query, told) => {
  expect(() => createAnsweringMachine("").answer(query, {})).toThrow(told);
});
