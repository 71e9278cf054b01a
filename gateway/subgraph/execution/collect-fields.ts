import { isAbstractType, Kind, typeFromAST } from "graphql";
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  InlineFragmentNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { isExecuted } from "../../is-executed.ts";
import type { Variables } from "./run.ts";

/** What decides which fields a selection has. */
export interface Collecting {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Variables;
  readonly type: GraphQLObjectType;
}

/** Fields by response key, in the order in which each is met first. */
export type Collected = ReadonlyMap<string, readonly FieldNode[]>;

/**
 * The fields that selections ask of an object type, those of fragments merged, those that a condition leaves out gone
 * (GraphQL, October 2021, 6.3.2). @throws GraphQLError for a condition that has no value.
 */
export function collectFields(sets: readonly SelectionSetNode[], collecting: Collecting): Collected {
  const found = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  for (const set of sets) collect(set, collecting, { found, spread });
  return found;
}

interface Gathered {
  readonly found: Map<string, FieldNode[]>;
  /** Names of the fragments that have been met: each counts once. */
  readonly spread: Set<string>;
}

function collect({ selections }: SelectionSetNode, collecting: Collecting, gathered: Gathered): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD && gathered.spread.has(selection.name.value)) continue;
    if (!isExecuted(selection, collecting.variables)) continue;
    if (selection.kind === Kind.FIELD) {
      add(selection, gathered.found);
      continue;
    }
    const fragment = toFragment(selection, collecting, gathered);
    if (fragment !== undefined && fits(fragment, collecting)) collect(fragment.selectionSet, collecting, gathered);
  }
}

function add(field: FieldNode, found: Gathered["found"]): void {
  const key = (field.alias ?? field.name).value;
  const known = found.get(key);
  if (known === undefined) found.set(key, [field]);
  else known.push(field);
}

type Fragment = InlineFragmentNode | FragmentDefinitionNode;

function toFragment(
  selection: Exclude<SelectionNode, FieldNode>,
  { fragments }: Collecting,
  { spread }: Gathered,
): Fragment | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
  spread.add(selection.name.value);
  return fragments[selection.name.value];
}

function fits({ typeCondition }: Fragment, { schema, type }: Collecting): boolean {
  if (typeCondition === undefined) return true;
  const wanted = typeFromAST(schema, typeCondition);
  return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
}
