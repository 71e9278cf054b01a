import { expect, it } from "vitest";
import type { Planner } from "../../../../gateway/engine/planner/planner.ts";
import { createTwoPlanners, unfit } from "../../../../gateway/engine/planner/second-planner.ts";

interface Plan {
  readonly of: string;
}

/** A planner that gives what it is told, and keeps what it was asked. */
function plannerOf<Made>(plans: Readonly<Record<string, Made>>): Planner<Made> & { readonly asked: string[] } {
  const asked: string[] = [];
  const plan: Planner<Made>["plan"] = async (text) => {
    asked.push(text);
    const found = plans[text];
    if (found !== undefined) return { ok: true, plan: found };
    if (text === "busy") return { ok: false, error: { code: "OVERLOADED", parameters: {} } };
    return { ok: false, error: { code: "OPERATION_NOT_PLANNED", parameters: {} } };
  };
  const close = async (): Promise<void> => void asked.push("closed");
  return { asked, plan, planAhead: plan, close };
}

it("the second plans what the first has no fit plan for, and is started once, when it is needed", async () => {
  const first = plannerOf<Plan | typeof unfit>({ a: { of: "a" }, b: unfit });
  const second = plannerOf<Plan>({ b: { of: "b by the second" } });
  let starts = 0;
  const both = createTwoPlanners(first, async () => {
    starts += 1;
    return second;
  });
  expect(await both.plan("a")).toEqual({ ok: true, plan: { of: "a" } });
  expect(await both.plan("busy")).toMatchObject({ ok: false, error: { code: "OVERLOADED" } });
  expect(starts).toBe(0);
  expect(await both.plan("b")).toEqual({ ok: true, plan: { of: "b by the second" } });
  expect(await both.planAhead("b")).toEqual({ ok: true, plan: { of: "b by the second" } });
  expect(starts).toBe(1);
  await both.close();
  expect(second.asked).toEqual(["b", "b", "closed"]);
  expect(first.asked.at(-1)).toBe("closed");
});

it("what neither plans is refused", async () => {
  const both = createTwoPlanners(plannerOf<Plan | typeof unfit>({ a: unfit }), async () => plannerOf<Plan>({}));
  expect(await both.plan("a")).toEqual({ ok: false, error: { code: "OPERATION_NOT_PLANNED", parameters: {} } });
  await both.close();
});

it("one that could not be started is started anew by the next operation", async () => {
  let starts = 0;
  const both = createTwoPlanners(plannerOf<Plan | typeof unfit>({ b: unfit }), async () => {
    starts += 1;
    if (starts === 1) throw new Error("no memory");
    return plannerOf<Plan>({ b: { of: "b" } });
  });
  await expect(both.plan("b")).rejects.toThrow("no memory");
  expect(await both.plan("b")).toEqual({ ok: true, plan: { of: "b" } });
  await both.close();
});
