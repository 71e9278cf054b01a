import { alueet } from "./alueet.ts";
import { ankkuri, ankkuripaiva, ofPaiva, toIka, toPaiva } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { Paiva } from "./paiva.ts";
import type { Seteli } from "./myonnetyt.ts";
import { personanSetelit } from "./personan-setelit.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { tunnetutAlueet } from "./tunnetut-alueet.ts";

const palvelut: readonly (readonly [string, number])[] = [
  ["Kotihoidon tukipalvelu", 24_000],
  ["Omaishoidon vapaapäivät", 36_000],
  ["Lapsiperheen kotipalvelu", 18_000],
  ["Fysioterapia", 12_000],
  ["Suun terveydenhuolto", 15_000],
  ["Kaihileikkaus", 90_000],
];
const tuottajat: readonly string[] = ["Hoivamalli Oy", "Esimerkkihoiva Oy", "Testiterapia Oy", "Arkiapu Malli Ky"];

/**
 * Vouchers, the oldest first, granted by the regions that know the person and used in any region. Uses
 * never exceed the value; the state is that of the anchor day: KAYTETTY when all is used, PAATTYNYT when
 * the term ended with something left, PERUTTU without uses.
 */
export function toSetelit(seed: number, henkilo: Henkilo): readonly Seteli[] {
  if (henkilo.kuolinpaiva !== undefined) return [];
  const omat = henkilo.persona === undefined ? undefined : personanSetelit[henkilo.persona];
  if (omat !== undefined) return omat;
  const ika = toIka(ofPaiva(henkilo.syntymapaiva), ankkuri);
  const random = createRandom(seed, "setelit", henkilo.index);
  if (ika < 18 || !random.chance(ika >= 65 ? 0.22 : 0.06)) return [];
  const tunnetut = tunnetutAlueet(seed, henkilo);
  const maara = tunnetut.length === 0 ? 0 : random.pick([1, 1, 1, 2, 3]);
  return Array.from({ length: maara }, (_, monesko) =>
    drawSeteli(random, { henkilo, monesko, alue: random.pick(tunnetut), paivia: 700 - monesko * 220 }),
  );
}

function drawSeteli(
  random: Random,
  osat: { readonly henkilo: Henkilo; readonly monesko: number; readonly alue: string; readonly paivia: number },
): Seteli {
  const [palvelu, arvoSentit] = random.pick(palvelut);
  const alku = Math.max(ankkuri - osat.paivia + random.below(180), ofPaiva(osat.henkilo.syntymapaiva));
  const loppu = alku + random.pick([180, 365, 365, 730]);
  const peruttu = random.chance(0.05);
  const kaytot = peruttu
    ? []
    : drawKaytot(random, { arvoSentit, alue: osat.alue, alku, loppu: Math.min(loppu, ankkuri) });
  const kaytetty = kaytot.reduce((sum, kaytto) => sum + kaytto.sentit, 0);
  const paattyy = toPaiva(loppu);
  return {
    numero: `S${osat.alue}-${String(osat.henkilo.index).padStart(6, "0")}-${osat.monesko + 1}`,
    alue: osat.alue,
    palvelu,
    arvoSentit,
    alkaen: toPaiva(alku),
    paattyy,
    tila: peruttu ? "PERUTTU" : toTila(kaytetty === arvoSentit, paattyy),
    kaytot,
  };
}

function toTila(kaikkiKaytetty: boolean, paattyy: Paiva): Seteli["tila"] {
  if (kaikkiKaytetty) return "KAYTETTY";
  return paattyy < ankkuripaiva ? "PAATTYNYT" : "VOIMASSA";
}

/** Uses in order of time; one in five in another region than the one that granted. */
function drawKaytot(
  random: Random,
  osat: { readonly arvoSentit: number; readonly alue: string; readonly alku: number; readonly loppu: number },
): Seteli["kaytot"] {
  const osuuksia = random.below(5);
  const kaikki = random.chance(0.3);
  const yksi = Math.floor(osat.arvoSentit / Math.max(1, osuuksia));
  const paivat = Array.from({ length: osuuksia }, () => random.between(osat.alku, osat.loppu)).sort((a, b) => a - b);
  return paivat.map((day, at) => {
    const viimeinen = kaikki && at === osuuksia - 1;
    const sentit = viimeinen ? osat.arvoSentit - yksi * at : kaikki ? yksi : random.between(500, yksi);
    return { tuottaja: random.pick(tuottajat), alue: drawKayttoalue(random, osat.alue), sentit, paiva: toPaiva(day) };
  });
}

function drawKayttoalue(random: Random, oma: string): string {
  return random.chance(0.8) ? oma : random.pick(alueet.filter((alue) => alue.koodi !== "91")).koodi;
}
