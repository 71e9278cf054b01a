import { describe, expect, it } from "vitest";
import { readApolloPlan } from "../../../../gateway/engine/asiakas/read-apollo-plan.ts";
import { readNativePlan } from "../../../../gateway/engine/asiakas/read-native-plan.ts";

describe.each([
  ["hive", readNativePlan],
  ["apollo", readApolloPlan],
])("a plan of %s", (_planner, read) => {
  it("may fetch nothing", () => {
    expect(read('{"kind":"QueryPlan"}')).toBeUndefined();
  });

  it.each(["Defer", "Toinen"])("that holds %s is refused: no operation here may", (kind) => {
    expect(() => read(JSON.stringify({ kind: "QueryPlan", node: { kind } }))).toThrow(`a plan holds ${kind}`);
  });

  it.each(["null", "{}", '{"kind":"Plan"}', "[]"])("is no %s", (json) => {
    expect(() => read(json)).toThrow("the planner wrote no query plan");
  });
});
