import type { Actor } from "../actor/index.ts";
import { createAskPersons } from "./ask-persons.ts";
import type { AskPersons } from "./ask-persons.ts";
import { isObject } from "../is-object.ts";
import { toPersonsQuery } from "./holders.ts";
import type { HolderOf } from "./holders.ts";
import type { Suostumusviite } from "./judge.ts";

/** What live consents of a person give to this receiver. */
export interface Consents {
  /** Numbers of the items that they name. */
  readonly tiedot: ReadonlySet<number>;
  readonly viitteet: readonly Suostumusviite[];
}

/** Live consents of persons. */
export type AskConsents = AskPersons<Consents>;

/** Consents at the time of asking, kept for one request only: one withdrawn counts at the next. */
export function createAskConsents(holderOf: HolderOf): AskConsents {
  return createAskPersons<Consents>({
    holder: holderOf("suostumus"),
    tiedot: [9],
    document: toPersonsQuery(
      "suostumus(vastaanottaja: $vastaanottaja) { voimassa tiedot suostumukset { suostumusId versio } }",
      ", $vastaanottaja: String!",
    ),
    variablesOf: (actor) => ({ vastaanottaja: receiverOf(actor) }),
    read({ suostumus }) {
      if (!isObject(suostumus) || typeof suostumus["voimassa"] !== "boolean") return undefined;
      const { voimassa, tiedot, suostumukset } = suostumus;
      if (!voimassa || !Array.isArray(tiedot) || !Array.isArray(suostumukset)) return none;
      return {
        tiedot: new Set(tiedot.filter((tieto: unknown) => typeof tieto === "number")),
        viitteet: suostumukset.flatMap(toViite),
      };
    },
  });
}

const none: Consents = { tiedot: new Set(), viitteet: [] };

function toViite(value: unknown): readonly Suostumusviite[] {
  if (!isObject(value)) return [];
  const { suostumusId, versio } = value;
  return typeof suostumusId === "string" && typeof versio === "number" ? [{ suostumusId, versio }] : [];
}

/** Whom a consent must name: the third party, or the professional's organisation. */
function receiverOf(actor: Actor): string {
  if (actor.kind === "kolmasosapuoli") return actor.vastaanottaja;
  return actor.kind === "ammattilainen" ? actor.organisaatio : "";
}
