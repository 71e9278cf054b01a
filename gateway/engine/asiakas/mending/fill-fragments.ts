import { mapFetches } from "../plan.ts";
import type { PlanNode } from "../plan.ts";

/**
 * Gives a selection to fragments that have none: the native planner writes `... on E }` where of these objects only a key
 * is needed, which it has forgotten (`complete-keys.ts` asks it). Without one, the operation is no GraphQL.
 */
export function fillFragments(plan: PlanNode): PlanNode {
  return mapFetches(plan, (node) => {
    const operation = node.operation.replace(fragment, (found, isString: string | undefined) =>
      isString === undefined ? `${found}{__typename}` : found,
    );
    return operation === node.operation ? node : { ...node, operation };
  });
}

/** A text, which may hold anything; or a fragment with its conditions that no selection follows. */
const fragment = /("(?:[^"\\]|\\.)*")|\.\.\.\s*on\s+\w+(?:\s*@\w+\(if:\s*\$?\w+\))*(?!\s*[@{]|\w)/g;
