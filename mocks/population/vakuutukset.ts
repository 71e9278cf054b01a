import { vakuutusyhtiot } from "./osapuolet.ts";
import type { Henkilo } from "./person.ts";
import type { Vakuutus } from "./maksaminen.ts";
import { createRandom } from "./random.ts";
import { isAlle18 } from "./to-henkilo.ts";

/** Insurances of the personas whose case is about them; other personas have none. */
const personanVakuutukset: Readonly<Record<string, readonly Vakuutus[]>> = {
  aino: [
    {
      yhtio: "vakuutusyhtio-a",
      laji: "SAIRAUSKULU",
      numero: "A-100-000000",
      alkaa: "2018-03-01",
      paattyy: undefined,
      kattaa: ["LAAKARI", "LAAKKEET"],
      omavastuuSentit: 10_000,
    },
    {
      yhtio: "vakuutusyhtio-c",
      laji: "TAPATURMA",
      numero: "C-200-000000",
      alkaa: "2024-01-01",
      paattyy: "2027-12-31",
      kattaa: ["LAAKARI", "KUNTOUTUS"],
      omavastuuSentit: 5_000,
    },
  ],
  sofia: [
    {
      yhtio: "vakuutusyhtio-c",
      laji: "MATKA",
      numero: "C-200-000006",
      alkaa: "2025-06-01",
      paattyy: "2027-05-31",
      kattaa: ["LAAKARI"],
      omavastuuSentit: 0,
    },
  ],
  liisa: [
    {
      yhtio: "vakuutusyhtio-a",
      laji: "SAIRAUSKULU",
      numero: "A-100-000005",
      alkaa: "1999-01-01",
      paattyy: undefined,
      kattaa: ["LAAKARI", "HAMMASHOITO"],
      omavastuuSentit: 15_000,
    },
  ],
};

/** One adult of five has an insurance; those who have died, or have no identity code, have none. */
export function toVakuutukset(seed: number, henkilo: Henkilo): readonly Vakuutus[] {
  if (henkilo.persona !== undefined) return personanVakuutukset[henkilo.persona] ?? [];
  const random = createRandom(seed, "vakuutukset", henkilo.index);
  const hasOne = random.chance(0.2);
  if (!hasOne || henkilo.hetu === undefined || henkilo.kuolinpaiva !== undefined || isAlle18(henkilo)) return [];
  return [
    {
      yhtio: random.pick(vakuutusyhtiot),
      laji: random.pick(["SAIRAUSKULU", "TAPATURMA"]),
      numero: `V-${String(henkilo.index).padStart(6, "0")}`,
      alkaa: `20${random.between(10, 25)}-0${random.between(1, 9)}-01`,
      paattyy: undefined,
      kattaa: ["LAAKARI", "KUNTOUTUS"],
      omavastuuSentit: random.between(0, 4) * 5_000,
    },
  ];
}
