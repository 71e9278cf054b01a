import type { SelectionSetNode } from "graphql";
import type { Catalogue, Kentta } from "../catalogue/index.ts";
import type { ErrorCode } from "../errors.ts";
import type { RequestScope } from "../subgraph/index.ts";
import { judgePersonField, letterOf } from "./judge.ts";
import type { Stance } from "./judge.ts";
import { narrow, personType } from "./narrow.ts";
import type { Narrowed } from "./narrow.ts";
import type { AskTurvakielto } from "./turvakielto.ts";

/** A person as the engine, or an answer, names them. */
export type Representation = Readonly<Record<string, unknown>>;

/** Persons to whom the actor stands the same way: one call, of one narrowed selection. */
export interface Group {
  readonly narrowed: Narrowed;
  readonly members: readonly { readonly person: Representation; readonly position: number }[];
}

/** What is left of a selection for a stance; kept, because the plan's selections come again and again. */
export type NarrowFor = (set: SelectionSetNode, stance: Stance) => Narrowed;

/** The stance to each of some persons, in their order. */
export type StancesOf = (
  persons: readonly Representation[],
  set: SelectionSetNode,
  scope: RequestScope,
) => Promise<readonly Stance[]>;

/** How the actor stands to each person. Whether a place is protected is asked only where one would be shown. */
export function createStances(askTurvakielto: AskTurvakielto, narrowFor: NarrowFor): StancesOf {
  return async (persons, set, scope) => {
    const letters = persons.map(({ id }) => (typeof id === "string" ? letterOf(scope.actor, id) : undefined));
    const asking = persons.flatMap(({ id }, at) => {
      const kirjain = letters[at];
      if (typeof id !== "string" || kirjain === undefined || kirjain === "S") return [];
      return narrowFor(set, { kirjain, paikka: true }).asksPlace ? [id] : [];
    });
    const shown = asking.length === 0 ? new Set<string>() : await askTurvakielto([...new Set(asking)], scope);
    return persons.map(({ id }, at) => ({
      kirjain: letters[at],
      paikka: letters[at] === "S" || (typeof id === "string" && shown.has(id)),
    }));
  };
}

/** Narrows each selection once for each stance. */
export function createNarrowing(catalogue: Catalogue): NarrowFor {
  const known = new WeakMap<SelectionSetNode, Map<string, Narrowed>>();
  return (set, stance) => {
    const byStance = known.get(set) ?? new Map<string, Narrowed>();
    known.set(set, byStance);
    const key = keyOfStance(stance);
    const found = byStance.get(key);
    if (found !== undefined) return found;
    const judge = (field: Kentta): ErrorCode | undefined => judgePersonField(field, stance, catalogue);
    const made = narrow(set, personType, { catalogue, judge });
    byStance.set(key, made);
    return made;
  };
}

function keyOfStance({ kirjain, paikka }: Stance): string {
  return `${kirjain ?? "-"}${paikka ? "+" : "-"}`;
}

/** Groups persons by stance, keeping each one's position. */
export function groupByStance(
  persons: readonly Representation[],
  stances: readonly Stance[],
  narrowFor: (stance: Stance) => Narrowed,
): readonly Group[] {
  const groups = new Map<string, { narrowed: Narrowed; members: { person: Representation; position: number }[] }>();
  for (const [position, person] of persons.entries()) {
    const stance = stances[position] ?? { kirjain: undefined, paikka: false };
    const key = keyOfStance(stance);
    const group = groups.get(key) ?? { narrowed: narrowFor(stance), members: [] };
    groups.set(key, group);
    group.members.push({ person, position });
  }
  return [...groups.values()];
}
