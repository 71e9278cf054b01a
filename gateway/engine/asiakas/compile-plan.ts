import { toEntitySteps } from "./entity-step.ts";
import type { FetchNode, PlanNode } from "./plan.ts";
import { toRootStep } from "./root-step.ts";
import type { StepKit } from "./root-step.ts";
import type { Run, Step } from "./run.ts";

/** Turns a plan into functions, once: a run only calls them. */
export function compilePlan(node: PlanNode | undefined, kit: StepKit): Step {
  return node === undefined ? nothing : toStep(node, kit);
}

const nothing: Step = () => undefined;

function toStep(node: PlanNode, kit: StepKit): Step {
  switch (node.kind) {
    case "fetch":
      return toFetchStep(node, kit);
    case "sequence":
      return inSequence(node.nodes.map((each) => toStep(each, kit)));
    case "parallel":
      return inParallel(node.nodes.map((each) => toStep(each, kit)));
    case "condition":
  }
  const [ifTrue, ifFalse] = [compilePlan(node.ifTrue, kit), compilePlan(node.ifFalse, kit)];
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
