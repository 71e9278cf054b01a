import { hashOf } from "./values.ts";
import type { SeenCall } from "./run-world.ts";
import type { Resolved } from "./subgraph-servers.ts";
import type { SubgraphAnswer } from "../../gateway/subgraph/index.ts";
import { isKeyField } from "./world-fields.ts";
import type { World } from "./world.ts";

/** How a call of a subgraph fails. */
export const faultKinds = ["transport", "field", "short", "long", "entity", "type", "null"] as const;

/** One of them. */
export type FaultKind = (typeof faultKinds)[number];

/** What fails in a run: the same field of the same object fails in every call of its subgraph. */
export interface Fault {
  readonly kind: FaultKind;
  readonly subgraph: string;
  /** Identities of fields of that subgraph. */
  readonly identities: ReadonlySet<string>;
}

/** Names of fields from which others are computed, or by which entities are known. */
export function isNeededElsewhere(world: World, { typename, name }: Resolved): boolean {
  if (isKeyField(world, typename, name)) return true;
  const requirements = [...world.types.values()].flatMap((type) =>
    "fields" in type ? type.fields.flatMap(({ requires }) => requires ?? []) : [],
  );
  return requirements.some((text) => new RegExp(`\\b${name}\\b`).test(text));
}

/** The fault of one kind that a call shows; undefined when it has nothing that can fail so. */
export function toFault(world: World, kind: FaultKind, call: SeenCall): Fault | undefined {
  const { subgraph, served } = call;
  const of = (identities: readonly string[]): Fault => ({ kind, subgraph, identities: new Set(identities) });
  const chosen = (list: readonly Resolved[]): Fault | undefined => {
    const one = list[hashOf(`${kind} ${subgraph}`) % Math.max(1, list.length)];
    return one === undefined ? undefined : of([one.identity]);
  };
  const present = served.resolved.filter(({ path }) => valueAt(served.data, path) !== null);
  switch (kind) {
    case "transport":
      return of(served.resolved.map(({ identity }) => identity));
    case "field":
      return chosen(served.resolved);
    case "short":
    case "long":
    case "entity":
      return entitiesOf(call.answer).length === 0
        ? undefined
        : kind === "entity"
          ? chosen(served.resolved.filter(({ path }) => path.length === 3))
          : of(served.resolved.map(({ identity }) => identity));
    case "type":
      return chosen(
        present.filter((each) => /^(Int|Boolean|Tila|Float)!?$/.test(each.type) && !isNeededElsewhere(world, each)),
      );
    case "null":
  }
  return chosen(present.filter((each) => each.type.endsWith("!") && !isNeededElsewhere(world, each)));
}

/** Keys of a subgraph's answer that hold lists of entities. */
function entitiesOf({ data }: SubgraphAnswer): readonly string[] {
  return Object.keys(data ?? {}).filter((key) => /^_(e|entities)/.test(key) && Array.isArray(data?.[key]));
}

/** What stands at a path; undefined below a null. */
export function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** The answer that a call gives under a fault. */
export function spoil(fault: Fault, call: SeenCall): SubgraphAnswer {
  const { answer, served, subgraph } = call;
  const hit = served.resolved.filter(({ identity }) => fault.identities.has(identity));
  // What throws has thrown already.
  if (fault.subgraph !== subgraph || hit.length === 0 || fault.kind === "field") return answer;
  if (fault.kind === "transport") return { data: null, errors: [{ code: "SOURCE_UNAVAILABLE", parameters: {} }] };
  const data = structuredClone(answer.data) ?? {};
  if (fault.kind === "short" || fault.kind === "long")
    return { data: withOtherLength(data, fault.kind), errors: answer.errors };
  for (const { path } of hit) setAt(data, path, fault.kind);
  return { data, errors: answer.errors };
}

function withOtherLength(data: Record<string, unknown>, kind: "short" | "long"): Record<string, unknown> {
  const lists = Object.entries(data).map(([key, list]) => {
    if (!/^_(e|entities)/.test(key) || !Array.isArray(list)) return [key, list] as const;
    return [key, kind === "short" ? list.slice(1) : [...list, { __typename: "E0" }]] as const;
  });
  return Object.fromEntries(lists);
}

function setAt(data: unknown, path: readonly (string | number)[], kind: FaultKind): void {
  const at = kind === "entity" ? path.slice(0, 2) : path;
  const parent = valueAt(data, at.slice(0, -1));
  const last = at.at(-1);
  if (typeof parent !== "object" || parent === null || last === undefined) return;
  if (Reflect.get(parent, last) === null && kind === "type") return;
  Reflect.set(parent, last, kind === "type" ? { vaara: 1 } : null);
}

/** Identities of fields whose values an answer really holds: nulls that are their own value too. */
export function survivors(call: SeenCall, given: SubgraphAnswer, fault: Fault): readonly string[] {
  if (given.data === null) return [];
  const isHit = fault.subgraph === call.subgraph;
  const isAll = (fault.kind === "short" || fault.kind === "long") && given !== call.answer;
  const failed = new Set(call.served.errors.map(({ path = [] }) => JSON.stringify(path)));
  return call.served.resolved.flatMap(({ identity, path }) => {
    if (isAll && entitiesOf(given).some((key) => key === path[0])) return [];
    if (isHit && fault.kind !== "entity" && fault.identities.has(identity)) return [];
    if (failed.has(JSON.stringify(path))) return [];
    const parent = valueAt(given.data, path.slice(0, -1));
    return typeof parent === "object" && parent !== null ? [identity] : [];
  });
}
