import { Kind, valueFromASTUntyped } from "graphql";
import type { ArgumentNode, FieldNode, OperationDefinitionNode, SelectionNode } from "graphql";
import type { RequestScope } from "../subgraph/index.ts";
import { createAskPersons } from "./ask-persons.ts";
import type { HolderOf } from "./holders.ts";
import { toPersonsQuery } from "./holders.ts";
import type { Asked } from "./person-calls.ts";

/** What a person is known by, behind an id of the graph's own; undefined for any other text. */
export type TunnuksenLaji = (id: string) => "HETU" | "TILAPAINEN" | undefined;

/**
 * Of a person who was met without an identity code and has been given one, the id of the time before still resolves: an
 * argument at the root that names it is made to name the person's id of today. The region that gave the temporary
 * identity is asked; while it can't be, the id stands as it is and tells what the region knows by it.
 */
export function createToCurrent(holderOf: HolderOf, tunnuksenLaji: TunnuksenLaji) {
  const ask = createAskPersons<string>({
    holder: holderOf("nykyinenTunniste"),
    tiedot: [7],
    document: toPersonsQuery("nykyinenTunniste"),
    read: ({ nykyinenTunniste }) => (typeof nykyinenTunniste === "string" ? nykyinenTunniste : undefined),
  });
  return async (operation: OperationDefinitionNode, { variables, scope }: Asked): Promise<OperationDefinitionNode> => {
    const valueOf = ({ value }: ArgumentNode): unknown => valueFromASTUntyped(value, { ...variables });
    const named = rootArgumentsOf(operation.selectionSet.selections).flatMap((argument) => {
      const value = valueOf(argument);
      return typeof value === "string" && tunnuksenLaji(value) === "TILAPAINEN" ? [value] : [];
    });
    if (named.length === 0) return operation;
    const current = await ask(named, scope);
    const toCurrentArgument = (argument: ArgumentNode): ArgumentNode => {
      const given = valueOf(argument);
      const value = typeof given === "string" ? current.get(given) : undefined;
      return value === undefined ? argument : { ...argument, value: { kind: Kind.STRING, value } };
    };
    const { selectionSet } = operation;
    const selections = withArguments(selectionSet.selections, toCurrentArgument);
    return { ...operation, selectionSet: { ...selectionSet, selections } };
  };
}

function rootArgumentsOf(selections: readonly SelectionNode[]): readonly ArgumentNode[] {
  return selections.flatMap((selection): readonly ArgumentNode[] => {
    if (selection.kind === Kind.FIELD) return selection.arguments ?? [];
    return selection.kind === Kind.INLINE_FRAGMENT ? rootArgumentsOf(selection.selectionSet.selections) : [];
  });
}

function withArguments(
  selections: readonly SelectionNode[],
  change: (argument: ArgumentNode) => ArgumentNode,
): readonly SelectionNode[] {
  return selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.FIELD) return withChanged(selection, change);
    if (selection.kind !== Kind.INLINE_FRAGMENT) return selection;
    const { selectionSet } = selection;
    return {
      ...selection,
      selectionSet: { ...selectionSet, selections: withArguments(selectionSet.selections, change) },
    };
  });
}

function withChanged(field: FieldNode, change: (argument: ArgumentNode) => ArgumentNode): FieldNode {
  return field.arguments === undefined ? field : { ...field, arguments: field.arguments.map(change) };
}

/** Ids of a person from the time before the identity code; undefined when they can't be asked. */
export type FindFormerIds = (id: string, scope: RequestScope) => Promise<readonly string[] | undefined>;

/** Asks the regions that have given temporary identities; of one who has no identity code there are none to ask. */
export function createFindFormerIds(holderOf: HolderOf, tunnuksenLaji: TunnuksenLaji): FindFormerIds {
  const holder = holderOf("entisetTunnisteet");
  const ask = createAskPersons<readonly string[]>({
    holder,
    tiedot: [7],
    document: toPersonsQuery("entisetTunnisteet"),
    read: ({ entisetTunnisteet }) => (Array.isArray(entisetTunnisteet) ? entisetTunnisteet.map(String) : undefined),
  });
  return async (id, scope) => {
    // A deployment without the register has given none.
    if (holder === undefined || tunnuksenLaji(id) !== "HETU") return [];
    return (await ask([id], scope)).get(id);
  };
}
