import { alueet } from "./alueet.ts";
import type { Henkilo } from "./person.ts";
import { createRandom } from "./random.ts";
import { toAntajaAlue } from "./tilapainen-tunnus.ts";
import { isAlle18 } from "./to-henkilo.ts";

/** Regions in which a persona has lived, the present one first. */
const personojenAlueet: Readonly<Record<string, readonly string[]>> = {
  aino: ["08"],
  sofia: ["90", "15", "08"],
  kaisa: ["05"],
};

/**
 * Regions whose CRM knows the person, the present home region first: where one lives, for some adults
 * also where one lived before; for an emigrant the last region; for a person without a home municipality
 * the region met. Åland has no region node, so it is never among them.
 */
export function tunnetutAlueet(seed: number, henkilo: Henkilo): readonly string[] {
  const oma = henkilo.persona === undefined ? undefined : personojenAlueet[henkilo.persona];
  if (oma !== undefined) return oma;
  const nykyinen = henkilo.alue ?? toAntajaAlue(seed, henkilo.index);
  const random = createRandom(seed, "alueet", henkilo.index);
  const entinen = random.pick(alueet).koodi;
  const muuttanut = random.chance(0.12) && henkilo.alue !== undefined && !isAlle18(henkilo) && entinen !== nykyinen;
  return (muuttanut ? [nykyinen, entinen] : [nykyinen]).filter((alue) => alue !== "91");
}
