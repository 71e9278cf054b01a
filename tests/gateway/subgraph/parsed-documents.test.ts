import { print } from "graphql";
import { describe, expect, it } from "vitest";
import { createParsedDocuments } from "../../../gateway/subgraph/parsed-documents.ts";

describe("parsed documents", () => {
  it("are the same object for the same text, and another's for another", () => {
    const parse = createParsedDocuments();
    const document = parse("{ nimi }");
    expect(print(document)).toBe("{\n  nimi\n}");
    expect(parse("{ nimi }")).toBe(document);
    expect(parse("{  nimi }") === document).toBe(false);
  });

  it("are kept in bounds: the first is parsed anew after many, a long one each time", () => {
    const parse = createParsedDocuments();
    const first = parse("{ a0 }");
    for (let at = 1; at <= 500; at += 1) parse(`{ a${at} }`);
    expect(parse("{ a0 }") === first).toBe(false);
    const long = `{ ${"nimi ".repeat(5000)} }`;
    expect(parse(long) === parse(long)).toBe(false);
  });

  it("are none of a text that is none, however often it comes", () => {
    const parse = createParsedDocuments();
    expect(() => parse("{ nimi")).toThrow("Syntax Error");
    expect(() => parse("{ nimi")).toThrow("Syntax Error");
  });
});
