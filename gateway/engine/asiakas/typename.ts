import { Kind } from "graphql";
import type { SelectionNode } from "graphql";

/** Asks an object only of which type it is. */
export const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };
