import { describe, expect, it } from "vitest";
import { files, readText } from "./checkout.ts";
import { findUndocumented } from "./find-undocumented.ts";

describe("every export", () => {
  it("has a doc comment", () => {
    const sources = files.filter((path) => path.endsWith(".ts") && !path.endsWith(".config.ts"));
    const findings = sources.flatMap((path) => findUndocumented(readText(path)).map((finding) => `${path}:${finding}`));
    expect(findings).toEqual([]);
  });

  it("of a folder of the gateway is behind a face that says what the folder does, in 3 to 8 lines", () => {
    const faces = files.filter((path) => /^gateway\/[^/]+\/index\.ts$/.test(path));
    expect(faces.length).toBeGreaterThan(5);
    const lengths = faces.map(
      (path) =>
        [path, /^\/\*\*\n((?: \*.*\n)+?) \*\//.exec(readText(path))?.[1]?.trimEnd().split("\n").length ?? 0] as const,
    );
    expect(lengths.filter(([, lines]) => lines < 3 || lines > 8)).toEqual([]);
  });
});

describe("the check of comments", () => {
  it.each([
    ["a function", "export function a() {}"],
    ["an async function", "export async function a() {}"],
    ["a constant", "export const a = 1;"],
    ["an interface", "export interface a {}"],
    ["a type", "export type a = 1;"],
    ["a class", "export class a {}"],
    ["one with a line comment", "// What it does.\nexport const a = 1;"],
    ["one with an ordinary comment", "/* What it does. */\nexport const a = 1;"],
    ["one with an empty comment", "/** */\nexport const a = 1;"],
    ["one after another's comment", "/** Of b. */\nconst b = 1;\nexport const a = b;"],
  ])("sees %s without one", (_, text) => {
    expect(findUndocumented(text)).toEqual([`${text.split("\n").length}: a`]);
  });

  it("lets what is documented, re-exported or kept inside be", () => {
    const text = `/** Head. */\nexport { x } from "./x.ts";\n/** What a is. */\nexport const a = 1;\nconst b = 2;\nfunction c() {}\n`;
    expect(findUndocumented(text)).toEqual([]);
  });
});
