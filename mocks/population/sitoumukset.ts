import { ankkuri, ankkuripaiva, ofPaiva, toPaiva } from "./paiva.ts";
import type { Henkilo, Paiva, Sitoumus } from "./person.ts";
import { createRandom } from "./random.ts";
import { tunnetutAlueet } from "./tunnetut-alueet.ts";

const lahete = { laji: "LAHETE", arvoSentit: undefined, tila: "VOIMASSA", kaytot: [] } as const;
const sitoumus = { laji: "MAKSUSITOUMUS", tila: "VOIMASSA" } as const;
const tays = { tuottaja: "Tampereen yliopistollinen sairaala", tuottajanAlue: "08" };
const vuosi2026 = { alkaen: "2026-03-01", paattyy: "2027-02-28" };

/** Aino's is used in another region; sofia's from Keski-Suomi in Helsinki; eino's are one of each mark that a minor's can have. */
const omat: Readonly<Record<string, readonly Sitoumus[]>> = {
  aino: [
    { ...lahete, ...tays, ...vuosi2026, numero: "L08-000000-1", alue: "08", palvelu: "Ortopedia" },
    {
      ...sitoumus,
      ...vuosi2026,
      numero: "K08-000000-1",
      alue: "08",
      palvelu: "Fysioterapia",
      tuottaja: "Testiterapia Oy",
      tuottajanAlue: "15",
      arvoSentit: 60_000,
      kaytot: [{ tuottaja: "Testiterapia Oy", alue: "15", sentit: 18_000, paiva: "2026-05-06" }],
    },
  ],
  eino: [
    {
      ...lahete,
      ...tays,
      ...vuosi2026,
      numero: "L08-000001-1",
      alue: "08",
      palvelu: "Lastentaudit",
      huoltajalta: "AVOIN",
    },
    {
      ...lahete,
      ...tays,
      ...vuosi2026,
      numero: "L08-000001-2",
      alue: "08",
      palvelu: "Nuorisopsykiatria",
      huoltajalta: "SALATTU",
    },
  ],
  helmi: [{ ...lahete, ...tays, ...vuosi2026, numero: "L08-000002-1", alue: "08", palvelu: "Lastentaudit" }],
  sofia: [
    {
      ...sitoumus,
      numero: "K15-000006-1",
      alue: "15",
      palvelu: "Kuntoutusjakso",
      tuottaja: "Esimerkkikuntoutus Oy",
      tuottajanAlue: "90",
      arvoSentit: 250_000,
      alkaen: "2024-06-01",
      paattyy: "2027-05-31",
      kaytot: [{ tuottaja: "Esimerkkikuntoutus Oy", alue: "90", sentit: 125_000, paiva: "2025-02-11" }],
    },
    {
      ...lahete,
      ...vuosi2026,
      numero: "L90-000006-1",
      alue: "90",
      palvelu: "Neurologia",
      tuottaja: "HUS-yhtymä",
      tuottajanAlue: "90",
    },
  ],
};

const palvelut = ["Fysioterapia", "Kuntoutusjakso", "Apuväline", "Hammasproteesi"];
const tuottajat = ["Testiterapia Oy", "Esimerkkikuntoutus Oy", "Apuvälinemalli Oy"];

/** Commitments, the oldest first: of one person in twelve one, half of them referrals. Uses never exceed the sum. */
export function toSitoumukset(seed: number, henkilo: Henkilo): readonly Sitoumus[] {
  if (henkilo.persona !== undefined) return omat[henkilo.persona] ?? [];
  const random = createRandom(seed, "sitoumukset", henkilo.index);
  const [alue] = tunnetutAlueet(seed, henkilo);
  if (alue === undefined || henkilo.kuolinpaiva !== undefined || !random.chance(0.085)) return [];
  const isLahete = random.chance(0.5);
  const alku = Math.max(ankkuri - random.between(10, 700), ofPaiva(henkilo.syntymapaiva));
  const loppu = alku + random.pick([180, 365]);
  const arvoSentit = isLahete ? undefined : random.between(5, 40) * 5_000;
  const tuottaja = isLahete ? "Erikoissairaanhoito" : random.pick(tuottajat);
  const tuottajanAlue = random.chance(0.85) ? alue : "90";
  const kaytetty = arvoSentit === undefined || !random.chance(0.6) ? 0 : random.chance(0.3) ? arvoSentit : 4_000;
  const paiva = toPaiva(random.between(alku, Math.min(loppu, ankkuri)));
  const paattyy = toPaiva(loppu);
  return [
    {
      numero: `${isLahete ? "L" : "K"}${alue}-${String(henkilo.index).padStart(6, "0")}-1`,
      alue,
      laji: isLahete ? "LAHETE" : "MAKSUSITOUMUS",
      palvelu: isLahete ? "Erikoissairaanhoito" : random.pick(palvelut),
      tuottaja,
      tuottajanAlue,
      arvoSentit,
      alkaen: toPaiva(alku),
      paattyy,
      tila: toTila({
        isUsed: kaytetty > 0 && kaytetty === arvoSentit,
        isPeruttu: kaytetty === 0 && random.chance(0.05),
        paattyy,
      }),
      kaytot: kaytetty === 0 ? [] : [{ tuottaja, alue: tuottajanAlue, sentit: kaytetty, paiva }],
    },
  ];
}

function toTila(facts: {
  readonly isUsed: boolean;
  readonly isPeruttu: boolean;
  readonly paattyy: Paiva;
}): Sitoumus["tila"] {
  if (facts.isPeruttu) return "PERUTTU";
  if (facts.isUsed) return "KAYTETTY";
  return facts.paattyy < ankkuripaiva ? "PAATTYNYT" : "VOIMASSA";
}
