import { describe, expect, it } from "vitest";
import { runCases } from "./run-cases.ts";
import type { CaseOptions } from "./run-cases.ts";

const seed = Number(process.env["ASIAKAS_SIEMEN"] ?? 20_261_126);
const cases = Number(process.env["ASIAKAS_TAPAUKSIA"] ?? 1600);

async function expectClean(options: Omit<CaseOptions, "seed">): Promise<void> {
  const result = await runCases({ seed, ...options });
  expect(result.found ?? "no difference").toBe("no difference");
  expect(result.cases).toBeGreaterThanOrEqual(options.cases);
  // Worlds that do not compose, and operations that the planner refuses, test nothing: there must be few.
  expect(result.discards).toBeLessThanOrEqual(1 + result.worlds / 10);
  expect(result.unplanned).toBeLessThanOrEqual(3 + result.cases / 20);
}

describe("random operations over random supergraphs are answered as one schema would that holds all", () => {
  it("by the native planner, all lists of entities of a fetch in one call", async () => {
    await expectClean({ cases, perWorld: 120, planner: "hive", takesManyLists: true, withFaults: false });
  }, 600_000);

  it("by the native planner, one list of entities in a call, each call executed as graphql-js does", async () => {
    const options = { planner: "hive", takesManyLists: false, executedBy: "both" } as const;
    await expectClean({ cases: cases / 4, perWorld: 80, withFaults: false, ...options });
  }, 600_000);

  it("by Apollo's planner, without arguments in @requires", async () => {
    await expectClean({ cases: cases / 40, perWorld: 50, planner: "apollo", takesManyLists: true, withFaults: false });
  }, 600_000);

  it("and where a subgraph fails, in any way, with nulls as GraphQL says, each with its error", async () => {
    const options = { planner: "hive", takesManyLists: true, executedBy: "both" } as const;
    await expectClean({ cases: cases / 40, perWorld: 30, withFaults: true, ...options });
  }, 600_000);
});
