import type { Actor } from "../actor/index.ts";
import { createAskPersons } from "./ask-persons.ts";
import type { AskPersons } from "./ask-persons.ts";
import { isObject } from "./at-pattern.ts";
import { toPersonsQuery } from "./holders.ts";
import type { HolderOf } from "./holders.ts";

/** Numbers of the items that a live consent of the person names for this receiver. */
export type AskConsents = AskPersons<ReadonlySet<number>>;

/** Consents at the time of asking, kept for one request only: one withdrawn counts at the next. */
export function createAskConsents(holderOf: HolderOf): AskConsents {
  return createAskPersons<ReadonlySet<number>>({
    holder: holderOf("suostumus"),
    tiedot: [9],
    document: toPersonsQuery(
      "suostumus(vastaanottaja: $vastaanottaja) { voimassa tiedot }",
      ", $vastaanottaja: String!",
    ),
    variablesOf: (actor) => ({ vastaanottaja: receiverOf(actor) }),
    read({ suostumus }) {
      if (!isObject(suostumus) || typeof suostumus["voimassa"] !== "boolean") return undefined;
      const { tiedot } = suostumus;
      if (!suostumus["voimassa"] || !Array.isArray(tiedot)) return new Set();
      return new Set(tiedot.filter((tieto: unknown) => typeof tieto === "number"));
    },
  });
}

/** Whom a consent must name: the third party, or the professional's organisation. */
function receiverOf(actor: Actor): string {
  if (actor.kind === "kolmasosapuoli") return actor.vastaanottaja;
  return actor.kind === "ammattilainen" ? actor.organisaatio : "";
}
