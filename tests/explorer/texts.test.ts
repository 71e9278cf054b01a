import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { fi } from "../../explorer/texts/fi.ts";
import { languages, texts, toText } from "../../explorer/texts/index.ts";

const keys = Object.keys(fi);

const placesOf = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe("texts of the explorer", () => {
  it.each(languages)("has every text in %s", (language) => {
    expect(Object.keys(texts[language]).sort()).toEqual([...keys].sort());
    expect(Object.values(texts[language]).filter((text) => text.trim() === "")).toEqual([]);
  });

  it.each(languages)("has the same places for values in %s as in Finnish", (language) => {
    expect(Object.values(texts[language]).map(placesOf)).toEqual(Object.values(fi).map(placesOf));
  });

  it("has every text that the HTML asks for", async () => {
    const html = await readFile(new URL("../../explorer/index.html", import.meta.url), "utf8");
    const asked = [...html.matchAll(/data-(?:text|label)="(\w+)"/g)].map(([, key]) => key);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((key) => key !== undefined && !keys.includes(key))).toEqual([]);
  });

  it("fills the places and leaves one without a value as it is", () => {
    expect(toText("en", "errorsHeading", { count: 2 })).toBe("Errors (2)");
    expect(toText("fi", "errorsHeading")).toBe("Virheet ({count})");
  });
});
