import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadSubgraph } from "../../gateway/main.ts";

const root = new URL("../../", import.meta.url);
const foldersIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
const pageOf = (folder: string): string => {
  const page = new URL(`${folder}/README.md`, root);
  return existsSync(page) ? readFileSync(page, "utf8") : "";
};
const registers = foldersIn("subgraphs/");
const mocked = foldersIn("mocks/").filter((name) => registers.includes(name));

/** How a register's page says what its interface rests on, and the marks that it must then have used. */
const words = {
  VAHVISTETTU: { said: "verified", marks: ["verified"] },
  OSIN_OLETETTU: { said: "partly assumed", marks: ["verified", "assumed"] },
  OLETETTU: { said: "assumed", marks: ["assumed"] },
  OMA: { said: "own", marks: [] },
} as const;

describe("the page of a register", () => {
  it.each(registers)("%s says what its interface rests on, as the catalogue does", async (name) => {
    const { rajapinta } = await loadSubgraph(name);
    const { said, marks } = words[rajapinta.peruste];
    const page = pageOf(`subgraphs/${name}`);
    expect(/^\*\*Interface: ([a-z ]+)\.\*\*/m.exec(page)?.[1]).toBe(said);
    for (const mark of marks) expect(page.toLowerCase()).toContain(mark);
  });

  it("is there for the mock of each register, which says what is faithful and what is invented", () => {
    expect(mocked.length).toBeGreaterThan(12);
    const silent = mocked.filter(
      (name) => !/faithful/i.test(pageOf(`mocks/${name}`)) || !/invented/i.test(pageOf(`mocks/${name}`)),
    );
    expect(silent).toEqual([]);
  });
});
