import { expect, it } from "vitest";
import { mutateCode } from "./mutate-code.ts";

const brokenOf = (text: string): readonly string[] => mutateCode("a.ts", text).map((mutant) => mutant.text);

it.each([
  ["a condition is turned", "if (a(b)) c();", ["if (!(a(b))) c();"]],
  ["a turned condition is turned back", "if (!a) c();", ["if (a) c();"]],
  ["a choice is turned", "const x = a ? 1 : 2;", ["const x = !(a) ? 1 : 2;"]],
  ["each operand is dropped", "const x = a && b;", ["const x = (a);", "const x = (b);"]],
  ["a default is dropped, and is always taken", "const x = a ?? b;", ["const x = (a);", "const x = (b);"]],
  ["a comparison is turned", "const x = a === 1;", ["const x = a !== 1;"]],
  ["a bound is moved", "const x = a < 1;", ["const x = a <= 1;"]],
  ["a constant is turned", "const x = { a: true };", ["const x = { a: false };"]],
  ["a filter is dropped", "const x = a.filter(f).map(g);", ["const x = a.map(g);"]],
  ["some is every", "const x = a.some(f);", ["const x = a.every(f);"]],
  ["a type is left as it is", "type X = { readonly ok: true };", []],
])("%s", (_, text, broken) => {
  expect(brokenOf(text)).toEqual(broken);
});

it("tells where and what", () => {
  const [mutant] = mutateCode("a.ts", "\n\nif (\n  a(b)\n) c();");
  expect(mutant).toMatchObject({ line: 4, was: "a(b)", is: "!(a(b))" });
});
