import { expect, it } from "vitest";
import { UnplannedError } from "../../../../gateway/engine/planner/planner.ts";
import type { Planner } from "../../../../gateway/engine/planner/planner.ts";
import { createTwoPlanners, Unfit } from "../../../../gateway/engine/planner/second-planner.ts";

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
    throw new UnplannedError("none");
  };
  const close = async (): Promise<void> => void asked.push("closed");
  return { asked, plan, planAhead: plan, close };
}

it("the second plans what the first has no fit plan for, and is started once, when it is needed", async () => {
  const first = plannerOf<Plan | Unfit<Plan>>({ a: { of: "a" }, b: new Unfit() });
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

it("an incomplete plan of the first is run where the second has none", async () => {
  const first = plannerOf<Plan | Unfit<Plan>>({ a: new Unfit({ of: "half of a" }), b: new Unfit() });
  const both = createTwoPlanners(first, async () => plannerOf<Plan>({}));
  expect(await both.plan("a")).toEqual({ ok: true, plan: { of: "half of a" } });
  await expect(both.plan("b")).rejects.toThrow(UnplannedError);
  await both.close();
});

it("one that could not be started is started anew by the next operation", async () => {
  let starts = 0;
  const both = createTwoPlanners(plannerOf<Plan | Unfit<Plan>>({ b: new Unfit({ of: "half of b" }) }), async () => {
    starts += 1;
    if (starts === 1) throw new Error("no memory");
    return plannerOf<Plan>({ b: { of: "b" } });
  });
  await expect(both.plan("b")).rejects.toThrow("no memory");
  expect(await both.plan("b")).toEqual({ ok: true, plan: { of: "b" } });
  await both.close();
});
