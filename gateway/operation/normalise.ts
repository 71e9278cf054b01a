import { Kind, OperationTypeNode, print } from "graphql";
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { getNamedType, isObjectType, isInterfaceType } from "graphql";
import { isDefer } from "./defer.ts";

/** The type that is a person. */
const personType = "Asiakas";

/** Key under which every person of an answer tells who they are: for the use log; taken away before the answer leaves. */
export const personKey = "__henkilo";

/**
 * The one operation of a document in its plain form: fragments written in place, equal selections
 * merged, so that what is planned, judged and logged is one and the same. Where told to, each selection of a
 * person also asks for the person's id under `personKey`. A mutation's own fields stay in the order in which they
 * are done, each fragment where it stands. Call after validation, which makes sure that fields of one response key can
 * be merged and that fragments end.
 */
export function normalise(
  definition: OperationDefinitionNode,
  document: DocumentNode,
  { schema, tellsPersons }: NormaliseOptions,
): OperationDefinitionNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  const root = schema.getRootType(definition.operation);
  if (root === undefined || root === null) return definition;
  const inOrder = definition.operation === OperationTypeNode.MUTATION ? root.name : undefined;
  const kit: Kit = { schema, fragments, tellsPersons, places: new Map(), inOrder };
  return { ...definition, selectionSet: mergeSets([definition.selectionSet], root.name, kit) };
}

/** What making the plain form depends on. */
export interface NormaliseOptions {
  readonly schema: GraphQLSchema;
  /** Does each selection of a person ask for the person's id too; a graph that is not ours has no persons. */
  readonly tellsPersons: boolean;
}

interface Kit extends NormaliseOptions {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Numbers of what was deferred where it stands in the text: each comes by itself. */
  readonly places: Map<SelectionNode | FragmentDefinitionNode, number>;
  /** The type whose fields are done in the order in which they stand. */
  readonly inOrder: string | undefined;
}

/** Selections of one type by what makes them one: response key, or fragment condition, with directives. */
type Merged = Map<string, { readonly node: FieldNode | InlineFragmentNode; readonly sets: SelectionSetNode[] }>;

function mergeSets(sets: readonly SelectionSetNode[], type: string, kit: Kit): SelectionSetNode {
  const merged: Merged = new Map();
  for (const set of sets) for (const selection of set.selections) collect(selection, type, { merged, kit });
  const selections = [...merged.values()].map(({ node, sets: below }) => withMerged(node, below, { type, kit }));
  return {
    kind: Kind.SELECTION_SET,
    selections: kit.tellsPersons && type === personType ? withPersonKey(selections) : selections,
  };
}

function collect(
  selection: SelectionNode,
  type: string,
  { merged, kit }: { readonly merged: Merged; readonly kit: Kit },
): void {
  if (selection.kind === Kind.FIELD) {
    add(merged, toKey(selection), { node: selection, set: selection.selectionSet });
    return;
  }
  const fragment = toInline(selection, kit);
  if (fragment === undefined) return;
  const condition = fragment.typeCondition?.name.value ?? type;
  if (condition === type && (fragment.directives ?? []).length === 0) {
    for (const inner of fragment.selectionSet.selections) collect(inner, type, { merged, kit });
    return;
  }
  add(merged, `${toKey(fragment)}${placeIn(merged, selection, { type, fragment, kit })}`, {
    node: fragment,
    set: fragment.selectionSet,
  });
}

/** Tells fragments of one condition apart that must not be merged. */
function placeIn(
  merged: Merged,
  selection: Exclude<SelectionNode, FieldNode>,
  { type, fragment, kit }: { readonly type: string; readonly fragment: InlineFragmentNode; readonly kit: Kit },
): string {
  if ((fragment.directives ?? []).some(isDefer)) return `, part ${placeOf(selection, kit)}`;
  return type === kit.inOrder ? `, after ${merged.size}` : "";
}

/** A named fragment is one place, however often it is spread. */
function placeOf(selection: Exclude<SelectionNode, FieldNode>, { fragments, places }: Kit): number {
  const spread = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined;
  const source = spread ?? selection;
  const place = places.get(source) ?? places.size;
  places.set(source, place);
  return place;
}

function toInline(selection: Exclude<SelectionNode, FieldNode>, { fragments }: Kit): InlineFragmentNode | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
  const fragment = fragments.get(selection.name.value);
  if (fragment === undefined) return undefined;
  const { typeCondition, selectionSet } = fragment;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives: selection.directives ?? [], selectionSet };
}

function toKey(node: FieldNode | InlineFragmentNode): string {
  const conditions = (node.directives ?? []).map((directive) => print(directive)).join(" ");
  return node.kind === Kind.FIELD
    ? `${node.alias?.value ?? node.name.value} ${conditions}`
    : `... on ${node.typeCondition?.name.value ?? ""} ${conditions}`;
}

interface Added {
  readonly node: FieldNode | InlineFragmentNode;
  readonly set: SelectionSetNode | undefined;
}

function add(merged: Merged, key: string, { node, set }: Added): void {
  const sets = set === undefined ? [] : [set];
  const known = merged.get(key);
  if (known === undefined) merged.set(key, { node, sets });
  else known.sets.push(...sets);
}

function withMerged(
  node: FieldNode | InlineFragmentNode,
  sets: readonly SelectionSetNode[],
  { type, kit }: { readonly type: string; readonly kit: Kit },
): SelectionNode {
  if (node.kind === Kind.INLINE_FRAGMENT) {
    return { ...node, selectionSet: mergeSets(sets, node.typeCondition?.name.value ?? type, kit) };
  }
  const below = sets.length === 0 ? undefined : typeOf(type, node.name.value, kit);
  return below === undefined ? node : { ...node, selectionSet: mergeSets(sets, below, kit) };
}

const introspectionTypes: ReadonlyMap<string, string> = new Map([
  ["__schema", "__Schema"],
  ["__type", "__Type"],
]);

/** Name of the type that a field gives. */
function typeOf(type: string, field: string, { schema }: Kit): string | undefined {
  const introspected = introspectionTypes.get(field);
  if (introspected !== undefined) return introspected;
  const parent = schema.getType(type);
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  const definition = parent.getFields()[field];
  return definition === undefined ? undefined : getNamedType(definition.type).name;
}

/** Last, so that the client's own fields keep their order. */
function withPersonKey(selections: readonly SelectionNode[]): readonly SelectionNode[] {
  return [
    ...selections,
    { kind: Kind.FIELD, alias: { kind: Kind.NAME, value: personKey }, name: { kind: Kind.NAME, value: "id" } },
  ];
}
