import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { createProcessPlanner } from "../../../../gateway/engine/planner/planner.ts";
import type { Planner } from "../../../../gateway/engine/planner/planner.ts";
import { PlannerMissingError } from "../../../../gateway/engine/planner/planner-worker.ts";
import { typescriptArgs } from "../../../../scripts/typescript/args.ts";
import { unhurried } from "../../unhurried.ts";
import { startSupergraph } from "../start-supergraph.ts";
import { isThere } from "./is-there.ts";

interface Telling {
  readonly pid: number;
  readonly env: readonly string[];
}

const opened: Planner<Telling>[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((planner) => planner.close()));
});

async function start(ends: string[] = [], limits = {}, supergraphSdl = ""): Promise<Planner<Telling>> {
  const planner = await createProcessPlanner({
    entry: new URL("telling-process.mjs", import.meta.url),
    supergraphSdl,
    read: (json) => JSON.parse(json) as Telling,
    onEnded: (why) => ends.push(why),
    limits: { ...unhurried, ...limits },
  });
  opened.push(planner);
  return planner;
}

async function tell(planner: Planner<Telling>, text: string): Promise<Telling> {
  const result = await planner.plan(text);
  if (!result.ok) throw new Error(result.error.code);
  return result.plan;
}

describe("a planner in a process of its own", () => {
  it("is no part of this one, sees no environment, and is gone when it is closed", async () => {
    const planner = await start();
    const { pid, env } = await tell(planner, "{ a }");
    expect(pid).not.toBe(process.pid);
    expect(env.filter((name) => !name.startsWith("NODE_CHANNEL"))).toEqual([]);
    await planner.close();
    expect(await isThere(pid)).toBe(false);
  });

  it("is ended at the limit, however deep in machine code it is, and another plans on", async () => {
    const ends: string[] = [];
    const planner = await start(ends, { maxPlanningMs: 300 });
    const { pid } = await tell(planner, "{ a }");
    expect(await planner.plan("{ loputon }")).toEqual({
      ok: false,
      error: { code: "OPERATION_TOO_COMPLEX", parameters: { saanto: "suunnittelu", raja: 300 } },
    });
    expect((await tell(planner, "{ b }")).pid).not.toBe(pid);
    expect([ends, await isThere(pid)]).toEqual([["aika"], false]);
  });

  it("that ends itself takes one operation with it, and no more", async () => {
    const ends: string[] = [];
    const planner = await start(ends);
    expect(await planner.plan("{ kaatuu }")).toMatchObject({ ok: false, error: { code: "OPERATION_NOT_PLANNED" } });
    expect((await tell(planner, "{ a }")).env).toBeDefined();
    // Not tried again at once: each time would cost the others a process.
    expect(await planner.plan("{ kaatuu }")).toMatchObject({ ok: false, error: { code: "OPERATION_NOT_PLANNED" } });
    expect(ends).toEqual(["virhe"]);
  });

  it("ends with the one that started it, also in the middle of a search without an end", async () => {
    const owner = fork(fileURLToPath(new URL("planner-owner.ts", import.meta.url)), { execArgv: [...typescriptArgs] });
    const [pid] = (await once(owner, "message")) as [number];
    // It is deep in its search by then.
    await new Promise((resolve) => setTimeout(resolve, 300));
    owner.kill("SIGKILL");
    expect(await isThere(pid)).toBe(false);
  });

  it("says where the machine has none", async () => {
    await expect(start([], {}, "puuttuu")).rejects.toThrow(PlannerMissingError);
  });
});

it("an operation on which the native planner panics is planned by the other one, and the next again by it", async () => {
  const e = { __typename: "E", id: "1", k: "k1", s: "s1", t: "t1" };
  const running = await startSupergraph(
    {
      a: {
        schema: `type E @key(fields: "id") { id: ID! s: String }`,
        resolvers: { E: { __resolveReference: () => e } },
      },
      b: { schema: `type Query { e: E } type E @key(fields: "id") { id: ID! }`, resolvers: { Query: { e: () => e } } },
      d: {
        schema: `type E @key(fields: "id") @key(fields: "k") { id: ID! k: ID! s: String @external t: String @requires(fields: "s") }`,
        resolvers: { E: { __resolveReference: () => e } },
      },
    },
    { planner: "hive" },
  );
  try {
    expect(await running.ask("{ e { t } }")).toEqual({ data: { e: { t: "t1" } } });
    expect(await running.ask("{ e { s } }")).toEqual({ data: { e: { s: "s1" } } });
  } finally {
    await running.close();
  }
});
