import type { Reason } from "../errors.ts";
import { alueet } from "./alueet.ts";
import type { SubgraphContext } from "./define-subgraph.ts";
import type { AsiakasKey } from "./open-person.ts";
import { toSubgraphError } from "./subgraph-error.ts";

/** The words of the argument `alueet`; everything else in it is a region's code. */
const alueSanat = { koti: "KOTIALUE", kaikki: "KAIKKI" } as const;

/** The argument `alueet`, which every field has that regions answer; its default in the schema is the item's decision. */
export interface AlueetArgument {
  readonly alueet: readonly string[];
}

const unknownAlue: Reason = {
  fi: `alueet ovat koodeja, kuten "08", tai ${alueSanat.koti} tai ${alueSanat.kaikki}; ks. kenttä alueet`,
  sv: `alueet är koder, såsom "08", eller ${alueSanat.koti} eller ${alueSanat.kaikki}; se fältet alueet`,
  en: `alueet are codes, such as "08", or ${alueSanat.koti} or ${alueSanat.kaikki}; see the field alueet`,
};

/**
 * The regions that are asked of one person; undefined for all. A professional's own region belongs to the home region's
 * answer: it asks of its own customers, wherever they live. Whose home region was not told, or has no node here, is
 * asked of all: a default never hides what there is. `hasNode`: does the register have a node for a region.
 * @throws BAD_USER_INPUT for none, or one that is no region.
 */
export function chooseAlueet(
  { alueet: asked }: AlueetArgument,
  { id }: AsiakasKey,
  { context, hasNode }: { readonly context: SubgraphContext; readonly hasNode: (alue: string) => boolean },
): readonly string[] | undefined {
  const codes = asked.filter((each) => each !== alueSanat.koti && each !== alueSanat.kaikki);
  if (asked.length === 0 || codes.some((each) => alueet.alue(each) === undefined)) {
    throw toSubgraphError("BAD_USER_INPUT", { syy: unknownAlue });
  }
  if (asked.includes(alueSanat.kaikki)) return undefined;
  if (!asked.includes(alueSanat.koti)) return sorted(codes);
  const koti = context.kotialueOf(id);
  if (koti === undefined || !hasNode(koti)) return undefined;
  const { actor } = context;
  const own = actor.kind === "ammattilainen" && hasNode(actor.alue) ? [actor.alue] : [];
  return sorted([...codes, koti, ...own]);
}

/** Each once and in one order, so that equal questions are known to be equal. */
function sorted(codes: readonly string[]): readonly string[] {
  return [...new Set(codes)].toSorted();
}
