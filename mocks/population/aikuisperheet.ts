import { ankkuri } from "./paiva.ts";
import { suunnittele } from "./perheen-osat.ts";
import type { Perhe, Suunnitelma } from "./perheen-osat.ts";
import type { Random } from "./random.ts";
import { aikuinen, sukupuoli, vanhempi } from "./syntymat.ts";

/** An adult living alone: unmarried, or from 35 years on sometimes divorced. */
export function yksinElava(random: Random): Perhe {
  const syntyi = aikuinen(random, 18, 96);
  const siviilisaaty = syntyi < ankkuri - 35 * 365 ? random.pick([1, 1, 4] as const) : 1;
  return { jasenet: [suunnittele({ syntyi, sukupuoli: sukupuoli(random), siviilisaaty })] };
}

/** A married couple whose children, if any, are adults with homes of their own. */
export function pariskunta(random: Random): Perhe {
  const aikuiset = aikuisetLapset(random, random.pick([0, 0, 1, 2, 3]));
  const vanhin = aikuiset[0]?.syntyi;
  const aiti = vanhin === undefined ? aikuinen(random, 24, 85) : vanhempi(random, vanhin);
  const isa = vanhin === undefined ? aiti - random.between(-900, 1500) : vanhempi(random, vanhin);
  return {
    jasenet: [
      suunnittele({ syntyi: isa, sukupuoli: "MIES", siviilisaaty: 2, puoliso: 1 }),
      suunnittele({ syntyi: aiti, sukupuoli: "NAINEN", siviilisaaty: 2, puoliso: 0 }),
      ...aikuiset,
    ],
  };
}

/** A widow or widower, the dead spouse, and adult children. The dead keep the marital status they had. */
export function leski(random: Random): Perhe {
  const aikuiset = aikuisetLapset(random, random.pick([1, 1, 2]));
  const vanhin = aikuiset[0]?.syntyi ?? ankkuri;
  const mies = random.chance(0.25);
  return {
    jasenet: [
      suunnittele({ syntyi: vanhempi(random, vanhin), sukupuoli: mies ? "MIES" : "NAINEN", siviilisaaty: 5 }),
      suunnittele({
        syntyi: vanhempi(random, vanhin),
        sukupuoli: mies ? "NAINEN" : "MIES",
        siviilisaaty: 2,
        kuoli: ankkuri - random.between(1, 15 * 365),
      }),
      ...aikuiset,
    ],
  };
}

/** Two of the same sex in a registered partnership (2002-2017). */
export function rekisteroityPari(random: Random): Perhe {
  const mies = sukupuoli(random);
  const ensimmainen = aikuinen(random, 32, 70);
  return {
    jasenet: [
      suunnittele({ syntyi: ensimmainen, sukupuoli: mies, siviilisaaty: 6, puoliso: 1 }),
      suunnittele({ syntyi: ensimmainen - random.between(-1500, 1500), sukupuoli: mies, siviilisaaty: 6, puoliso: 0 }),
    ],
  };
}

/** After a registered partnership: parted (7) or the partner dead (8). */
export function rekisteroidystaJaanyt(random: Random): Perhe {
  return {
    jasenet: [
      suunnittele({
        syntyi: aikuinen(random, 35, 80),
        sukupuoli: sukupuoli(random),
        siviilisaaty: random.pick([7, 8] as const),
      }),
    ],
  };
}

/** Born in the 1800s, dead for long: the only ones whose code has the sign `+`. */
export function kauanKuollut(random: Random): Perhe {
  const syntyi = ankkuri - random.between(128 * 365, 145 * 365);
  const kuoli = syntyi + random.between(72 * 365, 95 * 365);
  return {
    jasenet: [suunnittele({ syntyi, sukupuoli: sukupuoli(random), siviilisaaty: random.pick([1, 5] as const), kuoli })],
  };
}

/** A Finnish citizen who lives abroad. */
export function maastamuuttanut(random: Random): Perhe {
  const syntyi = aikuinen(random, 22, 75);
  return { jasenet: [suunnittele({ syntyi, sukupuoli: sukupuoli(random), tilanne: "MAASTAMUUTTANUT" })] };
}

function aikuisetLapset(random: Random, lapsia: number): readonly Suunnitelma[] {
  const vanhin = aikuinen(random, 26, 56);
  return Array.from({ length: lapsia }, (_, at) =>
    suunnittele({ syntyi: vanhin + at * 800, sukupuoli: sukupuoli(random), vanhemmat: [0, 1], asunto: at + 1 }),
  );
}
