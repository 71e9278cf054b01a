import { composeServices } from "@apollo/composition";
import { parse } from "graphql";
import { createEngine, createEngineShare } from "../../gateway/engine/index.ts";
import type { Engine, EngineOptions, PlanningLimits } from "../../gateway/engine/index.ts";
import { createPolicy, readRuleTexts } from "../../gateway/policy/index.ts";
import { engineOfTests, plannerOfTests } from "../engine-of-tests.ts";
import { unhurried } from "./unhurried.ts";

/**
 * What many fixture graphs of one process have alike, and what costs most of their start: the composed supergraph, the
 * engine with its planner, and the policy. Nothing of the gate is here, so that the mutation tests can keep it for all mutants.
 */

/** The rules of this checkout. */
export const policyOfCheckout = createPolicy(readRuleTexts(new URL("../../schema/saannot/", import.meta.url)));

const composed = new Map<string, string>();

/** The supergraph of some subgraphs: name and whole text of each. */
export function compose(texts: readonly (readonly [name: string, text: string])[]): string {
  const key = JSON.stringify(texts);
  const known = composed.get(key);
  if (known !== undefined) return known;
  const { supergraphSdl, errors } = composeServices(
    texts.map(([name, text]) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(text) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(String).join("\n"));
  composed.set(key, supergraphSdl);
  return supergraphSdl;
}

const lend = createEngineShare(createEngine);
let isKept = false;

/** From now on engines stay open, for graphs that come later. */
export function keepEngines(): void {
  isKept = true;
}

/** An engine that several graphs of one supergraph use, each for its own requests; closed with the last of them. */
export async function obtainEngine(
  options: Pick<EngineOptions, "supergraphSdl" | "subgraphs">,
  limits: Partial<PlanningLimits> = {},
): Promise<Engine> {
  const whole: EngineOptions = {
    ...options,
    planner: plannerOfTests,
    limits: { ...unhurried, ...limits },
    onPlannerEnded: (why) => {
      throw new Error(`planning ended: ${why}`);
    },
  };
  // One borrower that never gives back keeps it open.
  if (isKept) await lend(engineOfTests, whole);
  return lend(engineOfTests, whole);
}
