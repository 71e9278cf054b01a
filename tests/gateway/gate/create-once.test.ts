import { expect, it } from "vitest";
import { createOnce, createOnceOf } from "../../../gateway/gate/create-once.ts";

it("makes a thing once for each key, of what came with the key first", () => {
  const once = createOnce((key: string, given: number) => ({ key, given }));
  const first = once("a", 1);
  expect(first).toEqual({ key: "a", given: 1 });
  expect(once("a", 2)).toBe(first);
  expect(once("b", 3)).toEqual({ key: "b", given: 3 });
});

it("makes a thing once for each object", () => {
  const once = createOnceOf((key: { readonly name: string }) => ({ key }));
  const [one, alike] = [{ name: "a" }, { name: "a" }];
  expect(once(one)).toEqual({ key: one });
  expect(once(one)).toBe(once(one));
  expect(once(alike)).not.toBe(once(one));
});
