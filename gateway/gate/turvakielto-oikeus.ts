import type { Actor } from "../actor/index.ts";

/** An organisation that the law lets see a protected place, and the purpose for which it does. */
export interface TurvakieltoOikeus {
  readonly organisaatio: string;
  readonly kayttotarkoitus: string;
}

/**
 * Only those that the configuration names may see a protected place, for the purpose it names, and with
 * the ground stated (661/2009 37 §).
 */
export function createHasTurvakieltoOikeus(oikeudet: readonly TurvakieltoOikeus[]): (actor: Actor) => boolean {
  return (actor) => {
    if (actor.kind !== "ammattilainen") return false;
    if (actor.peruste === undefined) return false;
    return oikeudet.some(
      ({ organisaatio, kayttotarkoitus }) =>
        organisaatio === actor.organisaatio && kayttotarkoitus === actor.kayttotarkoitus,
    );
  };
}
