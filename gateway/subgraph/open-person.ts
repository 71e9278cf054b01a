import type { Tunnus } from "./asiakas-id.ts";
import type { SubgraphContext } from "./define-subgraph.ts";
import { toSubgraphError } from "./subgraph-error.ts";

/** What the engine hands to a resolver of a field of `Asiakas`. */
export interface AsiakasKey {
  readonly id: string;
}

const unknownId = {
  fi: "asiakkaan tunniste ei ole tämän palvelun antama",
  sv: "kundens id är inte givet av den här tjänsten",
  en: "the customer's id was not given by this service",
};

/**
 * The key of the person whom a client names: a third party has ids of its own, which no other receiver's
 * open; everyone else the graph's. @throws BAD_USER_INPUT as `openTunnus`.
 */
export function openKey(id: string, context: SubgraphContext): AsiakasKey {
  const { actor, ids } = context;
  if (actor.kind !== "kolmasosapuoli") {
    openTunnus({ id }, context);
    return { id };
  }
  const tunnus = ids.openFor(actor.vastaanottaja, id);
  if (tunnus === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: unknownId });
  return { id: ids.seal(tunnus) };
}

/** The person behind an id. @throws BAD_USER_INPUT for an id that this deployment did not give. */
export function openTunnus({ id }: AsiakasKey, { ids }: SubgraphContext): Tunnus {
  const tunnus = ids.open(id);
  if (tunnus === undefined) {
    throw toSubgraphError("BAD_USER_INPUT", { syy: unknownId });
  }
  return tunnus;
}

/**
 * The identity code behind an id; undefined for a person who has none. A temporary identifier is a
 * region's own: a national register is never asked about it. @throws as `openTunnus`.
 */
export function openHetu(key: AsiakasKey, context: SubgraphContext): string | undefined {
  const { laji, arvo } = openTunnus(key, context);
  return laji === "HETU" ? arvo : undefined;
}
