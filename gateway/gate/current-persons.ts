import { Kind, valueFromASTUntyped, visit } from "graphql";
import type { ArgumentNode, ASTVisitorKeyMap, FieldNode, SelectionSetNode } from "graphql";
import type { RequestScope } from "../subgraph/index.ts";
import { createAskPersons } from "./ask-persons.ts";
import type { HolderOf } from "./holders.ts";
import { toPersonsQuery } from "./holders.ts";
import type { Asked } from "./person-calls.ts";

/** What a person is known by, behind an id of the graph's own; undefined for any other text. */
export type TunnuksenLaji = (id: string) => "HETU" | "TILAPAINEN" | undefined;

/** Gives a field of the root, or a set of them, with arguments that name the person of today. */
export type ToCurrent = <T extends FieldNode | SelectionSetNode>(entered: T, asked: Asked) => Promise<T>;

/** Of fields at the root their arguments, and nothing below. */
const rootArguments: ASTVisitorKeyMap = {
  SelectionSet: ["selections"],
  InlineFragment: ["selectionSet"],
  Field: ["arguments"],
};

/**
 * Of a person who was met without an identity code and has been given one, the id of the time before still resolves: an
 * argument at the root that names it is made to name the person's id of today. The region that gave the temporary
 * identity is asked; while it can't be, the id stands as it is and tells what the region knows by it. To be called for
 * what the asker may enter by: it asks a register.
 */
export function createToCurrent(holderOf: HolderOf, tunnuksenLaji: TunnuksenLaji): ToCurrent {
  const ask = createAskPersons<string>({
    holder: holderOf("nykyinenTunniste"),
    tiedot: [7],
    document: toPersonsQuery("nykyinenTunniste"),
    read: ({ nykyinenTunniste }) => (typeof nykyinenTunniste === "string" ? nykyinenTunniste : undefined),
  });
  return async (entered, { variables, scope }) => {
    const named = new Map<ArgumentNode, string>();
    for (const argument of argumentsOf(entered)) {
      const { value } = argument;
      const id =
        value.kind === Kind.VARIABLE ? variables[value.name.value] : valueFromASTUntyped(value, { ...variables });
      if (typeof id === "string" && tunnuksenLaji(id) === "TILAPAINEN") named.set(argument, id);
    }
    if (named.size === 0) return entered;
    const current = await ask([...named.values()], scope);
    const changed = new Map<ArgumentNode, ArgumentNode>();
    for (const [argument, id] of named) {
      const value = current.get(id);
      if (value !== undefined) changed.set(argument, { ...argument, value: { kind: Kind.STRING, value } });
    }
    return visit(entered, { Argument: (argument) => changed.get(argument) }, rootArguments);
  };
}

const known = new WeakMap<FieldNode | SelectionSetNode, readonly ArgumentNode[]>();

/** Arguments at the root: looked for once in what a plan asks again and again. */
function argumentsOf(entered: FieldNode | SelectionSetNode): readonly ArgumentNode[] {
  const found = known.get(entered);
  if (found !== undefined) return found;
  const made: ArgumentNode[] = [];
  visit(entered, { Argument: (argument) => void made.push(argument) }, rootArguments);
  known.set(entered, made);
  return made;
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
