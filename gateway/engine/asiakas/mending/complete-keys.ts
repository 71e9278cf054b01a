import type { DocumentNode, FieldNode } from "graphql";
import { print } from "graphql";
import { toFetchCall } from "../fetch-call.ts";
import { fieldsAt, keysOfPath, toField, withSelectionAt } from "./fetch-paths.ts";
import { fieldKey, isKeyOf } from "../join-facts.ts";
import type { JoinFacts } from "../join-facts.ts";
import { mapFetches } from "../plan.ts";
import type { EntityPart, FetchNode, FieldRequirement, PlanNode } from "../plan.ts";
import { eachPart, placeIn } from "./plan-sources.ts";
import type { Asking, Source } from "./plan-sources.ts";
import type { IsOfType } from "../type-conditions.ts";

/**
 * Adds what a fetch needs and nothing before it asks of all its objects, to a fetch that gives them: keys, and fields of an
 * interface. The native planner forgets keys where a field with `@requires` leads to objects that are to be asked again;
 * Apollo's asks of one type of an interface what it then needs of each, where it joins fetches of an interface object.
 */
export function completeKeys(plan: PlanNode, facts: JoinFacts, isOfType: IsOfType): PlanNode {
  const operations = new Map<FetchNode, DocumentNode>();
  const documentOf = (node: FetchNode): DocumentNode => operations.get(node) ?? toFetchCall(node).operation.document;
  eachPart(plan, ({ part, conditions, before }) => {
    const asking = { sure: conditions, documentOf };
    for (const lack of lacksOf(part)) {
      if (leavesOf(lack.field).every((leaf) => isGiven(leaf, before, { lack, asking, isOfType }))) continue;
      for (const source of before.toReversed()) {
        const type = typeIn(source.node.subgraph, lack, { facts, isOfType });
        const place = placeIn(source, lack.path, asking);
        if (type === undefined || place === undefined) continue;
        const ofSome = askedOf(source, lack, { asking, mayBe: () => true });
        const fields = ofSome.length === 0 ? [toField(lack.field)] : ofSome;
        operations.set(source.node, withSelectionAt(documentOf(source.node), place, { type, fields }));
        break;
      }
    }
  });
  if (operations.size === 0) return plan;
  return mapFetches(plan, (node) => {
    const document = operations.get(node);
    return document === undefined ? node : { ...node, operation: print(document) };
  });
}

/** A field that must be known of the objects at a path, and of which of their types. */
interface Lack {
  readonly path: readonly string[];
  readonly type: string;
  readonly field: FieldRequirement;
}

interface Giving {
  readonly lack: Lack;
  readonly asking: Asking;
  readonly isOfType: IsOfType;
}

/**
 * Does some fetch ask a part of what lacks, of whichever of its types an object is: by itself, or of the objects that
 * another gives to all of them.
 */
function isGiven(leaf: readonly string[], before: readonly Source[], giving: Giving): boolean {
  const { lack, asking, isOfType } = giving;
  return before.some((source) => {
    const below = source.above.length - lack.path.length;
    // What is asked of objects does not tell that they are there.
    if (below >= leaf.length || placeIn(source, [...lack.path, ...leaf], asking) === undefined) return false;
    if (below > 0) return isGiven(leaf.slice(0, below), before, giving);
    return askedOf(source, lack, { asking, mayBe: (type) => isOfType(lack.type, type) }).length > 0;
  });
}

/** How a fetch asks the field that lacks, under type conditions that may be met. */
function askedOf(
  source: Source,
  { path, field }: Lack,
  { asking, mayBe }: Pick<Giving, "asking"> & { readonly mayBe: (type: string) => boolean },
): readonly FieldNode[] {
  const place = placeIn(source, path, asking);
  const fields = place === undefined ? [] : fieldsAt(asking.documentOf(source.node), place, mayBe);
  return fields.filter(({ alias, name }) => (alias ?? name).value === field.key);
}

function lacksOf({ paths, requires }: EntityPart): readonly Lack[] {
  return paths.flatMap((path) =>
    requires.flatMap((fragment) => {
      if (fragment.kind === "field") return [];
      const { type, below } = fragment;
      return below.flatMap((field) => (field.kind === "field" ? { path: keysOfPath(path), type, field } : []));
    }),
  );
}

/** Ways from an object to all that its representation holds, as response keys, but for types, which fragments tell too. */
export function leavesOfPart({ requires }: EntityPart): readonly (readonly string[])[] {
  return requires.flatMap((fragment) =>
    fragment.below.flatMap((field) => (field.kind === "field" && field.as !== "__typename" ? leavesOf(field) : [])),
  );
}

function leavesOf({ key, below }: FieldRequirement): readonly (readonly string[])[] {
  const leaves = below.flatMap((each) => (each.kind === "field" ? leavesOf(each) : []));
  return leaves.length === 0 ? [[key]] : leaves.map((leaf) => [key, ...leaf]);
}

/** What a subgraph calls a type of which it knows a field as a key, or as one of an interface. */
function typeIn(
  subgraph: string,
  { type, field }: Lack,
  { facts, isOfType }: { readonly facts: JoinFacts; readonly isOfType: IsOfType },
): string | undefined {
  const objects = [...(facts.interfaceObjects.get(subgraph) ?? [])].filter((each) => isOfType(type, each));
  return [type, ...objects].find(
    (each) =>
      isKeyOf(facts, { subgraph, type: each }, field.key) ||
      facts.interfaceFields.has(fieldKey(subgraph, each, field.key)),
  );
}
