import { buildSchema } from "graphql";
import { expect, it } from "vitest";
import { createEngineShare } from "../../../gateway/engine/index.ts";
import type { Engine, EngineOptions, EngineRequest, LendEngine } from "../../../gateway/engine/index.ts";
import { createOperationReader, defaultLimits } from "../../../gateway/operation/index.ts";
import { requestScope } from "../subgraph/start-koe.ts";

const unhurried = { maxPlanningMs: 20_000, planningWaitMs: 20_000, maxPlannerMb: 256, maxPlanLength: 1024 };
const schema = buildSchema("type Query { koe: String }");
const read = createOperationReader({ schema, limits: defaultLimits });

function toRequest(): EngineRequest {
  const parsed = read("{ koe }", undefined);
  if (!parsed.ok) throw new Error("the operation can't be read");
  return { operation: parsed.operation, variables: {}, scope: requestScope() };
}

/** Makes engines that ask the one subgraph `koe`, and counts those made and closed. */
function createMaker() {
  const seen = { made: 0, closed: 0 };
  const create: LendEngine = async (_, { supergraphSdl, subgraphs }): Promise<Engine> => {
    if (supergraphSdl === "wrong") throw new Error("the supergraph does not load");
    seen.made += 1;
    const execute: Engine["execute"] = async ({ operation: { document }, scope }) => {
      const answer = await subgraphs.get("koe")?.({ document, variables: {} }, scope);
      return { data: answer?.data ?? null, errors: [] };
    };
    return {
      schema,
      planAhead: async () => undefined,
      subscribe: () => Promise.reject(new Error("nothing is subscribed to here")),
      execute,
      write: async (request) => ({ text: JSON.stringify((await execute(request)).data), errors: [] }),
      async close() {
        seen.closed += 1;
      },
    };
  };
  return { seen, lend: createEngineShare(create) };
}

const optionsOf = (nimi: string, changes: Partial<EngineOptions> = {}): EngineOptions => ({
  supergraphSdl: "sdl",
  subgraphs: new Map([["koe", async () => ({ data: { koe: nimi }, errors: [] })]]),
  limits: unhurried,
  onPlannerEnded: () => undefined,
  ...changes,
});

it("lends one engine for one supergraph, and each borrower's requests go to its own subgraphs", async () => {
  const { seen, lend } = createMaker();
  const [one, other] = [await lend("asiakas", optionsOf("ensimmäinen")), await lend("asiakas", optionsOf("toinen"))];
  const answers = await Promise.all([one, other, one].map((engine) => engine.execute(toRequest())));
  expect(answers.map(({ data }) => data?.["koe"])).toEqual(["ensimmäinen", "toinen", "ensimmäinen"]);
  expect(seen).toEqual({ made: 1, closed: 0 });
  await one.close();
  expect((await other.execute(toRequest())).data).toEqual({ koe: "toinen" });
  expect((await other.write(toRequest())).text).toBe('{"koe":"toinen"}');
  expect(seen.closed).toBe(0);
  await other.close();
  expect(seen.closed).toBe(1);
});

it("makes another for another kind, planner, supergraph, other subgraphs or other limits of planning", async () => {
  const { seen, lend } = createMaker();
  await lend("asiakas", optionsOf("a"));
  await lend("asiakas", optionsOf("a", { supergraphSdl: "toinen" }));
  await lend("asiakas", optionsOf("a", { subgraphs: new Map() }));
  await lend("asiakas", optionsOf("a", { limits: { ...unhurried, maxPlanningMs: 1 } }));
  await lend("apollo", optionsOf("a"));
  await lend("asiakas", optionsOf("a", { planner: "apollo" }));
  expect(seen.made).toBe(6);
});

it("makes a new one when the last borrower has given it back, or when it could not be made", async () => {
  const { seen, lend } = createMaker();
  await (await lend("asiakas", optionsOf("a"))).close();
  await lend("asiakas", optionsOf("a"));
  expect(seen).toEqual({ made: 2, closed: 1 });
  const wrong = optionsOf("a", { supergraphSdl: "wrong" });
  await expect(lend("asiakas", wrong)).rejects.toThrow("does not load");
  await expect(lend("asiakas", wrong)).rejects.toThrow("does not load");
});
