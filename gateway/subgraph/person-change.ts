import { codeOf } from "../source/index.ts";
import type { SourceFailure, SourceResult } from "../source/index.ts";
import type { ErrorParameters } from "../errors.ts";
import type { Tunnus } from "./asiakas-id.ts";
import type { SubgraphContext } from "./define-subgraph.ts";
import { openTunnus } from "./open-person.ts";
import type { AsiakasKey } from "./open-person.ts";
import { toSubgraphError } from "./subgraph-error.ts";

/** Whose data is to be changed. */
export interface Muutettava {
  readonly key: AsiakasKey;
  readonly tunnus: Tunnus;
}

/**
 * The person whose data a mutation changes: whom its argument `asiakas` names, else the customer who is signed in. The
 * gate has judged it, and says so with the call: nothing is changed by an argument alone. @throws BAD_USER_INPUT for an
 * id that was not given here; FORBIDDEN where the gate has not let this person's items be changed.
 */
export function openMuutettava(asiakas: string | null | undefined, context: SubgraphContext): Muutettava {
  const { actor, sallittu } = context;
  if (actor.kind !== "asiakas") throw toSubgraphError("FORBIDDEN", {});
  const key = { id: asiakas ?? actor.asiakasId };
  const tunnus = openTunnus(key, context);
  if (sallittu?.asiakkaat.includes(key.id) !== true) throw toSubgraphError("FORBIDDEN", {});
  return { key, tunnus };
}

/** Has the gate let this item be changed: a mutation of several items may be judged differently for each. */
export function mayChange(tieto: number, { sallittu }: SubgraphContext): boolean {
  return sallittu?.tiedot.includes(tieto) === true;
}

/** @throws FORBIDDEN where the gate has not let this item be changed by this call. */
export function checkMayChange(tieto: number, context: SubgraphContext): void {
  // The customer's own items are let through all alike: only a mandate covers some and others not.
  if (!mayChange(tieto, context)) throw toSubgraphError("FORBIDDEN", { tieto, saanto: "VALTUUDEN-ASIA" });
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** An idempotency key as registers are told it. @throws BAD_USER_INPUT for one that is no UUID. */
export function parseToistoavain(given: string): string {
  if (!uuid.test(given)) throw toSubgraphError("BAD_USER_INPUT", { syy: badKey });
  return given.toLowerCase();
}

/**
 * A change as it went. What a source that did not answer as it should may have done is not known: so it is told, with the
 * advice to repeat. @throws the error of the failure.
 */
export function unwrapChange<T>(result: SourceResult<T>, lahde: string): T {
  if (result.ok) return result.value;
  const { failure } = result;
  throw toSubgraphError(codeOf(failure), { lahde, ...(isUnknown(failure) ? muutosEpaselva : {}) });
}

/** What failed before the register was asked to change anything. @throws the error of the failure, which says so. */
export function unwrapBeforeChange<T>(result: SourceResult<T>, lahde: string): T {
  if (result.ok) return result.value;
  throw toSubgraphError(codeOf(result.failure), { lahde, ...(isUnknown(result.failure) ? muutosTekematta : {}) });
}

function isUnknown({ kind }: SourceFailure): boolean {
  return kind === "timeout" || kind === "unavailable" || kind === "invalid";
}

/** What a client is told of a change whose outcome is not known. */
export const muutosEpaselva: ErrorParameters = {
  saanto: "MUUTOS-EPASELVA",
  neuvo: {
    fi: "Ei ole tiedossa, tuliko muutos voimaan. Toista se samoilla arvoilla: se ei voi tulla kahdesti.",
    sv: "Det är inte känt om ändringen gjordes. Upprepa den med samma värden: den kan inte göras två gånger.",
    en: "It is not known whether the change was made. Repeat it with the same values: it can't be made twice.",
  },
};

/** What a client is told of a change that failed before any register was asked to make it. */
export const muutosTekematta: ErrorParameters = {
  saanto: "MUUTOS-TEKEMATTA",
  neuvo: {
    fi: "Mitään ei muutettu. Yritä uudelleen samoilla arvoilla.",
    sv: "Ingenting ändrades. Försök på nytt med samma värden.",
    en: "Nothing was changed. Try again with the same values.",
  },
};

const badKey = { fi: "toistoavain on UUID", sv: "toistoavain är en UUID", en: "toistoavain is a UUID" };

/** Why a key is refused that was used with other values. */
export const toistoavainKaytetty = {
  fi: "toistoavain on jo käytetty muilla arvoilla: anna uusi",
  sv: "nyckeln har redan använts med andra värden: ge en ny",
  en: "the key has been used with other values: give a new one",
};
