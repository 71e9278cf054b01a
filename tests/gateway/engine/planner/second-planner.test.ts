import { expect, it } from "vitest";
import type { Planner } from "../../../../gateway/engine/planner/planner.ts";
import { createTwoPlanners, unfit } from "../../../../gateway/engine/planner/second-planner.ts";

/** A planner that gives what it is told, and keeps what it was asked. */
function plannerOf<Plan>(plans: Readonly<Record<string, Plan>>): Planner<Plan> & { readonly asked: string[] } {
  const asked: string[] = [];
  const plan: Planner<Plan>["plan"] = async (text) => {
    asked.push(text);
    const found = plans[text];
    return found === undefined
      ? { ok: false, error: { code: "OVERLOADED", parameters: {} } }
      : { ok: true, plan: found };
  };
  return { asked, plan, planAhead: plan, close: () => Promise.resolve(asked.push("closed")).then(() => undefined) };
}

it("the second plans what the first has no fit plan for, and is started once, when it is needed", async () => {
  const first = plannerOf<string>({ a: "plan of a", b: unfit });
  const second = plannerOf<string>({ b: "another plan of b" });
  let starts = 0;
  const both = createTwoPlanners(first, () => Promise.resolve(second).finally(() => (starts += 1)));
  expect(await both.plan("a")).toEqual({ ok: true, plan: "plan of a" });
  expect(starts).toBe(0);
  expect(await both.plan("b")).toEqual({ ok: true, plan: "another plan of b" });
  expect(await both.planAhead("b")).toEqual({ ok: true, plan: "another plan of b" });
  // What the first refuses is refused.
  expect(await both.plan("c")).toMatchObject({ ok: false, error: { code: "OVERLOADED" } });
  expect(starts).toBe(1);
  await both.close();
  expect(second.asked).toEqual(["b", "b", "closed"]);
  expect(first.asked.at(-1)).toBe("closed");
});

it("one that could not be started is started anew by the next operation", async () => {
  const second = plannerOf<string>({ b: "plan" });
  const starts = [Promise.reject<typeof second>(new Error("no memory")), Promise.resolve(second)];
  const both = createTwoPlanners<string>(
    plannerOf<string>({ b: unfit }),
    () => starts.shift() ?? Promise.reject(new Error("a third")),
  );
  await expect(both.plan("b")).rejects.toThrow("no memory");
  expect(await both.plan("b")).toEqual({ ok: true, plan: "plan" });
  await both.close();
});
