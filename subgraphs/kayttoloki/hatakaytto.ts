import { hasPersonalCode } from "../../gateway/has-personal-code.ts";
import type { AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";
import { openTunnus, toSubgraphError } from "../../gateway/subgraph/index.ts";
import type { Palvelut } from "./services.ts";

/** Emergency access lasts an hour, and is of one person. */
const lifeMs = 60 * 60 * 1000;
const reasonLength = { min: 20, max: 500 } as const;

/** Emergency access that was started. */
export interface Hatakaytto {
  readonly asiakas: AsiakasKey;
  readonly paattyy: string;
}

const badReason = {
  fi: "syyn on oltava 20-500 merkkiä eikä siinä saa olla henkilö- tai tilitunnusta",
  sv: "orsaken ska ha 20-500 tecken och ingen personbeteckning eller kontonummer",
  en: "the reason must have 20-500 characters and no identity code or account number",
};

/**
 * Starts emergency access for a health care professional (785/1992 8 § [R]): in force once its row is on
 * durable storage, and never before. @throws BAD_USER_INPUT, AUDIT_UNAVAILABLE.
 */
export async function startHatakaytto(
  { asiakas, syy }: { readonly asiakas: string; readonly syy: string },
  context: SubgraphContext,
  { loki, emergencies, pseudonyms, now }: Palvelut,
): Promise<Hatakaytto> {
  const { actor, pyynto } = context;
  if (actor.kind !== "ammattilainen") throw toSubgraphError("FORBIDDEN", {});
  openTunnus({ id: asiakas }, context);
  const reason = syy.trim();
  if (reason.length < reasonLength.min || reason.length > reasonLength.max || hasPersonalCode(reason)) {
    throw toSubgraphError("BAD_USER_INPUT", { syy: badReason });
  }
  const untilMs = now().getTime() + lifeMs;
  const paattyy = new Date(untilMs).toISOString();
  const written = await loki.append([
    {
      laji: "HATAKAYTTO",
      pyynto,
      toimija: actor,
      operaatio: undefined,
      asiakasId: asiakas,
      suhde: "HATAKAYTTO",
      tiedot: [],
      kentat: [],
      evatyt: [],
      lahteet: [],
      moottori: undefined,
      hatakaytto: { syy: reason, paattyy },
    },
  ]);
  if (!written.ok) throw toSubgraphError("AUDIT_UNAVAILABLE", {});
  emergencies.add({ toimija: pseudonyms.toimija(actor), asiakas: pseudonyms.asiakas(asiakas) ?? "", untilMs });
  return { asiakas: { id: asiakas }, paattyy };
}
