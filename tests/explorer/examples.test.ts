import { readFile } from "node:fs/promises";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { examples } from "../../explorer/examples.ts";
import { readOperation } from "../../explorer/operation.ts";

const schema = buildSchema(await readFile(new URL("../../schema/api.graphql", import.meta.url), "utf8"));

describe("example queries", () => {
  it.each(examples)("$name fits the public schema", ({ query, variables }) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
    expect(readOperation(query, variables, 0)).toBeDefined();
  });

  it.each(examples)("$name has a variable for each that it declares", ({ query, variables }) => {
    const declared = [...query.matchAll(/\$(\w+):/g)].map(([, name]) => name);
    expect(Object.keys(readOperation(query, variables, 0)?.variables ?? {})).toEqual(declared);
  });
});
