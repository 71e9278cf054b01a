import { print } from "graphql";
import type { SelectionSetNode } from "graphql";
import { judgePersonField } from "./judge.ts";
import type { Rules, Stance } from "./judge.ts";
import { narrow, personType } from "./narrow.ts";
import type { Narrowed } from "./narrow.ts";
import { keyOfStance } from "./stance-key.ts";

/** What is left of a selection for a stance; kept, because the plan's selections come again and again. */
export type NarrowFor = (set: SelectionSetNode, stance: Stance) => Narrowed;

const maxStancesKept = 500;

/** What is known of one selection of a plan. */
interface KnownSet {
  readonly byStance: WeakMap<Stance, Narrowed>;
  readonly byKey: Map<string, Narrowed>;
  /** What is left, by its text: for whatever reason the same is withheld, the same is asked. */
  readonly left: Map<string, SelectionSetNode>;
}

/**
 * Compiles each fetch of a plan once for each permission shape: a selection is judged once for each stance, and stances
 * that withhold the same ask by the very same selection, so that its document, its text and all that is made of them
 * are the same too. What is withheld is in none of them.
 */
export function createNarrowing(rules: Rules): NarrowFor {
  const known = new WeakMap<SelectionSetNode, KnownSet>();
  return (set, stance) => {
    const kept = known.get(set) ?? { byStance: new WeakMap(), byKey: new Map(), left: new Map() };
    known.set(set, kept);
    const found = kept.byStance.get(stance);
    if (found !== undefined) return found;
    const key = keyOfStance(stance);
    const narrowed = kept.byKey.get(key) ?? withShared(narrowOne(set, stance, rules), kept.left);
    kept.byStance.set(stance, narrowed);
    if (!kept.byKey.has(key)) keepBounded(kept.byKey, key, narrowed);
    return narrowed;
  };
}

function narrowOne(set: SelectionSetNode, stance: Stance, rules: Rules): Narrowed {
  return narrow(set, personType, {
    catalogue: rules.catalogue,
    // A field that begins a selection stands in no other: without an item of its own it would be judged by none.
    judge: (field, isRoot) =>
      isRoot && field.kentta.tieto === undefined ? { code: "FORBIDDEN" } : judgePersonField(field, stance, rules),
  });
}

function withShared(narrowed: Narrowed, left: KnownSet["left"]): Narrowed {
  const { selectionSet } = narrowed;
  if (selectionSet === undefined) return narrowed;
  const text = print(selectionSet);
  const shared = left.get(text) ?? selectionSet;
  if (!left.has(text)) keepBounded(left, text, shared);
  return { ...narrowed, selectionSet: shared };
}

/** Sets of consented items are many in theory; a full map is begun anew. */
function keepBounded<T>(kept: Map<string, T>, key: string, made: T): void {
  if (kept.size >= maxStancesKept) kept.clear();
  kept.set(key, made);
}
