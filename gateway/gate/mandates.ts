import type { Valtuusasia } from "../policy/index.ts";
import { createAskPersons } from "./ask-persons.ts";
import type { AskPersons } from "./ask-persons.ts";
import { isObject } from "../is-object.ts";
import { toPersonsQuery } from "./holders.ts";
import type { HolderOf } from "./holders.ts";

/** Matters in which the signed-in customer may now act for each person; one who is missing could not be asked about. */
export type FindMandates = AskPersons<readonly Valtuusasia[]>;

/**
 * Mandates of adults by Suomi.fi-valtuudet (571/2016 [R]): asked of the pair at each request, so that one that is ended
 * counts at the next. An answer that names a matter not known is no answer.
 */
export function createFindMandates(holderOf: HolderOf): FindMandates {
  return createAskPersons<readonly Valtuusasia[]>({
    holder: holderOf("valtuutus"),
    tiedot: [105],
    document: toPersonsQuery("valtuutus(asioija: $asioija) { asiat }", ", $asioija: ID!"),
    variablesOf: (actor) => (actor.kind === "asiakas" ? { asioija: actor.asiakasId } : {}),
    read({ valtuutus }) {
      const asiat: unknown = isObject(valtuutus) ? valtuutus["asiat"] : undefined;
      return Array.isArray(asiat) && asiat.every(isValtuusasia) ? asiat : undefined;
    },
  });
}

/** Every matter a mandate can be of. */
export const kaikkiAsiat: readonly Valtuusasia[] = ["SOSIAALIHUOLTO", "TERVEYDENHUOLTO"];

function isValtuusasia(value: unknown): value is Valtuusasia {
  return kaikkiAsiat.some((asia) => asia === value);
}
