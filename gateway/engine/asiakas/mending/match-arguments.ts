import { Kind, parse, print, visit } from "graphql";
import type { DocumentNode, FieldNode, SelectionNode } from "graphql";
import { toFetchCall } from "../fetch-call.ts";
import { fieldNamesOf, fieldsAt, keysOfPath } from "./fetch-paths.ts";
import { toSelectionSet } from "../join-facts.ts";
import type { JoinFacts } from "../join-facts.ts";
import { mapFetches } from "../plan.ts";
import type { EntityPart, FetchNode, FieldRequirement, PlanNode, Requirement } from "../plan.ts";
import { argumentsOf } from "./match-calls.ts";
import { eachPart, placeIn } from "./plan-sources.ts";
import type { PartPlace } from "./plan-sources.ts";
import { isCallKey, toCallKey } from "../plan-keys.ts";
import type { IsOfType } from "../type-conditions.ts";

/**
 * Lets each representation hold what was asked with the arguments that `@requires` gives. Where one field is required with
 * several, the native planner fetches it under several keys, and does not always say which of them is whose. Of a field
 * that was not fetched with the right arguments nothing is taken: its fetch is left out, and told as an error.
 */
export function matchArguments(plan: PlanNode, facts: JoinFacts, isOfType: IsOfType): PlanNode {
  const texts = [...facts.requirements.values()].map(({ text }) => text);
  if (!texts.some((text) => text.includes("("))) return plan;
  const names = namesWithArguments(facts);
  const apart = mapFetches(plan, (node) => withCallKeys(node, names));
  const parts = new Map<EntityPart, EntityPart>();
  eachPart(apart, (place) => {
    const matched = matchPart(place, facts, isOfType);
    if (matched !== place.part) parts.set(place.part, matched);
  });
  return mapFetches(apart, (node) => ({ ...node, entities: node.entities.map((part) => parts.get(part) ?? part) }));
}

/** Names of values that are required with arguments, and are no key. */
function namesWithArguments({ requirements, keys }: JoinFacts): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text } of requirements.values()) {
    visit(toSelectionSet(text), {
      Field({ name, arguments: given = [], selectionSet }) {
        if (given.length > 0 && selectionSet === undefined) names.add(name.value);
      },
    });
  }
  for (const text of [...keys.values()].flat()) {
    visit(toSelectionSet(text), { Field: ({ name }) => void names.delete(name.value) });
  }
  return names;
}

/** Fetches side by side may ask one field with several arguments under one key: so each call has its own. */
function withCallKeys(node: FetchNode, names: ReadonlySet<string>): FetchNode {
  if (![...names].some((name) => node.operation.includes(name))) return node;
  if ([node, ...node.entities].some(({ outputRewrites }) => outputRewrites.length > 0)) return node;
  const document = visit(parse(node.operation, { noLocation: true }), {
    Field(field) {
      const { alias, name, selectionSet } = field;
      if (!names.has(name.value) || selectionSet !== undefined || isCallKey((alias ?? name).value)) return undefined;
      const { alias: _, ...plain } = field;
      return { ...plain, alias: { kind: Kind.NAME, value: toCallKey(plain) } };
    },
  });
  return { ...node, operation: print(document) };
}

function documentOf(node: FetchNode): DocumentNode {
  return toFetchCall(node).operation.document;
}

function matchPart({ node, part, conditions, before }: PartPlace, facts: JoinFacts, isOfType: IsOfType): EntityPart {
  const own = [...facts.requirements.values()].filter(({ subgraph }) => subgraph === node.subgraph);
  if (own.length === 0) return part;
  const document = documentOf(node);
  const asked = own.filter(({ type, field }) => fieldNamesOf(document, part.alias, type).includes(field));
  const overlap = (one: string, other: string): boolean => isOfType(one, other) || isOfType(other, one);
  const fetchedAt: Matching["fetchedAt"] = (path, type) =>
    before.flatMap((source) => {
      const place = placeIn(source, path, { sure: conditions, documentOf });
      return place === undefined
        ? []
        : fieldsAt(documentOf(source.node), place, (each) => type === undefined || overlap(each, type));
    });
  const requires = part.requires.map((fragment): Requirement => {
    if (fragment.kind === "field") return fragment;
    const selections = asked
      .filter(({ type }) => overlap(fragment.type, type))
      .flatMap(({ text }) => toSelectionSet(text).selections);
    const matching = { paths: part.paths.map(keysOfPath), type: fragment.type, fetchedAt };
    return { ...fragment, below: matchBelow(fragment.below, selections, matching) };
  });
  return { ...part, requires };
}

interface Matching {
  /** Where the objects are of which something is required. */
  readonly paths: readonly (readonly string[])[];
  /** Their type, where it is known. */
  readonly type: string | undefined;
  /** What has been asked of the objects at a path. */
  readonly fetchedAt: (path: readonly string[], type: string | undefined) => readonly FieldNode[];
}

function matchBelow(
  requirements: readonly Requirement[],
  selections: readonly SelectionNode[],
  matching: Matching,
): readonly Requirement[] {
  const fields = fieldsIn(selections);
  if (fields.length === 0) return requirements;
  return requirements.map((each) => {
    if (each.kind === "fragment") {
      return { ...each, below: matchBelow(each.below, selections, { ...matching, type: each.type }) };
    }
    const required = fields.filter(({ name }) => name.value === each.as);
    if (required.length === 0) return each;
    const key = matchKey(each, required, matching);
    const below = required.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
    const paths = matching.paths.map((path) => [...path, key]);
    return { ...each, key, below: matchBelow(each.below, below, { ...matching, paths, type: undefined }) };
  });
}

/** No response key: what is looked for under it is not there. */
const nowhere = "";

/** The key under which a field was asked with the arguments with which it is required, at every path. */
function matchKey(
  { key, as }: FieldRequirement,
  required: readonly FieldNode[],
  { paths, type, fetchedAt }: Matching,
): string {
  const [wanted = "", another] = new Set(required.map(argumentsOf));
  if (another !== undefined) return nowhere;
  const fetched = paths.map((path) => fetchedAt(path, type).filter(({ name }) => name.value === as));
  // What no fetch asks by its name is the planner's own affair.
  if (fetched.every((fields) => fields.length === 0)) return key;
  const isRight = (candidate: string): boolean =>
    fetched.every((fields) => {
      const same = fields.filter(({ alias, name }) => (alias ?? name).value === candidate);
      return same.length > 0 && same.every((field) => argumentsOf(field) === wanted);
    });
  // What the client has asked it may have asked under a condition.
  const candidates = [
    key,
    ...required.map(toCallKey),
    ...fetched.flat().map(({ alias, name }) => (alias ?? name).value),
  ];
  return candidates.find(isRight) ?? nowhere;
}

/** Fields of selections and of the fragments in them. */
function fieldsIn(selections: readonly SelectionNode[]): readonly FieldNode[] {
  return selections.flatMap((each) => {
    if (each.kind === Kind.FIELD) return [each];
    return each.kind === Kind.INLINE_FRAGMENT ? fieldsIn(each.selectionSet.selections) : [];
  });
}
