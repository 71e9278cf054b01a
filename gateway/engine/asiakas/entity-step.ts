import type { GraphError } from "../../errors.ts";
import type { SubgraphAnswer } from "../../subgraph/index.ts";
import { toFetchCall, toSingleCalls } from "./fetch-call.ts";
import type { FetchCall } from "./fetch-call.ts";
import { findPaths } from "./find-objects.ts";
import { gather, toList, toListText, toReadyPart } from "./gather.ts";
import type { Gathered, ReadyPart } from "./gather.ts";
import { isJsonObject } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { merge, mergeCopy } from "./merge.ts";
import { pickVariables } from "./pick-variables.ts";
import { addErrors, addLost } from "./only-lost.ts";
import type { PlaceErrors } from "./only-lost.ts";
import type { FetchNode } from "./plan.ts";
import { applyRewrites } from "./rewrite.ts";
import { entityKeysOf } from "./root-keys.ts";
import type { StepKit } from "./root-step.ts";
import type { FetchVariables, Run, Step } from "./run.ts";
import type { IsOfType } from "./type-conditions.ts";

/** Fetches of entities: each distinct one is asked once, however many objects of the answer are it. */
export function toEntitySteps(node: FetchNode, kit: StepKit): readonly Step[] {
  const parts = node.entities.map((part) => toReadyPart(part, kit));
  if (!kit.takesOneList || (parts.length === 1 && parts[0]?.variable === "representations")) {
    return [toEntityStep({ call: toFetchCall(node), parts, pick: toPick(node, parts) }, kit)];
  }
  return toSingleCalls(node).flatMap((call, at) => {
    const part = parts[at];
    if (part === undefined) return [];
    const own = [{ ...part, alias: "_entities", variable: "representations" }];
    return [toEntityStep({ call, parts: own, pick: toPick(node, own) }, kit)];
  });
}

function toPick({ variables }: FetchNode, parts: readonly ReadyPart[]): EntityFetch["pick"] {
  return pickVariables(variables.filter((name) => !parts.some(({ variable }) => variable === name)));
}

interface EntityFetch {
  readonly call: FetchCall;
  readonly parts: readonly ReadyPart[];
  /** The client's variables that the operation uses, and no list of entities. */
  readonly pick: ReturnType<typeof pickVariables>;
}

function toEntityStep(fetch: EntityFetch, { ask, isOfType }: StepKit): Step {
  const { call, parts } = fetch;
  return (run) => {
    const gathered = parts.map((part) => gather(part, run));
    for (const [at, part] of parts.entries()) tellMissed(part, gathered[at]?.missed ?? [], { run, call });
    if (gathered.every(({ representations }) => representations.length === 0)) return undefined;
    const asked = ask(call, toVariables(fetch, gathered, run), run.scope);
    return receive(asked, gathered, { fetch, run, isOfType });
  };
}

/** A fetch's variables: written where they are sent, made as they are where they are not. */
function toVariables({ parts, pick }: EntityFetch, gathered: readonly Gathered[], run: Run): FetchVariables {
  return {
    toText() {
      let text = JSON.stringify(pick(run.variables)).slice(0, -1);
      for (const [at, part] of parts.entries()) {
        const own = gathered[at];
        text += `${text === "{" ? "" : ","}"${part.variable}":${own === undefined ? "[]" : toListText(own, part)}`;
      }
      return `${text}}`;
    },
    toValues() {
      const values = pick(run.variables);
      for (const [at, part] of parts.entries()) {
        const own = gathered[at];
        values[part.variable] = own === undefined ? [] : toList(own, part);
      }
      return values;
    },
  };
}

/**
 * What was not asked because something before it failed, failed with it: each field is told with the error that is known
 * there. Without one, a subgraph just did not know the object, or the plan is at fault: the writer tells which.
 */
function tellMissed(
  { alias }: ReadyPart,
  missed: readonly JsonObject[],
  { run, call }: { readonly run: Run; readonly call: FetchCall },
): void {
  if (missed.length === 0 || run.errors.length === 0) return;
  const keys = entityKeysOf(call.operation.document, alias);
  const told = [...run.errors];
  for (const above of findPaths(run.data, new Set(missed)).values()) {
    const error = told.find(({ path = [] }) => above.every((step, at) => at >= path.length || step === path[at]));
    if (error === undefined) continue;
    const lost = keys.map((key) => ({ ...error, path: [...above, key] }));
    addLost(lost, run);
  }
}

