import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { ConfigError } from "../../gateway/config/index.ts";
import { loadSubgraph } from "../../gateway/main.ts";

/** A folder of subgraphs that holds one, with this code. */
function write(name: string, code: string): URL {
  const root = mkdtempSync(join(tmpdir(), "asiakas-aligraafit-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, name));
  writeFileSync(join(root, name, "index.ts"), code);
  return pathToFileURL(`${root}/`);
}

describe("loadSubgraph", () => {
  it.each(["ei-ole", "../gateway", "vtj/", ""])("says of %j that there is no such subgraph", async (name) => {
    const loading = loadSubgraph(name);
    await expect(loading).rejects.toThrow(ConfigError);
    await expect(loading).rejects.toThrow(
      `there is no subgraph ${name}  →  the folders under subgraphs/ are the names`,
    );
  });

  it.each([
    ["throws", 'throw new Error("rikki");'],
    ["imports what is not there", 'import "./ei-ole.ts";'],
  ])("says of a folder whose code %s that it is there but does not load, and why", async (_, code) => {
    const error: unknown = await loadSubgraph("rikki", write("rikki", code)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: "subgraphs: the folder of rikki is there, but its code does not load" });
    expect(error).not.toBeInstanceOf(ConfigError);
    expect(error instanceof Error && error.cause).toBeInstanceOf(Error);
  });

  it("gives what the folder exports", async () => {
    const root = write("oma", 'export const subgraph = { name: "oma" };');
    expect(await loadSubgraph("oma", root)).toEqual({ name: "oma" });
  });
});
