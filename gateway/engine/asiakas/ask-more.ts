import { isAbstractType, isCompositeType, isInterfaceType, Kind } from "graphql";
import type {
  GraphQLAbstractType,
  GraphQLCompositeType,
  GraphQLSchema,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { toSelectionSet, typeKey } from "./join-facts.ts";
import type { JoinFacts } from "./join-facts.ts";
import { typeOfField } from "./type-of-field.ts";
import { typename } from "./typename.ts";

/**
 * Adds what has to be known of objects besides what the client asks.
 *
 * `__typename` of an interface or union of which the public schema hides a member: only by its type can an object of that
 * member be kept back. A planner asks it where the plan turns on it, and nowhere else.
 *
 * The key of an interface that is an object in some subgraph: the native planner goes to learn the type of such objects,
 * for which it needs the key, and does not always ask it before.
 */
export type AskMore = (set: SelectionSetNode, root: GraphQLCompositeType) => SelectionSetNode;

/** The public schema, the whole one of which it is a part, and what the supergraph says of its subgraphs. */
export interface AskKit {
  readonly api: GraphQLSchema;
  readonly whole: GraphQLSchema;
  readonly join: JoinFacts;
}

/** Finds once what is to be added to the selections of each type. */
export function createAskMore(kit: AskKit): AskMore {
  const { api } = kit;
  const more = findMore(kit);
  if (more.size === 0) return (set) => set;
  const ask: AskMore = (set, type) => {
    const selections = set.selections.map((selection) => askBelow(selection, type));
    return { ...set, selections: [...selections, ...(more.get(type.name) ?? [])] };
  };
  const askBelow = (selection: SelectionNode, parent: GraphQLCompositeType): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD || selection.selectionSet === undefined) return selection;
    const type =
      selection.kind === Kind.FIELD ? typeOfField(parent, selection.name.value) : (typeOf(selection, api) ?? parent);
    return type === undefined ? selection : { ...selection, selectionSet: ask(selection.selectionSet, type) };
  };
  return ask;
}

function findMore({ api, whole, join }: AskKit): ReadonlyMap<string, readonly SelectionNode[]> {
  const more = new Map<string, SelectionNode[]>();
  for (const type of Object.values(api.getTypeMap())) {
    if (!isAbstractType(type)) continue;
    const own = hidesMember(type, whole, api) ? [typename] : [];
    const [subgraph] = [...join.interfaceObjects].find(([, types]) => types.has(type.name)) ?? [];
    const [key] = subgraph === undefined ? [] : (join.keys.get(typeKey(subgraph, type.name)) ?? []);
    if (key !== undefined) own.push(...keyOf(type, key));
    if (own.length > 0) more.set(type.name, own);
  }
  return more;
}

/** A key that clients may ask; else none. */
function keyOf(type: GraphQLAbstractType, key: string): readonly SelectionNode[] {
  const { selections } = toSelectionSet(key);
  const isPublic = selections.every(
    (each) => each.kind === Kind.FIELD && isInterfaceType(type) && type.getFields()[each.name.value] !== undefined,
  );
  return isPublic ? selections : [];
}

function hidesMember({ name }: GraphQLAbstractType, whole: GraphQLSchema, api: GraphQLSchema): boolean {
  const type = whole.getType(name);
  return isAbstractType(type) && whole.getPossibleTypes(type).some((member) => api.getType(member.name) === undefined);
}

function typeOf(
  fragment: Extract<SelectionNode, { kind: Kind.INLINE_FRAGMENT }>,
  api: GraphQLSchema,
): GraphQLCompositeType | undefined {
  const type = fragment.typeCondition === undefined ? undefined : api.getType(fragment.typeCondition.name.value);
  return isCompositeType(type) ? type : undefined;
}