interface Receiving {
  readonly fetch: EntityFetch;
  readonly run: Run;
  readonly isOfType: IsOfType;
}

async function receive(
  asked: Promise<SubgraphAnswer>,
  gathered: readonly Gathered[],
  { fetch, run, isOfType }: Receiving,
): Promise<void> {
  const answer = await asked;
  const { parts, call } = fetch;
  for (const [at, part] of parts.entries()) {
    const own = gathered[at];
    if (own === undefined || own.representations.length === 0) continue;
    const told = answer.errors.filter((error) => isOfPart(error, part, parts));
    const found = mergeEntities(answer.data?.[part.alias], own, { part, run, isOfType, isTold: told.length > 0 });
    const errors = [...told, ...found];
    if (errors.length === 0) continue;
    const keys = entityKeysOf(call.operation.document, part.alias);
    const place: PlaceErrors = (each) => placeErrors(each, own, { data: run.data, alias: part.alias, keys });
    addErrors(errors, place, { data: answer.data, run });
  }
}

/** An error whose path begins at no list of this fetch concerns all of it. */
function isOfPart({ path }: GraphError, { alias }: ReadyPart, parts: readonly ReadyPart[]): boolean {
  const root = path?.[0];
  return root === alias || !parts.some((part) => part.alias === root);
}

const invalid: GraphError = { code: "SOURCE_INVALID_RESPONSE", parameters: {} };

interface Merging {
  readonly part: ReadyPart;
  readonly run: Run;
  readonly isOfType: IsOfType;
  /** Has the subgraph told an error, which explains what is not there. */
  readonly isTold: boolean;
}

/** Merges what came into the objects that it is of, and gives what of it can't be used. */
function mergeEntities(
  entities: unknown,
  { representations, targets, positions }: Gathered,
  { part: { alias, outputRewrites }, run, isOfType, isTold }: Merging,
): readonly GraphError[] {
  if (!Array.isArray(entities) || entities.length !== representations.length) return isTold ? [] : [invalid];
  const given: readonly unknown[] = entities;
  if (outputRewrites.length > 0) rewriteEntities(given, { targets, positions }, { outputRewrites, isOfType });
  // Where several objects are one entity, none of them may take it over.
  const mergeOne = targets.length === given.length ? merge : mergeCopy;
  for (let at = 0; at < targets.length; at += 1) {
    const target = targets[at];
    const entity = given[positions[at] ?? 0];
    if (target === undefined) continue;
    if (isJsonObject(entity)) mergeOne(target, entity, isOfType);
    else if (entity === null) run.unknown.add(target);
  }
  if (given.every(isEntity)) return [];
  return given.flatMap((entity, position) => (isEntity(entity) ? [] : [{ ...invalid, path: [alias, position] }]));
}

/** Null is an entity that the subgraph does not know. */
function isEntity(value: unknown): boolean {
  return value === null || isJsonObject(value);
}

/** A rewrite may turn on the type, which the fetch need not have asked. */
function rewriteEntities(
  entities: readonly unknown[],
  { targets, positions }: Pick<Gathered, "targets" | "positions">,
  { outputRewrites, isOfType }: Pick<ReadyPart, "outputRewrites"> & { readonly isOfType: IsOfType },
): void {
  for (const [position, entity] of entities.entries()) {
    if (!isJsonObject(entity)) continue;
    entity["__typename"] ??= targets[positions.indexOf(position)]?.["__typename"];
    applyRewrites(outputRewrites, entity, isOfType);
  }
}

interface Placing {
  readonly data: JsonObject;
  readonly alias: string;
  /** Response keys that the fetch asks of each entity. */
  readonly keys: readonly string[];
}

/** An error of an entity is told wherever that entity stands; one of the whole fetch, by each field of each. */
function placeErrors(
  errors: readonly GraphError[],
  { targets, positions }: Gathered,
  { data, alias, keys }: Placing,
): readonly GraphError[] {
  const paths = findPaths(data, new Set(targets));
  return errors.flatMap((error) => {
    const [root, position, ...rest] = error.path ?? [];
    const isOfOne = root === alias && typeof position === "number";
    return targets.flatMap((target, at) => {
      if (isOfOne && positions[at] !== position) return [];
      const above = paths.get(target) ?? [];
      if (isOfOne && rest.length > 0) return [{ ...error, path: [...above, ...rest] }];
      return keys.map((key) => ({ ...error, path: [...above, key] }));
    });
  });
}
