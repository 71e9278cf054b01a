import { ankkuri, ofPaiva, toPaiva } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { Sitoumus } from "./myonnetyt.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
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
  const alku = Math.max(ankkuri - random.between(10, 700), ofPaiva(henkilo.syntymapaiva));
  const loppu = alku + random.pick([180, 365]);
  const tuottajanAlue = random.chance(0.85) ? alue : "90";
  const termi = { alku, loppu, tuottajanAlue };
  const numero = `${alue}-${String(henkilo.index).padStart(6, "0")}-1`;
  const perus = { alue, tuottajanAlue, alkaen: toPaiva(alku), paattyy: toPaiva(loppu) };
  return random.chance(0.5)
    ? [{ ...perus, ...drawLahete(random, termi), numero: `L${numero}` }]
    : [{ ...perus, ...drawSitoumus(random, termi), numero: `K${numero}` }];
}

interface Termi {
  readonly alku: number;
  readonly loppu: number;
  readonly tuottajanAlue: string;
}

type Luonne = Pick<Sitoumus, "laji" | "palvelu" | "tuottaja" | "arvoSentit" | "tila" | "kaytot">;

function drawLahete(random: Random, { loppu }: Termi): Luonne {
  const peruttu = random.chance(0.05);
  return {
    ...lahete,
    palvelu: random.pick(["Ortopedia", "Neurologia", "Silmätaudit"]),
    tuottaja: "Erikoissairaanhoito",
    tila: toTila({ used: 0, arvoSentit: undefined, peruttu, loppu }),
  };
}

function drawSitoumus(random: Random, { alku, loppu, tuottajanAlue }: Termi): Luonne {
  const tuottaja = random.pick(tuottajat);
  const arvoSentit = random.between(5, 40) * 5_000;
  const used = random.chance(0.6) ? random.pick([arvoSentit, 4_000, 9_000]) : 0;
  const paiva = toPaiva(random.between(alku, Math.min(loppu, ankkuri)));
  const peruttu = used === 0 && random.chance(0.1);
  return {
    ...sitoumus,
    palvelu: random.pick(palvelut),
    tuottaja,
    arvoSentit,
    tila: toTila({ used, arvoSentit, peruttu, loppu }),
    kaytot: used === 0 ? [] : [{ tuottaja, alue: tuottajanAlue, sentit: used, paiva }],
  };
}

/** The state of the anchor day. */
function toTila(facts: {
  readonly used: number;
  readonly arvoSentit: number | undefined;
  readonly peruttu: boolean;
  readonly loppu: number;
}): Sitoumus["tila"] {
  if (facts.peruttu) return "PERUTTU";
  if (facts.used === facts.arvoSentit) return "KAYTETTY";
  return facts.loppu < ankkuri ? "PAATTYNYT" : "VOIMASSA";
}
