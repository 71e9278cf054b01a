import type { SubgraphContext } from "./define-subgraph.ts";
import { toSubgraphError } from "./subgraph-error.ts";

/** Places in a list as clients hold them: good for one asker and one list only, and telling nothing. */
export interface Cursors {
  seal(kohta: string): string;
  /** The place in the list. @throws BAD_USER_INPUT for a cursor of another asker or list, or of nobody's. */
  open(cursor: string): string;
}

const unknownCursor = {
  fi: "after ei ole tämän listan antama kohta",
  sv: "after är inte en plats som den här listan har gett",
  en: "after is no place that this list has given",
};

/**
 * Cursors bound to who asks and to the list: `list` names it, with the person and the arguments it is of,
 * but not how much of it is asked at a time.
 */
export function createCursors(
  { ids, actor }: Pick<SubgraphContext, "ids" | "actor">,
  list: readonly string[],
): Cursors {
  const bound = [actor.kind, "sub" in actor ? actor.sub : "", ...list];
  return {
    seal: (kohta) => ids.sealKohta(bound, kohta),
    open(cursor) {
      const kohta = ids.openKohta(bound, cursor);
      if (kohta === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: unknownCursor });
      return kohta;
    },
  };
}

const maxPage = 100;

const badPage = {
  fi: `first on 1-${maxPage}`,
  sv: `first är 1-${maxPage}`,
  en: `first is 1-${maxPage}`,
};

/** Checks how much of a list is asked at a time. @throws BAD_USER_INPUT outside 1-100. */
export function checkFirst(first: number): number {
  if (first < 1 || first > maxPage) throw toSubgraphError("BAD_USER_INPUT", { syy: badPage });
  return first;
}
