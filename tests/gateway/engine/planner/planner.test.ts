import { readFileSync } from "node:fs";
import { parse, print } from "graphql";
import { afterEach, describe, expect, it } from "vitest";
import { createProcessPlanner, UnplannedError } from "../../../../gateway/engine/planner/planner.ts";
import type { Planner, ProcessPlannerOptions, PlanResult } from "../../../../gateway/engine/planner/planner.ts";
import { readPlan } from "../../../../gateway/engine/planner/read-plan.ts";
import { unhurried } from "../../unhurried.ts";
import { isThere } from "./is-there.ts";

const own = new URL("../../../../gateway/engine/planner/apollo-planner.mjs", import.meta.url);
const endless = new URL("endless-process.mjs", import.meta.url);
const supergraphSdl = readFileSync(new URL("../../../../schema/supergraph.graphql", import.meta.url), "utf8");

const tooComplex = (saanto: string, raja: number): PlanResult<never> => ({
  ok: false,
  error: { code: "OPERATION_TOO_COMPLEX", parameters: { saanto, raja } },
});
const notPlanned = (cause: string): unknown => ({
  ok: false,
  error: { code: "OPERATION_NOT_PLANNED", parameters: {}, cause: new Error(cause) },
});
const overloaded = { ok: false, error: { code: "OVERLOADED", parameters: {} } };

/** An operation as a planner takes it. */
const operationOf = (text: string): string => print(parse(text));

/** A planner whose process echoes texts, and never answers some. */
interface Echo extends Planner<unknown> {
  /** Why processes were ended. */
  readonly ends: readonly string[];
  /** Texts that the process has planned. */
  readonly read: readonly string[];
}

const opened: Planner<unknown>[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((planner) => planner.close()));
});

async function start(
  options: Partial<Omit<ProcessPlannerOptions<unknown>, "limits">> = {},
  limits = {},
): Promise<Echo> {
  const [ends, read]: [string[], string[]] = [[], []];
  const planner = await createProcessPlanner<unknown>({
    entry: endless,
    supergraphSdl: "",
    read(json) {
      read.push(json);
      return JSON.parse(json);
    },
    onEnded: (why) => ends.push(why),
    maxHeapMb: 64,
    ...options,
    limits: { ...unhurried, ...limits },
  });
  opened.push(planner);
  return { ...planner, ends, read };
}

