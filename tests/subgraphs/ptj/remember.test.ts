import { expect, it } from "vitest";
import { failed, ok } from "../../../gateway/source/index.ts";
import type { SourceResult } from "../../../gateway/source/index.ts";
import { createRemembered } from "../../../subgraphs/ptj/remember.ts";
import type { Held } from "../../../subgraphs/ptj/remember.ts";
import type { PtjScope } from "../../../subgraphs/ptj/scope.ts";

/** Of a request, all that is looked at here is its moment. */
const at = (ms: number): PtjScope => ({ nyt: new Date(ms) }) as PtjScope;

it("asks once until the value ends, and once again when it is forgotten", async () => {
  let asked = 0;
  const remembered = createRemembered(async ({ nyt }) => {
    asked += 1;
    return ok({ value: asked, until: nyt.getTime() + 100 });
  });
  expect(await remembered.get(at(0))).toEqual(ok(1));
  expect(await remembered.get(at(99))).toEqual(ok(1));
  expect(await remembered.get(at(100))).toEqual(ok(2));
  remembered.forget();
  expect(await remembered.get(at(100))).toEqual(ok(3));
});

it("is asked once for those who come together", async () => {
  const answers: ((answer: SourceResult<Held<string>>) => void)[] = [];
  const remembered = createRemembered<string>(() => new Promise((resolve) => answers.push(resolve)));
  const both = [remembered.get(at(0)), remembered.get(at(0))];
  expect(answers).toHaveLength(1);
  answers[0]?.(ok({ value: "a", until: 1 }));
  expect(await Promise.all(both)).toEqual([ok("a"), ok("a")]);
});

it("keeps no failure, and lets one who shared it ask", async () => {
  let refuse: (answer: SourceResult<Held<string>>) => void = () => undefined;
  const answers = [
    new Promise<SourceResult<Held<string>>>((resolve) => {
      refuse = resolve;
    }),
    Promise.resolve(ok({ value: "b", until: 1 })),
  ];
  const remembered = createRemembered<string>(() => answers.shift() ?? Promise.resolve(failed("invalid", "too many")));
  const first = remembered.get(at(0));
  const second = remembered.get(at(0));
  refuse(failed("timeout", "the first one's deadline"));
  expect(await first).toMatchObject({ ok: false });
  expect(await second).toEqual(ok("b"));
});
