import type { GraphError } from "../../errors.ts";
import type { SubgraphAnswer } from "../../subgraph/index.ts";
import { isOfPart, placeErrors, tellMissed } from "./entity-errors.ts";
import { toFetchCall, toSingleCalls } from "./fetch-call.ts";
import type { FetchCall } from "./fetch-call.ts";
import { gather, toList, toListText, toReadyPart } from "./gather.ts";
import type { Gathered, ReadyPart } from "./gather.ts";
import { isObject } from "../../is-object.ts";
import type { JsonObject } from "./json.ts";
import { merge, mergeCopy } from "./merge.ts";
import { pickVariables } from "./pick-variables.ts";
import { addErrors } from "./only-lost.ts";
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
        // Lists that are represented alike share a variable.
        if (parts.findIndex(({ variable }) => variable === part.variable) < at) continue;
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
    const found = mergeEntities(answer.data?.[part.alias], own, { part, run, isOfType, told });
    const errors = [...told, ...found];
    if (errors.length === 0) continue;
    const keys = entityKeysOf(call.operation.document, part.alias);
    const place: PlaceErrors = (each) => placeErrors(each, own, { data: run.data, alias: part.alias, keys });
    addErrors(errors, place, { data: answer.data, run });
  }
}

const invalid: GraphError = { code: "SOURCE_INVALID_RESPONSE", parameters: {} };

interface Merging {
  readonly part: ReadyPart;
  readonly run: Run;
  readonly isOfType: IsOfType;
  /** Errors of the subgraph, which explain what is not there. */
  readonly told: readonly GraphError[];
}

/** Merges what came into the objects that it is of, and gives what of it can't be used. */
function mergeEntities(
  entities: unknown,
  { representations, targets, positions }: Gathered,
  { part: { alias, outputRewrites }, run, isOfType, told }: Merging,
): readonly GraphError[] {
  if (!Array.isArray(entities) || entities.length !== representations.length) return told.length > 0 ? [] : [invalid];
  const given: readonly unknown[] = entities;
  if (outputRewrites.length > 0) rewriteEntities(given, { targets, positions }, { outputRewrites, isOfType });
  // Where several objects are one entity, none of them may take it over.
  const mergeOne = targets.length === given.length ? merge : mergeCopy;
  for (let at = 0; at < targets.length; at += 1) {
    const target = targets[at];
    const position = positions[at] ?? 0;
    const entity = given[position];
    if (target === undefined) continue;
    if (isObject(entity)) mergeOne(target, entity, isOfType);
    else if (entity === null) noteNull(target, errorWithin(told, alias, position), run);
  }
  if (given.every(isEntity)) return [];
  return given.flatMap((entity, position) => (isEntity(entity) ? [] : [{ ...invalid, path: [alias, position] }]));
}

/** Whichever subgraph gave null with an error, tells it. */
function noteNull(target: JsonObject, error: GraphError | undefined, { unknown }: Run): void {
  if (error !== undefined || !unknown.has(target)) unknown.set(target, error);
}

function errorWithin(told: readonly GraphError[], alias: string, position: number): GraphError | undefined {
  return told.find(({ path = [] }) => path[0] === alias && path[1] === position);
}

/** Null is an entity that the subgraph does not know. */
function isEntity(value: unknown): boolean {
  return value === null || isObject(value);
}

/** A rewrite may turn on the type, which the fetch need not have asked. */
function rewriteEntities(
  entities: readonly unknown[],
  { targets, positions }: Pick<Gathered, "targets" | "positions">,
  { outputRewrites, isOfType }: Pick<ReadyPart, "outputRewrites"> & { readonly isOfType: IsOfType },
): void {
  for (const [position, entity] of entities.entries()) {
    if (!isObject(entity)) continue;
    entity["__typename"] ??= targets[positions.indexOf(position)]?.["__typename"];
    applyRewrites(outputRewrites, entity, isOfType);
  }
}
