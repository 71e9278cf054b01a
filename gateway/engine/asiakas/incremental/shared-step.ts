import type { GraphError } from "../../../errors.ts";
import type { Begun, Run, Step } from "../run.ts";

/** A step that several runs over the same data share: it is made once, and each of them has its errors. */
export function toSharedStep(step: Step): Step {
  return async (run) => {
    const { begun = new Map<Step, Begun>() } = run;
    const own = begun.get(step) ?? begin(step, run);
    begun.set(step, own);
    await own.done;
    run.errors.push(...own.errors);
  };
}

function begin(step: Step, run: Run): Begun {
  // What failed before it is the reason of what it can't ask.
  const before = run.errors.length;
  const all = [...run.errors];
  const errors: GraphError[] = [];
  const make = async (): Promise<void> => {
    await step({ ...run, errors: all });
    errors.push(...all.slice(before));
  };
  return { done: make(), errors };
}
