import { ankkuri, ofPaiva, toIka, toPaiva } from "./paiva.ts";
import type { Budjetti } from "./myonnetyt.ts";
import type { Henkilo } from "./person.ts";
import { createRandom } from "./random.ts";
import { tunnetutAlueet } from "./tunnetut-alueet.ts";

const omat: Readonly<Record<string, readonly Budjetti[]>> = {
  eino: [
    {
      numero: "B08-000001-1",
      alue: "08",
      myonnettySentit: 120_000,
      alkaen: "2026-01-01",
      paattyy: "2026-12-31",
      huoltajalta: "AVOIN",
      suoritteet: [
        { palvelu: "Tukihenkilö", tuottaja: "Arkiapu Malli Ky", alue: "08", sentit: 24_000, paiva: "2026-03-12" },
      ],
    },
  ],
  sofia: [
    {
      numero: "B15-000006-1",
      alue: "15",
      myonnettySentit: 300_000,
      alkaen: "2024-01-01",
      paattyy: "2024-08-14",
      suoritteet: [
        { palvelu: "Kuntoutus", tuottaja: "Testiterapia Oy", alue: "15", sentit: 180_000, paiva: "2024-03-06" },
      ],
    },
    {
      numero: "B90-000006-1",
      alue: "90",
      myonnettySentit: 480_000,
      alkaen: "2026-01-01",
      paattyy: "2027-12-31",
      suoritteet: [
        { palvelu: "Kuntoutus", tuottaja: "Testiterapia Oy", alue: "90", sentit: 96_000, paiva: "2026-02-18" },
        { palvelu: "Henkilökohtainen apu", tuottaja: "Hoivamalli Oy", alue: "15", sentit: 54_000, paiva: "2026-06-03" },
      ],
    },
  ],
};

const palvelut = ["Henkilökohtainen apu", "Kuntoutus", "Kotihoito", "Lyhytaikaishoito"];
const tuottajat = ["Hoivamalli Oy", "Esimerkkihoiva Oy", "Testiterapia Oy", "Arkiapu Malli Ky"];

/** Budgets, the oldest first: of one adult in fifty, one for two years from the present region. A few are exceeded. */
export function toBudjetit(seed: number, henkilo: Henkilo): readonly Budjetti[] {
  if (henkilo.persona !== undefined) return omat[henkilo.persona] ?? [];
  const random = createRandom(seed, "budjetit", henkilo.index);
  const [alue] = tunnetutAlueet(seed, henkilo);
  const isAdult = toIka(ofPaiva(henkilo.syntymapaiva), ankkuri) >= 18;
  if (alue === undefined || henkilo.kuolinpaiva !== undefined || !isAdult || !random.chance(0.02)) return [];
  const alku = ankkuri - random.between(30, 600);
  const myonnettySentit = random.between(10, 60) * 10_000;
  const maara = random.below(6);
  const suoritteet = Array.from({ length: maara }, () => ({
    palvelu: random.pick(palvelut),
    tuottaja: random.pick(tuottajat),
    alue: random.chance(0.8) ? alue : "08",
    sentit: random.between(2_000, Math.floor(myonnettySentit / 5)),
    paiva: toPaiva(random.between(alku, ankkuri)),
  })).sort((one, other) => (one.paiva < other.paiva ? -1 : Number(one.paiva > other.paiva)));
  return [
    {
      numero: `B${alue}-${String(henkilo.index).padStart(6, "0")}-1`,
      alue,
      myonnettySentit,
      alkaen: toPaiva(alku),
      paattyy: toPaiva(alku + 729),
      suoritteet,
    },
  ];
}
