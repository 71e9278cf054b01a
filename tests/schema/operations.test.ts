import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { readTiedot } from "../../gateway/catalogue/index.ts";
import { readExamples } from "../../gateway/server/read-examples.ts";

const schemaFile = (name: string): string => readFileSync(new URL(`../../schema/${name}`, import.meta.url), "utf8");
const api = buildSchema(schemaFile("api.graphql"));
const operations = readExamples(new URL("../../schema/operations/", import.meta.url));

describe("example operations", () => {
  it.each(operations)("$name fits the public schema and says for whom it is", ({ text, fi, sv, en, runs }) => {
    expect(validate(api, parse(text)).map(({ message }) => message)).toEqual([]);
    expect(fi).toMatch(/\.$/);
    expect(sv).toMatch(/\.$/);
    expect(en).toMatch(/\.$/);
    expect(runs.length).toBeGreaterThan(0);
  });

  it("keeps values of variables out of the text that is sent", () => {
    for (const { text, variables } of operations) {
      expect(text).not.toContain("# muuttujat");
      expect(variables).toEqual(expect.any(Object));
    }
  });

  it("has the five needs that one query each must answer", () => {
    expect(operations.filter(({ tieto }) => tieto === undefined).map(({ name }) => name)).toEqual([
      "tarve-1-asiakkaanAvaus",
      "tarve-2-lapsenTiedot",
      "tarve-3-palvelunMaksaja",
      "tarve-4-kolmeAluetta",
      "tarve-5-kelaPoissa",
    ]);
  });

  it("has one at least for each item", () => {
    const items = new Set(operations.map(({ tieto }) => tieto));
    const missing = readTiedot(schemaFile("tiedot.graphql")).filter(({ id }) => !items.has(id));
    expect(missing.map(({ id, nimi }) => `${id} ${nimi}`)).toEqual([]);
  });
});
