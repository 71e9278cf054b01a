import type { DocumentNode } from "graphql";
import type { GraphError } from "../../errors.ts";
import type { SubgraphAnswer, SubgraphEvents } from "../../subgraph/index.ts";
import { toFetchCall } from "./fetch-call.ts";
import type { FetchCall } from "./fetch-call.ts";
import { createFindObjects, findPaths } from "./find-objects.ts";
import type { JsonObject } from "./json.ts";
import { merge, mergeCopy } from "./merge.ts";
import type { FetchNode } from "./plan.ts";
import { addErrors } from "./only-lost.ts";
import { applyRewrites } from "./rewrite.ts";
import type { AskSubgraph, Run, Step, SubscribeSubgraph } from "./run.ts";
import { pickVariables } from "./pick-variables.ts";
import { rootKeysOf } from "./root-keys.ts";
import type { IsOfType, Types } from "./type-conditions.ts";

/** What steps of a plan are made with. */
export interface StepKit extends Types {
  readonly ask: AskSubgraph;
  readonly subscribe: SubscribeSubgraph;
  /** Does a subgraph take one list of entities in a call, and no more. */
  readonly takesOneList: boolean;
}

/** A fetch of fields of a root type: its answer goes to the root, or to where a field leads back to the root. */
export function toRootStep(node: FetchNode, { ask, isOfType }: StepKit): Step {
  const call = toFetchCall(node);
  const pick = pickVariables(node.variables);
  const find = createFindObjects(node.at, isOfType);
  const take = toTakeAnswer(node, call, isOfType);
  return async (run) => {
    const targets: JsonObject[] = [];
    find(run.data, targets);
    if (targets.length === 0) return;
    take(await ask(call, { values: pick(run.variables) }, run.scope), targets, run);
  };
}

/** Puts the answer of a fetch of root fields, and its errors, where it belongs. */
type TakeAnswer = (answer: SubgraphAnswer, targets: readonly JsonObject[], run: Run) => void;

function toTakeAnswer({ outputRewrites }: FetchNode, call: FetchCall, isOfType: IsOfType): TakeAnswer {
  return (answer, targets, run) => {
    if (answer.data !== null) applyRewrites(outputRewrites, answer.data, isOfType);
    for (const [at, target] of targets.entries()) {
      if (answer.data !== null) (at === targets.length - 1 ? merge : mergeCopy)(target, answer.data, isOfType);
    }
    if (answer.errors.length === 0) return;
    const { document } = call.operation;
    addErrors(answer.errors, (errors) => placeErrors(errors, targets, { run, document }), { data: answer.data, run });
  };
}

/** A subscription's own fetch: what opens it, and takes each of its events. */
export interface EventStep {
  open(run: Pick<Run, "variables" | "scope">): Promise<SubgraphEvents>;
  take(event: SubgraphAnswer, run: Run): void;
}

/** The fetch of a subscription, which is of one root field. */
export function toEventStep(node: FetchNode, { subscribe, isOfType }: StepKit): EventStep {
  const call = toFetchCall(node);
  const pick = pickVariables(node.variables);
  const take = toTakeAnswer(node, call, isOfType);
  return {
    open: ({ variables, scope }) => subscribe(call, { values: pick(variables) }, scope),
    take: (event, run) => take(event, [run.data], run),
  };
}

/** An error without a path concerns all that was asked: each field tells it. */
function placeErrors(
  errors: readonly GraphError[],
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