describe("the planner in JavaScript, in its own process", () => {
  it("plans, and each fetch of the plan has its document", async () => {
    const planner = await start({ entry: own, supergraphSdl, read: readPlan, maxHeapMb: 512 });
    const result = await planner.plan(operationOf("query Oma { mina { laakekatto { vuosi } } }"));
    if (!result.ok) throw new Error(result.error.code);
    expect(result.plan).toMatchObject({ kind: "QueryPlan", node: { kind: "Sequence" } });
    const text = JSON.stringify(result.plan);
    expect(text.match(/"kind":"Fetch"/g)).toHaveLength(2);
    expect(text.match(/"operationDocumentNode":{"kind":"Document"/g)).toHaveLength(2);
  });

  it("does not start on a supergraph that does not load, and tells why", async () => {
    await expect(start({ entry: own, supergraphSdl: "type Query { rikki: " })).rejects.toThrow(/Syntax Error/);
    await expect(start({ entry: own, supergraphSdl: "type Query { a: Int }" })).rejects.toThrow(/supergraph/i);
    await expect(start({ supergraphSdl: "virheellinen" })).rejects.toThrow("this supergraph is none");
  });
});

describe("what is planned", () => {
  it("is planned once, however many ask at once and later, and however it is spelt", async () => {
    const planner = await start();
    const [one, other] = [operationOf("{ a b }"), operationOf("{ a,   b } # sama")];
    const results = await Promise.all([planner.plan(one), planner.plan(other), planner.plan(one)]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
    await planner.plan(operationOf("{ a b }"));
    expect(planner.read).toHaveLength(1);
    await planner.plan(operationOf("{ b a }"));
    expect(planner.read).toHaveLength(2);
  });

  it("is refused when the plan is larger than it may be", async () => {
    const planner = await start({}, { maxPlanLength: 40 });
    const wide = operationOf(`{ ${"kentta ".repeat(40)} }`);
    expect(await planner.plan(wide)).toEqual(tooComplex("suunnitelma", 40));
    expect(await planner.plan(operationOf("{ a }"))).toMatchObject({ ok: true });
  });

  it("is refused when the planner throws or answers what is no plan", async () => {
    const planner = await start();
    expect(await planner.plan(operationOf("{ heittaa }"))).toEqual(notPlanned("no plan of this"));
    expect(await planner.plan(operationOf("{ outo }"))).toEqual(
      notPlanned("the planner answered in no form that is known"),
    );
    expect(await planner.plan(operationOf("{ a }"))).toMatchObject({ ok: true });
    expect(planner.ends).toEqual([]);
  });

  it("is refused when what was planned may not be run, for half a minute unplanned", async () => {
    let [nowMs, reads] = [0, 0];
    const cause = new UnplannedError("half a plan");
    const read = (): never => {
      reads += 1;
      throw cause;
    };
    const planner = await start({ nowMs: () => nowMs, read });
    for (const at of [0, 29_999, 30_001]) {
      nowMs = at;
      const error = { code: "OPERATION_NOT_PLANNED", parameters: {}, cause };
      expect(await planner.plan(operationOf("{ a }"))).toEqual({ ok: false, error });
    }
    expect(reads).toBe(2);
  });
});

describe("planning that does not end", () => {
  it("is ended at the limit while this thread goes on, and the next operation is planned by another", async () => {
    const planner = await start({}, { maxPlanningMs: 50 });
    const late = planner.plan(operationOf("{ loputon }"));
    // Comes while the endless one is planned, and waits.
    const next = planner.plan(operationOf("{ seuraava }"));
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    expect(await late).toEqual(tooComplex("suunnittelu", 50));
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
    expect(await next).toMatchObject({ ok: true });
    expect(planner.ends).toEqual(["aika"]);
  });

  it("is ended once: the same operation is refused for half a minute unplanned, then tried again", async () => {
    let nowMs = 0;
    const planner = await start({ nowMs: () => nowMs }, { maxPlanningMs: 50 });
    const endlessOne = operationOf("{ loputon }");
    for (const at of [0, 1, 29_999]) {
      nowMs = at;
      expect(await planner.plan(endlessOne)).toEqual(tooComplex("suunnittelu", 50));
    }
    expect(planner.ends).toEqual(["aika"]);
    nowMs = 30_001;
    expect(await planner.plan(endlessOne)).toEqual(tooComplex("suunnittelu", 50));
    expect(planner.ends).toEqual(["aika", "aika"]);
  });

  it("lets what is known be given meanwhile, and refuses what waited too long", async () => {
    const planner = await start({}, { maxPlanningMs: 20_000, planningWaitMs: 50 });
    const known = operationOf("{ tuttu }");
    await planner.plan(known);
    const held = planner.plan(operationOf("{ loputon }"));
    expect(await planner.plan(operationOf("{ uusi }"))).toEqual(overloaded);
    expect(await planner.plan(known)).toMatchObject({ ok: true });
    await planner.close();
    expect(await held).toEqual(overloaded);
  });

  it("is ended by its memory too", async () => {
    const planner = await start({ maxHeapMb: 16 }, { maxPlannerMb: 16 });
    expect(await planner.plan(operationOf("{ muisti }"))).toEqual(tooComplex("suunnittelumuisti", 16));
    expect(await planner.plan(operationOf("{ a }"))).toMatchObject({ ok: true });
    expect(planner.ends).toEqual(["muisti"]);
  });
});

it("starts another process when one ends by itself", async () => {
  const planner = await start();
  expect(await planner.plan(operationOf("{ kaatuu }"))).toMatchObject({ error: { code: "OPERATION_NOT_PLANNED" } });
  expect(await planner.plan(operationOf("{ a }"))).toMatchObject({ ok: true });
  expect(planner.ends).toEqual(["virhe"]);
});

it("keeps a plan that was made ahead, whatever comes after it", async () => {
  const planner = await start({}, { maxPlanLength: 1024 * 1024 });
  const ahead = operationOf("{ ennalta }");
  expect(await planner.planAhead(ahead)).toMatchObject({ ok: true });
  // Forty plans of 900 KB: more than is kept.
  const long = "b".repeat(900_000);
  for (const at of Array.from({ length: 40 }, (_, index) => index)) await planner.plan(`{ a${at} ${long} }`);
  const before = planner.read.length;
  await planner.plan(ahead);
  expect(planner.read).toHaveLength(before);
  // The first of the others has made room.
  await planner.plan(`{ a0 ${long} }`);
  expect(planner.read).toHaveLength(before + 1);
});

it("leaves no process when it is closed, idle, busy, or between two processes", async () => {
  const pidOf = async (planner: Planner<unknown>): Promise<number> => {
    const result = await planner.plan(operationOf("{ mika }"));
    return result.ok ? Number(result.plan) : 0;
  };
  const idle = await start();
  const pids = [await pidOf(idle)];
  await idle.close();
  const busy = await start();
  pids.push(await pidOf(busy));
  const held = busy.plan(operationOf("{ loputon }"));
  await busy.close();
  expect(await held).toEqual(overloaded);
  const between = await start({}, { maxPlanningMs: 500 });
  pids.push(await pidOf(between));
  await between.plan(operationOf("{ loputon }"));
  await between.close();
  expect(new Set(pids).size).toBe(3);
  expect(pids.every((pid) => pid > 0)).toBe(true);
  expect(await Promise.all(pids.map(isThere))).toEqual([false, false, false]);
  expect(await between.plan(operationOf("{ a }"))).toEqual(overloaded);
});
