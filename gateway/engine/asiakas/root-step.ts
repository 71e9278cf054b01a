import type { DocumentNode } from "graphql";
import type { GraphError } from "../../errors.ts";
import type { SubgraphAnswer } from "../../subgraph/index.ts";
import { toFetchCall } from "./fetch-call.ts";
import { createFindObjects, findPaths } from "./find-objects.ts";
import type { JsonObject } from "./json.ts";
import { copyOf, merge } from "./merge.ts";
import type { FetchNode } from "./plan.ts";
import { applyRewrites } from "./rewrite.ts";
import type { AskSubgraph, Run, Step } from "./run.ts";
import { pickVariables } from "./pick-variables.ts";
import { rootKeysOf } from "./root-keys.ts";
import type { IsOfType } from "./type-conditions.ts";

/** What steps of a plan are made with. */
export interface StepKit {
  readonly ask: AskSubgraph;
  readonly isOfType: IsOfType;
  /** Does a subgraph take one list of entities in a call, and no more. */
  readonly takesOneList: boolean;
}

/** A fetch of fields of a root type: its answer goes to the root, or to where a field leads back to the root. */
export function toRootStep(node: FetchNode, { ask, isOfType }: StepKit): Step {
  const call = toFetchCall(node);
  const pick = pickVariables(node.variables);
  const find = createFindObjects(node.at, isOfType);
  return async (run) => {
    const targets: JsonObject[] = [];
    find(run.data, targets);
    if (targets.length === 0) return;
    const answer = await ask(call, { values: pick(run.variables) }, run.scope);
    if (answer.data !== null) applyRewrites(node.outputRewrites, answer.data, isOfType);
    for (const [at, target] of targets.entries()) {
      if (answer.data !== null) merge(target, at === 0 ? answer.data : copyOf(answer.data), isOfType);
    }
    if (answer.errors.length > 0)
      run.errors.push(...placeErrors(answer, targets, { run, document: call.operation.document }));
  };
}

/** An error without a path concerns all that was asked: each field tells it. */
function placeErrors(
  { errors }: SubgraphAnswer,
  targets: readonly JsonObject[],
  { run, document }: { readonly run: Run; readonly document: DocumentNode },
): readonly GraphError[] {
  const paths = findPaths(run.data, new Set(targets));
  return targets.flatMap((target) => {
    const above = paths.get(target) ?? [];
    return errors.flatMap((error) =>
      error.path === undefined
        ? rootKeysOf(document).map((key) => ({ ...error, path: [...above, key] }))
        : [{ ...error, path: [...above, ...error.path] }],
    );
  });
}
