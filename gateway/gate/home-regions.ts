import type { Kotialueet, RequestScope } from "../subgraph/index.ts";
import { judgePersonField } from "./judge.ts";
import type { Rules, Stance } from "./judge.ts";
import { personType } from "./narrow.ts";
import type { Group } from "./stances.ts";
import type { Turvakielto } from "./turvakielto.ts";

/** Home regions of a group, for the subgraph that is asked; undefined where none may be used. */
export type FindKotialueet = (group: Group, scope: RequestScope) => Promise<Kotialueet | undefined>;

/** Share of the time left that is waited for them: a register that hangs then costs no field of others. */
const patience = 0.25;

/**
 * The home regions by which a subgraph chooses whom to ask. Which regions were asked can be seen from outside: by the
 * number of calls, and by a region that is down. So they are told only where the asker may be told `Asiakas.alue` of
 * the person by the rules themselves; of everyone else every region is asked, which tells nothing. Nothing is asked
 * where no field that is left turns on it.
 */
export function createFindKotialueet(turvakielto: Turvakielto, rules: Rules): FindKotialueet {
  const mayKnow = createMayKnowAlue(rules);
  const find = async (ids: readonly string[], stance: Stance, scope: RequestScope): Promise<Kotialueet | undefined> => {
    const shown = await askShown(ids, { stance, scope, turvakielto });
    const found = await turvakielto.findKotialueet(
      ids.filter((id) => shown.has(id)),
      scope,
    );
    return found.size === 0 ? undefined : Object.fromEntries(found);
  };
  return async ({ narrowed, members, stance }, scope) => {
    if (!narrowed.kotialueelta) return undefined;
    // What it would turn on is asked only where it would help.
    const unprotected = { ...stance, asema: { ...stance.asema, turvakielto: false } };
    if (!mayKnow(unprotected)) return undefined;
    const ids = members.flatMap(({ person: { id } }) => (typeof id === "string" ? [id] : []));
    return withPatience(find([...new Set(ids)], stance, scope), scope);
  };
}

interface Showing {
  readonly stance: Stance;
  readonly scope: RequestScope;
  readonly turvakielto: Turvakielto;
}

/** Those whose place may be told: everyone's own, of others as for a field that tells it. */
function askShown(ids: readonly string[], { stance, scope, turvakielto }: Showing): Promise<ReadonlySet<string>> {
  if (stance.asema.kysyja === "S") return Promise.resolve(new Set(ids));
  return scope.actor.kind === "asiakas" ? turvakielto.askShownToGuardian(ids, scope) : turvakielto.askShown(ids, scope);
}

async function withPatience<T>(answer: Promise<T>, { deadline }: RequestScope): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), deadline.leftMs() * patience);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function createMayKnowAlue(rules: Rules): (stance: Stance) => boolean {
  const kentta = rules.catalogue.kentta(personType, "alue");
  return (stance) =>
    kentta?.tieto !== undefined && judgePersonField({ kentta, tieto: kentta.tieto }, stance, rules) === undefined;
}
