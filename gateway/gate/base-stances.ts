import type { Actor } from "../actor/index.ts";
import { toParas } from "../policy/index.ts";
import type { Asema, Suhde } from "../policy/index.ts";
import { createOnceOf } from "./create-once.ts";
import { letterOf } from "./judge.ts";
import type { Rules, Stance } from "./judge.ts";
import { keyOfStance } from "./stance-key.ts";

/** Stances that turn on the actor alone. */
interface BaseStances {
  /** To the actor's own data. */
  readonly own: Stance;
  /** To what is of nobody. */
  readonly nobodys: Stance;
  /** To others, of whom nothing is known yet; and the best that could be. */
  readonly others: Stance;
  readonly best: Stance;
}

/** The stances of an actor. */
export type BaseStancesOf = (actor: Actor) => BaseStances;

/** What they are made of. */
interface BaseKit {
  readonly rules: Rules;
  readonly hasTurvakieltoOikeus: (actor: Actor) => boolean;
}

/** Made once for each actor, and one stance for all actors who stand the same way: what is kept by stance is found by it. */
export function createBaseStances(kit: BaseKit): BaseStancesOf {
  const same = new Map<string, Stance>();
  const shared = (stance: Stance): Stance => {
    const key = keyOfStance(stance);
    const found = same.get(key) ?? stance;
    if (same.size >= maxShared) same.clear();
    same.set(key, found);
    return found;
  };
  return createOnceOf((actor: Actor): BaseStances => {
    const letter = actor.kind === "asiakas" ? "P" : letterOf(actor);
    const others = toBase(actor, withLetter(letter, "EI"), kit);
    return {
      own: shared(toBase(actor, withLetter("S", "OMA"), kit)),
      nobodys: shared(toBase(actor, withLetter("EI_KUKAAN", "EI"), kit)),
      others: shared(others),
      // In the best case nothing is left: denied by the role, and nobody need be asked why.
      best: shared({ ...others, asema: toParas(others.asema), suostumukset: "KAIKKI" }),
    };
  });
}

const maxShared = 1000;

type Letter = Pick<Asema, "kysyja" | "suhde">;

function withLetter(kysyja: Asema["kysyja"], suhde: Suhde): Letter {
  return { kysyja, suhde };
}

/** A stance of which nothing more is known yet: everything that must be asked speaks against. */
function toBase(actor: Actor, letter: Letter, { rules, hasTurvakieltoOikeus }: BaseKit): Stance {
  const purpose = "kayttotarkoitus" in actor ? actor.kayttotarkoitus : undefined;
  return {
    asema: {
      ...letter,
      ikaluokka: "TAYSI",
      valtuusasiat: [],
      kayttotarkoitus: rules.policy.toTarkoitusluokka(purpose),
      turvakielto: true,
      turvakieltoOikeus: hasTurvakieltoOikeus(actor),
    },
    suostumukset: new Set(),
    suostumusviitteet: [],
    suhdeEiTiedossa: undefined,
    suostumusEiTiedossa: undefined,
  };
}
