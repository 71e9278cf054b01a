import { Kind, print, visit } from "graphql";
import type { DocumentNode, FieldNode, SelectionNode, SelectionSetNode } from "graphql";
import { toFetchCall } from "../fetch-call.ts";
import { toSelectionSet } from "../join-facts.ts";
import type { JoinFacts, RequiredText } from "../join-facts.ts";
import { mapFetches } from "../plan.ts";
import type { EntityPart, FetchNode, PlanNode } from "../plan.ts";
import { fieldNamesOf } from "./fetch-paths.ts";
import { argumentsOf } from "./match-calls.ts";
import { toListArgument, toListDefinition } from "./separate-lists.ts";

/**
 * Asks fields that require one value with arguments of their own by lists of their own, in the same operation: a representation
 * holds a value once. The native planner asks them by one list where a field that requires nothing is asked beside them, or
 * where they are of an interface object.
 */
export function separateRequirements(plan: PlanNode, { requirements }: JoinFacts): PlanNode {
  const all = [...requirements.values()];
  return all.some(({ text }) => text.includes("(")) ? mapFetches(plan, (node) => separate(node, all)) : plan;
}

function separate(node: FetchNode, all: readonly RequiredText[]): FetchNode {
  const own = all.filter(({ subgraph }) => subgraph === node.subgraph);
  if (own.length < 2 || node.entities.length === 0) return node;
  const whole = toFetchCall(node).operation.document;
  let document = whole;
  const entities = node.entities.flatMap((part): readonly EntityPart[] => {
    const asked = own.filter(({ type, field }) => fieldNamesOf(whole, part.alias, type).includes(field));
    const groups = toGroups(asked);
    if (groups.length < 2) return [part];
    const parts = groups.map((_, at) => (at === 0 ? part : toOther(part, at)));
    document = withLists(document, part, toLists(parts, groups));
    return parts;
  });
  return document === whole ? node : { ...node, entities, operation: print(document) };
}

function toOther(part: EntityPart, at: number): EntityPart {
  return { ...part, alias: `${part.alias}x${at}`, variable: `${part.variable}x${at}` };
}

/** Fields that may be asked of one representation stand together. */
function toGroups(asked: readonly RequiredText[]): readonly (readonly RequiredText[])[] {
  const groups: RequiredText[][] = [];
  for (const each of asked) {
    const fitting = groups.find((group) => group.every((other) => !differs(each, other)));
    if (fitting === undefined) groups.push([each]);
    else fitting.push(each);
  }
  return groups;
}

/** Do two fields require a value with differing arguments. */
function differs(one: RequiredText, other: RequiredText): boolean {
  const others = callsOf(other);
  return [...callsOf(one)].some(([path, given]) => (others.get(path) ?? given) !== given);
}

/** Arguments of each value that a field requires, as text, by the way to it. */
function callsOf({ text }: RequiredText): ReadonlyMap<string, string> {
  const calls = new Map<string, string>();
  const walk = ({ selections }: SelectionSetNode, above: string): void => {
    for (const each of selections) {
      if (each.kind === Kind.FRAGMENT_SPREAD) continue;
      const path = each.kind === Kind.FIELD ? `${above} ${each.name.value}` : above;
      if (each.kind === Kind.FIELD) calls.set(path, argumentsOf(each));
      if (each.selectionSet !== undefined) walk(each.selectionSet, path);
    }
  };
  walk(toSelectionSet(text), "");
  return calls;
}

/** One list of entities in place of another, and which fields of a type it asks. */
interface List extends Pick<EntityPart, "alias" | "variable"> {
  readonly asks: (type: string, field: string) => boolean;
}

/** The first asks what is of no group, too. */
function toLists(parts: readonly EntityPart[], groups: readonly (readonly RequiredText[])[]): readonly List[] {
  const groupOf = (type: string, field: string): number =>
    groups.findIndex((group) => group.some((each) => each.type === type && each.field === field));
  return parts.map(({ alias, variable }, at) => ({
    alias,
    variable,
    asks: (type, field) => Math.max(0, groupOf(type, field)) === at,
  }));
}

function withLists(document: DocumentNode, { alias }: EntityPart, lists: readonly List[]): DocumentNode {
  return visit(document, {
    OperationDefinition(operation) {
      const selections = operation.selectionSet.selections.flatMap((each): readonly SelectionNode[] =>
        each.kind === Kind.FIELD && (each.alias ?? each.name).value === alias
          ? lists.map((list) => toListField(each, list))
          : [each],
      );
      const added = lists.slice(1).map(({ variable }) => toListDefinition(variable));
      return {
        ...operation,
        variableDefinitions: [...(operation.variableDefinitions ?? []), ...added],
        selectionSet: { ...operation.selectionSet, selections },
      };
    },
  });
}

function toListField(field: FieldNode, { alias, variable, asks }: List): FieldNode {
  const selectionSet = field.selectionSet && onlyAsked(field.selectionSet, "", asks);
  return {
    ...field,
    alias: { kind: Kind.NAME, value: alias },
    arguments: [toListArgument(variable)],
    ...(selectionSet === undefined ? {} : { selectionSet }),
  };
}

function onlyAsked(set: SelectionSetNode, type: string, asks: List["asks"]): SelectionSetNode {
  const selections = set.selections.flatMap((each): readonly SelectionNode[] => {
    if (each.kind === Kind.FIELD) return asks(type, each.name.value) ? [each] : [];
    if (each.kind === Kind.FRAGMENT_SPREAD) return [each];
    const selectionSet = onlyAsked(each.selectionSet, each.typeCondition?.name.value ?? type, asks);
    return selectionSet.selections.length === 0 ? [] : [{ ...each, selectionSet }];
  });
  return { ...set, selections };
}
