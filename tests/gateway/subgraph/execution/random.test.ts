import fc from "fast-check";
import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { createDice, sides } from "../../../differential/dice.ts";
import { createBoth } from "./both.ts";
import { createRandomGraph } from "./random-graph.ts";
import { writeRandomOperation } from "./random-operation.ts";

const cases = Number(process.env["ASIAKAS_TAPAUKSIA"] ?? 400);
const schema = createRandomGraph();
const runBoth = createBoth(schema);

const choices = fc.array(fc.nat(sides - 1), { minLength: 40, maxLength: 400 });

function property(faults: number, promises: number) {
  return fc.asyncProperty(choices, fc.nat(1_000_000), async (numbers, seed) => {
    const { text, variables } = writeRandomOperation(schema, createDice(numbers));
    const document = parse(text);
    const makeContext = () => ({ seed, faults, promises });
    const { expected, got } = await runBoth({ document, variables, makeContext });
    expect(got, `${text}\n${JSON.stringify(variables)}`).toEqual(expected);
  });
}

describe("random operations give what graphql-js gives of them", () => {
  it("where resolvers give values", async () => {
    await fc.assert(property(0, 0), { numRuns: cases });
  });

  it("where some fail, in every way, one after another", async () => {
    await fc.assert(property(12, 0), { numRuns: cases });
  });

  it("where some give promises", async () => {
    await fc.assert(property(0, 30), { numRuns: cases });
  });

  it("where some give promises, and some fail", async () => {
    await fc.assert(property(8, 25), { numRuns: cases });
  });
});
