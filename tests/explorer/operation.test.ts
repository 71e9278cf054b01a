import { describe, expect, it } from "vitest";
import {
  hasComments,
  operationNameAt,
  prettifyQuery,
  prettifyVariables,
  readOperation,
} from "../../explorer/operation.ts";

describe("readOperation", () => {
  it("takes the text, the variables and no name for a single operation", () => {
    expect(readOperation("query A { a }", '{"x": 1}', 0)).toEqual({ query: "query A { a }", variables: { x: 1 } });
  });

  it("takes an empty variables text for none", () => {
    expect(readOperation("{ a }", " \n", 0)?.variables).toEqual({});
  });

  it.each(["[]", "1", "null", "{", '{"hetu": 010190-900P}'])("refuses the variables %s", (variables) => {
    expect(readOperation("{ a }", variables, 0)).toBeUndefined();
  });
});

describe("operationNameAt", () => {
  const two = "query A { a }\nquery B { b }";

  it.each([
    [3, "A"],
    [two.length - 2, "B"],
  ])("names the operation at the cursor %i", (cursor, name) => {
    expect(operationNameAt(two, cursor)).toBe(name);
  });

  it("names the first operation when the cursor is in a fragment", () => {
    const text = `${two}\nfragment F on A { a }`;
    expect(operationNameAt(text, text.length)).toBe("A");
  });

  it("names none in a text that does not parse", () => {
    expect(operationNameAt("query A { a } query B {", 0)).toBeUndefined();
  });
});

describe("prettifying", () => {
  it("gives a query one field on a line", () => {
    expect(prettifyQuery("{a{b}}")).toBe("{\n  a {\n    b\n  }\n}\n");
  });

  it("leaves a text that does not parse, or has comments to lose", () => {
    expect(prettifyQuery("{a{b}")).toBeUndefined();
    expect(prettifyQuery("{a} # why")).toBeUndefined();
  });

  it("does not take a number sign in a string for a comment", () => {
    expect(hasComments('{ a(b: "#1", c: """ # "x" """) }')).toBe(false);
    expect(hasComments('{ a(b: "x") } # b')).toBe(true);
  });

  it("indents variables, and leaves what is not an object", () => {
    expect(prettifyVariables('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(prettifyVariables("[1]")).toBeUndefined();
  });
});
