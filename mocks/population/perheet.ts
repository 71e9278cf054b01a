import {
  kauanKuollut,
  leski,
  maastamuuttanut,
  pariskunta,
  rekisteroidystaJaanyt,
  rekisteroityPari,
  yksinElava,
} from "./aikuisperheet.ts";
import {
  eroperhe,
  lapsiperhe,
  leskivanhempi,
  maarattyHuoltaja,
  tunnukseton,
  turvapaikanhakija,
  yksinhuoltaja,
} from "./lapsiperheet.ts";
import type { Perhe } from "./perheen-osat.ts";
import type { Random } from "./random.ts";

/**
 * Kinds of families with how many of a thousand each is. A family is planned before anybody has an
 * identity code: members refer to one another by place in the list.
 */
const lajit: readonly (readonly [number, (random: Random) => Perhe])[] = [
  [300, yksinElava],
  [200, pariskunta],
  [170, (random) => lapsiperhe(random, 2)],
  [80, (random) => lapsiperhe(random, 1)],
  [75, eroperhe],
  [40, yksinhuoltaja],
  [60, leski],
  [10, leskivanhempi],
  [10, maarattyHuoltaja],
  [8, (random) => lapsiperhe(random, 3)],
  [8, rekisteroityPari],
  [6, rekisteroidystaJaanyt],
  [10, kauanKuollut],
  [12, maastamuuttanut],
  [7, turvapaikanhakija],
  [4, tunnukseton],
];
const kaikkiaan = lajit.reduce((sum, [osuus]) => sum + osuus, 0);

/** The plan of one family of at most `tilaa` persons; a person who lives alone when a larger one does not fit. */
export function suunnittelePerhe(random: Random, tilaa: number): Perhe {
  let left = random.below(kaikkiaan);
  const found = lajit.find(([osuus]) => {
    left -= osuus;
    return left < 0;
  });
  const perhe = (found?.[1] ?? yksinElava)(random);
  return perhe.jasenet.length <= tilaa ? perhe : yksinElava(random);
}
