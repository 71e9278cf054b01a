import { toEntitySteps } from "./entity-step.ts";
import { neededFetches, onlyFetches } from "./incremental/needed-fetches.ts";
import type { Needs } from "./incremental/needed-fetches.ts";
import { toSharedStep } from "./incremental/shared-step.ts";
import type { LeanPlan } from "./lean-plan.ts";
import type { FetchNode, PlanNode, SubscriptionPlan } from "./plan.ts";
import { toEventStep, toRootStep } from "./root-step.ts";
import type { EventStep, StepKit } from "./root-step.ts";
import type { Run, Step } from "./run.ts";

/** A plan, ready to run. */
export interface CompiledPlan {
  /** All of it. */
  readonly run: Step;
  /**
   * What a part of the answer needs of it. Of several that run over the same `begun`, each fetch is made once, by the
   * first that comes to it.
   */
  runFor(needs: Needs): Step;
  /** Of a subscription: what opens it. The rest of the plan is run for each of its events. */
  readonly events?: EventStep;
}

/** What a plan is compiled with. */
export interface PlanKit extends StepKit {
  readonly lean: LeanPlan;
}

/** Turns a plan into functions, once: a run only calls them. */
export function compilePlan(plan: PlanNode | SubscriptionPlan | undefined, kit: PlanKit): CompiledPlan {
  if (plan?.kind === "subscription") {
    return { ...compilePlan(plan.rest, kit), events: toEventStep(plan.fetch, kit) };
  }
  if (plan === undefined) return { run: nothing, runFor: () => nothing };
  const shared = new Map<FetchNode, Step>();
  const toShared = (node: FetchNode): Step => {
    const step = shared.get(node) ?? toSharedStep(toFetchStep(node, kit));
    shared.set(node, step);
    return step;
  };
  const parts = new WeakMap<Needs, Step>();
  const compile = (node: PlanNode): Step => toStep(node, (each) => toFetchStep(each, kit));
  let runs = 0;
  let whole = compile(plan);
  return {
    run(run) {
      runs += 1;
      // What is asked once is not worth the work.
      if (runs === 2) whole = compile(kit.lean(plan));
      return whole(run);
    },
    runFor(needs) {
      const step = parts.get(needs) ?? toStepIfAny(onlyFetches(plan, neededFetches(plan, needs)), toShared);
      parts.set(needs, step);
      return step;
    },
  };
}

type ToFetchStep = (node: FetchNode) => Step;

const nothing: Step = () => undefined;

function toStepIfAny(node: PlanNode | undefined, toFetch: ToFetchStep): Step {
  return node === undefined ? nothing : toStep(node, toFetch);
}

function toStep(node: PlanNode, toFetch: ToFetchStep): Step {
  switch (node.kind) {
    case "fetch":
      return toFetch(node);
    case "sequence":
      return inSequence(node.nodes.map((each) => toStep(each, toFetch)));
    case "parallel":
      return inParallel(node.nodes.map((each) => toStep(each, toFetch)));
    case "condition":
  }
  const [ifTrue, ifFalse] = [toStepIfAny(node.ifTrue, toFetch), toStepIfAny(node.ifFalse, toFetch)];
  return (run) => (run.variables[node.variable] === true ? ifTrue(run) : ifFalse(run));
}

function toFetchStep(node: FetchNode, kit: StepKit): Step {
  if (node.entities.length === 0) return toRootStep(node, kit);
  if (node.inOrder !== true) return inParallel(toEntitySteps(node, kit));
  return inSequence(toEntitySteps(node, { ...kit, takesOneList: true }));
}

function inSequence(steps: readonly Step[]): Step {
  const [first] = steps;
  if (steps.length <= 1) return first ?? nothing;
  return async (run) => {
    for (const step of steps) {
      const pending = step(run);
      if (pending !== undefined) await pending;
    }
  };
}

function inParallel(steps: readonly Step[]): Step {
  const [first] = steps;
  if (steps.length <= 1) return first ?? nothing;
  return (run: Run) => {
    const pending = steps.flatMap((step) => step(run) ?? []);
    if (pending.length === 0) return undefined;
    return pending.length === 1 ? pending[0] : Promise.all(pending).then(() => undefined);
  };
}
