import { ankkuri, ankkuripaiva, ofPaiva, toIka, toPaiva } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { Tyoterveyshuolto } from "./palvelujen-kaytto.ts";
import { createRandom } from "./random.ts";
import { tunnetutAlueet } from "./tunnetut-alueet.ts";

const tyonantajat = ["Esimerkkitehdas Oy", "Mallikauppa Oy", "Testirakennus Oy", "Koekunta", "Arkiapu Malli Ky"];
const tuottajat = ["Työterveys Malli Oy", "Esimerkkityöterveys Oy", "Testilääkärit Oy"];

const omat: Readonly<Record<string, readonly Tyoterveyshuolto[]>> = {
  aino: [
    {
      alue: "08",
      tyonantaja: "Esimerkkihoiva Oy",
      tuottaja: "Työterveys Malli Oy",
      alkaen: "2021-03-01",
      paattyy: undefined,
      vaikuttaaKapitaatioon: true,
    },
  ],
  sofia: [
    {
      alue: "15",
      tyonantaja: "Mallikauppa Oy",
      tuottaja: "Testilääkärit Oy",
      alkaen: "2019-08-01",
      paattyy: "2024-08-14",
      vaikuttaaKapitaatioon: true,
    },
    {
      alue: "90",
      tyonantaja: "Koeprojektit Oy",
      tuottaja: "Esimerkkityöterveys Oy",
      alkaen: "2024-09-01",
      paattyy: undefined,
      vaikuttaaKapitaatioon: true,
    },
  ],
};

/**
 * Six of ten who are of working age and have an occupation; known by the present region. A few have ended,
 * and the care of some is statutory only, without medical care: it does not lower capitation.
 */
export function toTyoterveyshuollot(seed: number, henkilo: Henkilo): readonly Tyoterveyshuolto[] {
  if (henkilo.persona !== undefined) return omat[henkilo.persona] ?? [];
  const ika = toIka(ofPaiva(henkilo.syntymapaiva), ankkuri);
  const random = createRandom(seed, "tyoterveys", henkilo.index);
  const [alue] = tunnetutAlueet(seed, henkilo);
  const isAtWork = ika >= 18 && ika < 65 && henkilo.ammatti !== undefined && henkilo.ammatti !== "eläkeläinen";
  if (!isAtWork || alue === undefined || henkilo.kuolinpaiva !== undefined || !random.chance(0.6)) return [];
  const alku = Math.max(ankkuri - random.between(100, 15 * 365), ofPaiva(henkilo.syntymapaiva) + 16 * 366);
  return [
    {
      alue,
      tyonantaja: random.pick(tyonantajat),
      tuottaja: random.pick(tuottajat),
      alkaen: toPaiva(Math.min(alku, ankkuri)),
      paattyy: random.chance(0.1) ? ankkuripaiva : undefined,
      vaikuttaaKapitaatioon: random.chance(0.8),
    },
  ];
}
