import { describe, expect, it } from "vitest";
import { errorTable, isErrorCode } from "../../gateway/errors.ts";
import type { ErrorCode } from "../../gateway/errors.ts";
import { readText } from "./checkout.ts";

/** What the page says of each code, by its heading, in the page's order. */
function sectionsOf(page: string): ReadonlyMap<string, string> {
  const [, ...sections] = page.split(/^## /m);
  return new Map(
    sections.map((section) => [section.split("\n", 1)[0] ?? "", section.slice(section.indexOf("\n") + 1)]),
  );
}

/** A text of the table as a pattern: its parameters may be anything. */
function toPattern(text: string): RegExp {
  const parts = text.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`);
}

const sections = sectionsOf(readText("docs/errors.md"));
const codes = Object.keys(errorTable).filter(isErrorCode);
const sectionOf = (code: ErrorCode): string => sections.get(code) ?? "";
const exampleOf = (code: ErrorCode): unknown => JSON.parse(/```json\n(.*?)\n```/s.exec(sectionOf(code))?.[1] ?? "null");

describe("docs/errors.md", () => {
  it("lists the codes of gateway/errors.ts in their order, no more and no fewer", () => {
    expect([...sections.keys()]).toEqual(codes);
  });

  it.each(codes)("tells of %s first in Finnish, then what it means, why, who can mend it, and an example", (code) => {
    const { status, retryable, texts } = errorTable[code];
    const [finnish = "", english = ""] = sectionOf(code).trim().split("\n\n");
    expect(finnish).toMatch(toPattern(`${texts.fi[0]} ${texts.fi[1]}`));
    expect(english).toMatch(new RegExp(`^HTTP ${status}, ${retryable ? "" : "not "}retryable\\. .{20,}`));
    expect(sectionOf(code)).toMatch(/^- Likely causes: .{10,}\n- Who can mend it: .{5,}$/m);
    const [message, advice] = texts.en;
    expect(exampleOf(code)).toMatchObject({
      message: expect.stringMatching(toPattern(message)),
      extensions: { code, retryable, neuvo: expect.stringMatching(toPattern(advice)) },
    });
  });

  it("is seen to lack a code, to have one too many, and to tell another text", () => {
    const page = readText("docs/errors.md");
    expect([...sectionsOf(page.replace("## FORBIDDEN\n", "")).keys()]).not.toEqual(codes);
    expect([...sectionsOf(`${page}\n## OMA_VIRHE\n`).keys()]).not.toEqual(codes);
    expect("Muu teksti.").not.toMatch(toPattern(errorTable.NOT_FOUND.texts.fi[0]));
  });
});

describe("the table of errors", () => {
  const languages = ["fi", "sv", "en"] as const;
  const known = ["{lahde}", "{tieto}", "{kentta}", "{saanto}", "{raja}", "{syy}"];

  it.each(codes)("has for %s a message and advice in each language, with the same parameters", (code) => {
    const { texts, fieldless } = errorTable[code];
    for (const one of [texts, fieldless]) {
      const parameters = languages.map((language) => [...new Set(one[language].join(" ").match(/\{\w+\}/g))].sort());
      expect(parameters).toEqual([parameters[0], parameters[0], parameters[0]]);
      expect(parameters[0]?.filter((parameter) => !known.includes(parameter))).toEqual([]);
      for (const language of languages) expect(one[language].map((text) => text.length > 3)).toEqual([true, true]);
    }
  });

  it("knows a code from a name that every object has", () => {
    expect(["NOT_FOUND", "constructor", "toString", "__proto__", 1, null].map(isErrorCode)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
