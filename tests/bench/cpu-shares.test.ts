import type { Profiler } from "node:inspector";
import { expect, it } from "vitest";
import { sharesOf, stepsOf } from "../../bench/cpu-shares.ts";

type Frame = readonly [functionName: string, url: string];

/** A profile of one stack, outermost first, with a sample of one millisecond in each of its frames. */
function toProfile(...stack: readonly Frame[]): Profiler.Profile {
  return {
    startTime: 0,
    endTime: stack.length * 1000,
    nodes: stack.map(([functionName, url], at) => ({
      id: at + 1,
      callFrame: { functionName, url, scriptId: "0", lineNumber: 0, columnNumber: 0 },
      ...(at + 1 < stack.length ? { children: [at + 2] } : {}),
    })),
    samples: stack.map((_, at) => at + 1),
    timeDeltas: stack.map(() => 1000),
  };
}

const profile = toProfile(
  ["(root)", ""],
  ["execute", "file:///koe/gateway/engine/apollo.ts"],
  ["executeQueryPlan", "file:///koe/node_modules/@apollo/gateway/dist/executeQueryPlan.js"],
  ["judge", "file:///koe/gateway/gate/gate.ts"],
  ["sql", "file:///koe/subgraphs/crm/client.ts"],
  ["query", "file:///koe/node_modules/pg/lib/client.js"],
  ["(idle)", ""],
);

it("lets each step pay for the packages it called, @apollo/gateway being one of them", () => {
  expect(Object.fromEntries(stepsOf(profile).map(({ step, share }) => [step, share]))).toEqual({
    "the rest (sockets, event loop, garbage collection)": 1 / 6,
    engine: 2 / 6,
    gate: 1 / 6,
    subgraphs: 2 / 6,
  });
});

it("tells whose code ran, idle time left out", () => {
  expect(Object.fromEntries(sharesOf(profile).map(({ owner, share }) => [owner, share]))).toEqual({
    node: 1 / 6,
    gateway: 2 / 6,
    "@apollo": 1 / 6,
    subgraphs: 1 / 6,
    "undici and pg": 1 / 6,
  });
});
