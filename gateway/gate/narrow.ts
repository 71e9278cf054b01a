import { Kind } from "graphql";
import type { FieldNode, SelectionNode, SelectionSetNode } from "graphql";
import type { Catalogue, Kentta } from "../catalogue/index.ts";
import type { ErrorCode } from "../errors.ts";

/** A step of a pattern is a response key; lists are walked through wherever they are met. */
export type KeyPattern = readonly string[];

/** A field that was taken out, and why. */
export interface Denial {
  readonly at: KeyPattern;
  readonly code: ErrorCode;
  readonly tieto: number | undefined;
}

/** A place where another person begins: that person is asked about in a call of their own. */
export interface PersonBorder {
  readonly at: KeyPattern;
  readonly selectionSet: SelectionSetNode;
}

/** What is left of a selection, and what was taken out of it. */
export interface Narrowed {
  /** Undefined when nothing is left to ask. */
  readonly selectionSet: SelectionSetNode | undefined;
  readonly denials: readonly Denial[];
  readonly borders: readonly PersonBorder[];
  /** Does what is left tell where the person is. */
  readonly asksPlace: boolean;
  /** Top-level response keys of what is left, for errors that concern the whole call. */
  readonly keys: readonly string[];
}

/** Decides one field of one person: undefined lets it through, a code takes it out. */
export type JudgeField = (field: Kentta) => ErrorCode | undefined;

/** The type that is a person. */
export const personType = "Asiakas";

/** Response key under which the gate asks for the id at a border; no client can choose it. */
export const borderKey = "__asiakasId";

/**
 * Takes out of one person's selection what `judge` denies. A field that the catalogue does not know
 * is denied. A selection on another person is replaced by that person's id, and told as a border.
 */
export function narrow(
  selectionSet: SelectionSetNode,
  parentType: string,
  { catalogue, judge }: { readonly catalogue: Catalogue; readonly judge: JudgeField },
): Narrowed {
  const denials: Denial[] = [];
  const borders: PersonBorder[] = [];
  const keys: string[] = [];
  let asksPlace = false;

  const walk = (set: SelectionSetNode, type: string, at: KeyPattern): SelectionSetNode | undefined => {
    const kept: SelectionNode[] = [];
    for (const selection of set.selections) {
      const left = keep(selection, type, at);
      if (left === undefined) continue;
      kept.push(left);
      if (at.length === 0 && left.kind === Kind.FIELD) keys.push(keyOf(left));
    }
    return kept.length === 0 ? undefined : { kind: Kind.SELECTION_SET, selections: kept };
  };

  const keep = (selection: SelectionNode, type: string, at: KeyPattern): SelectionNode | undefined => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error("a subgraph operation holds a named fragment");
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = walk(selection.selectionSet, selection.typeCondition?.name.value ?? type, at);
      return inner === undefined ? undefined : { ...selection, selectionSet: inner };
    }
    return keepField(selection, type, [...at, keyOf(selection)]);
  };

  const keepField = (field: FieldNode, type: string, at: KeyPattern): FieldNode | undefined => {
    const name = field.name.value;
    if (name === "__typename" || (type === personType && name === "id")) return field;
    const known = catalogue.kentta(type, name);
    // A field of a person that carries no item has no rule, and what has no rule is denied.
    const unruled = known === undefined || (type === personType && known.tieto === undefined);
    const code = unruled ? "FORBIDDEN" : judge(known);
    if (known === undefined || code !== undefined) {
      denials.push({ at, code: code ?? "FORBIDDEN", tieto: known?.tieto });
      return undefined;
    }
    if (known.paljastaaPaikan !== undefined) asksPlace = true;
    return field.selectionSet === undefined ? field : keepBelow(field, field.selectionSet, { type: known.tyyppi, at });
  };

  const keepBelow = (
    field: FieldNode,
    set: SelectionSetNode,
    { type, at }: { readonly type: string; readonly at: KeyPattern },
  ): FieldNode | undefined => {
    if (type === personType) {
      if (isOnlyKey(set)) return field;
      borders.push({ at, selectionSet: set });
      return { ...field, selectionSet: keyOnly };
    }
    const before = denials.length;
    const inner = walk(set, type, at);
    if (inner !== undefined) return { ...field, selectionSet: inner };
    // All that was asked below is taken out: nothing is left to ask, and the field itself is told as denied.
    const [first] = denials.splice(before);
    denials.push({ at, code: first?.code ?? "FORBIDDEN", tieto: first?.tieto });
    return undefined;
  };

  const left = walk(selectionSet, parentType, []);
  return { selectionSet: left, denials, borders, asksPlace, keys };
}

/** The key under which a field's value stands in the answer. */
function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

const keyOnly: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [
    {
      kind: Kind.FIELD,
      alias: { kind: Kind.NAME, value: borderKey },
      name: { kind: Kind.NAME, value: "id" },
    },
  ],
};

function isOnlyKey(set: SelectionSetNode): boolean {
  return set.selections.every(
    (selection) =>
      selection.kind === Kind.FIELD && (selection.name.value === "__typename" || selection.name.value === "id"),
  );
}
