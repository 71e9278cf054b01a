import type { Kotialueet, RequestScope } from "../subgraph/index.ts";
import { judgePersonField } from "./judge.ts";
import type { Rules, Stance } from "./judge.ts";
import { personType } from "./narrow.ts";
import type { Group } from "./stances.ts";
import type { Turvakielto } from "./turvakielto.ts";

/** Home regions of a group, for the subgraph that is asked; undefined where none may be used. */
export type FindKotialueet = (group: Group, scope: RequestScope) => Promise<Kotialueet | undefined>;

/**
 * The home regions by which a subgraph chooses whom to ask. Which regions were asked can be seen from outside: by the
 * number of calls, and by a region that is down. So they are told only where the asker may be told `Asiakas.alue` of
 * the person by the rules themselves; of everyone else every region is asked, which tells nothing. Not asked at all
 * where nothing that is left of the selection turns on it.
 */
export function createFindKotialueet(turvakielto: Turvakielto, rules: Rules): FindKotialueet {
  const mayKnow = createMayKnowAlue(rules);
  return async ({ narrowed, members, stance }, scope) => {
    if (!narrowed.kotialueelta || !mayKnow(stance)) return undefined;
    const ids = members.flatMap(({ person: { id } }) => (typeof id === "string" ? [id] : []));
    const found = await turvakielto.findKotialueet([...new Set(ids)], scope);
    return found.size === 0 ? undefined : Object.fromEntries(found);
  };
}

function createMayKnowAlue(rules: Rules): (stance: Stance) => boolean {
  const kentta = rules.catalogue.kentta(personType, "alue");
  return (stance) =>
    kentta?.tieto !== undefined &&
    judgePersonField({ kentta, tieto: kentta.tieto, rivilla: false }, stance, rules) === undefined;
}
