import { composeServices } from "@apollo/composition";
import { parse } from "graphql";
import { createEngine } from "../../gateway/engine/index.ts";
import type { Engine } from "../../gateway/engine/index.ts";
import type { GuardedCall } from "../../gateway/gate/index.ts";
import { createPolicy, readRuleTexts } from "../../gateway/policy/index.ts";
import type { RequestScope } from "../../gateway/subgraph/index.ts";
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

/** The ways to subgraphs that one graph's gate guards. */
type Guards = ReadonlyMap<string, GuardedCall>;

interface Shared {
  readonly engine: Promise<Engine>;
  users: number;
}

const engines = new Map<string, Shared>();
let usersAtStart = 0;

/** From now on engines stay open, for graphs that come later. */
export function keepEngines(): void {
  usersAtStart = 1;
}

const guardsOf = new WeakMap<RequestScope, Guards>();

/** An engine that several graphs of one supergraph use, each for its own requests; closed with the last of them. */
export async function obtainEngine(supergraphSdl: string, guards: Guards): Promise<Engine> {
  const shared = engines.get(supergraphSdl) ?? {
    engine: startEngine(supergraphSdl, [...guards.keys()]),
    users: usersAtStart,
  };
  engines.set(supergraphSdl, shared);
  shared.users += 1;
  const engine = await shared.engine;
  return {
    ...engine,
    execute(request) {
      guardsOf.set(request.scope, guards);
      return engine.execute(request);
    },
    async close() {
      shared.users -= 1;
      if (shared.users > 0) return;
      engines.delete(supergraphSdl);
      await engine.close();
    },
  };
}

function startEngine(supergraphSdl: string, names: readonly string[]): Promise<Engine> {
  const subgraphs = names.map((name): readonly [string, GuardedCall] => [
    name,
    (request, scope) => {
      const guard = guardsOf.get(scope)?.get(name);
      if (guard === undefined) throw new Error("a request of no graph");
      return guard(request, scope);
    },
  ]);
  return createEngine(engineOfTests, {
    planner: plannerOfTests,
    supergraphSdl,
    subgraphs: new Map(subgraphs),
    limits: unhurried,
    onPlannerEnded: (why) => {
      throw new Error(`planning ended: ${why}`);
    },
  });
}
