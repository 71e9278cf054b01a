import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { readTiedot } from "../../gateway/catalogue/index.ts";
import { readOperations } from "../operations.ts";

const schemaFile = (name: string): string => readFileSync(new URL(`../../schema/${name}`, import.meta.url), "utf8");
const api = buildSchema(schemaFile("api.graphql"));
const operations = readOperations();

describe("example operations", () => {
  it.each(operations)("$name fits the public schema and says for whom it is", ({ text, fi, en, runs }) => {
    expect(validate(api, parse(text)).map(({ message }) => message)).toEqual([]);
    expect(fi).toMatch(/\.$/);
    expect(en).toMatch(/\.$/);
    expect(runs.length).toBeGreaterThan(0);
  });

  it("has one at least for each item", () => {
    const items = new Set(operations.map(({ tieto }) => tieto));
    const missing = readTiedot(schemaFile("tiedot.graphql")).filter(({ id }) => !items.has(id));
    expect(missing.map(({ id, nimi }) => `${id} ${nimi}`)).toEqual([]);
  });
});
