import { expect, it } from "vitest";
import { createRequestMemory } from "../../../gateway/subgraph/request-memory.ts";
import { requestScope } from "./start-koe.ts";

it("knows of a request what was kept of it, and of no other", () => {
  const memory = createRequestMemory<string>();
  const [scope, other] = [requestScope(), requestScope()];
  memory.keep(scope, "oma");
  expect([memory.of(scope), memory.of(other)]).toEqual(["oma", undefined]);
});

it("knows nothing of a copy of a request, which may be another asker's", () => {
  const memory = createRequestMemory<string>();
  const scope = requestScope();
  memory.keep(scope, "oma");
  expect(memory.of({ ...scope })).toBeUndefined();
  expect(Object.keys(scope)).toEqual(Object.keys(requestScope()));
});

it("does not mix two memories of one request", () => {
  const [one, two] = [createRequestMemory<string>(), createRequestMemory<string>()];
  const scope = requestScope();
  one.keep(scope, "yksi");
  two.keep(scope, "kaksi");
  expect([one.of(scope), two.of(scope)]).toEqual(["yksi", "kaksi"]);
});

it("makes what is not there once, and keeps it", () => {
  const memory = createRequestMemory<{ readonly number: number }>();
  const [scope, other] = [requestScope(), requestScope()];
  let number = 0;
  const make = () => ({ number: (number += 1) });
  expect([memory.obtain(scope, make), memory.obtain(scope, make), memory.of(scope)]).toEqual(
    Array.from({ length: 3 }, () => ({ number: 1 })),
  );
  expect(memory.obtain(other, make)).toEqual({ number: 2 });
});
