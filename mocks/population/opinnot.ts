import { findKunta } from "./kunnat.ts";
import { ankkuripaiva } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { Opinto } from "./tyo-ja-opinnot.ts";
import type { Paiva } from "./paiva.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { ammatilliset, korkeat, lukio, perusopetus, ylioppilas } from "./tutkinnot.ts";
import type { Tutkinto } from "./tutkinnot.ts";

/** Basic school as it is now: the first who went through it were born about 1965. */
const ensimmainenPeruskoululainen = 1965;

/**
 * Studies in Finland, the oldest first: basic education from the year of turning 7 to that of turning
 * 16, then upper secondary school or a vocational degree, then for some a university of applied
 * sciences. The whole life's: which years a register holds is the register's own matter. Those who came
 * to Finland as adults have none here.
 */
export function toOpinnot(seed: number, henkilo: Henkilo): readonly Opinto[] {
  const vuosi = Number(henkilo.syntymapaiva.slice(0, 4));
  if (!isOpiskellutSuomessa(henkilo, vuosi) || vuosi < 1920) return [];
  const random = createRandom(seed, "opinnot", henkilo.index);
  return [
    ...(vuosi >= ensimmainenPeruskoululainen ? [{ tutkinto: perusopetus, alku: vuosi + 7, vuosia: 9 }] : []),
    ...(henkilo.persona === "aino" ? ainonJatko : drawJatko(random, vuosi)),
  ].flatMap((suunniteltu) => toOpinto(henkilo, suunniteltu));
}

/** A study right as planned: begins in the autumn of `alku` and ends in the spring `vuosia` years later. */
interface Suunniteltu {
  readonly tutkinto: Tutkinto;
  readonly alku: number;
  readonly vuosia: number;
  readonly keskeytyy?: boolean;
}

/** Aino became a practical nurse at 35. */
const ainonJatko: readonly Suunniteltu[] = [
  { tutkinto: lukio, alku: 2000, vuosia: 3 },
  { tutkinto: ylioppilas, alku: 2002, vuosia: 1 },
  { tutkinto: ammatilliset[0], alku: 2017, vuosia: 3 },
];

function drawJatko(random: Random, syntymavuosi: number): readonly Suunniteltu[] {
  const alku = syntymavuosi + 16;
  const polku = random.below(100);
  const korkea = random.chance(polku < 50 ? 0.6 : 0.2);
  const jatko = drawKorkea(random, syntymavuosi + 19);
  if (polku >= 92) return [];
  if (polku >= 50) {
    const keskeytyy = random.chance(0.07);
    return [
      { tutkinto: random.pick(ammatilliset), alku, vuosia: 3, keskeytyy },
      ...(korkea && !keskeytyy ? jatko : []),
    ];
  }
  const lukiossa = [
    { tutkinto: lukio, alku, vuosia: 3 },
    { tutkinto: ylioppilas, alku: alku + 2, vuosia: 1 },
  ];
  return korkea ? [...lukiossa, ...jatko] : lukiossa;
}

function drawKorkea(random: Random, aikaisintaan: number): readonly Suunniteltu[] {
  const alku = aikaisintaan + random.below(4);
  // Universities of applied sciences began in the 1990s.
  if (alku < 1996) return [];
  return [{ tutkinto: random.pick(korkeat), alku, vuosia: 4, keskeytyy: random.chance(0.1) }];
}

function isOpiskellutSuomessa(henkilo: Henkilo, vuosi: number): boolean {
  if (henkilo.osoite === undefined && henkilo.oleskelu !== "MAASTAMUUTTANUT") return false;
  return henkilo.kansalaisuudet.includes("246") || vuosi >= 2005;
}

function toOpinto(henkilo: Henkilo, { tutkinto, alku, vuosia, keskeytyy }: Suunniteltu): readonly Opinto[] {
  const loppuvuosi = keskeytyy === true ? alku + 1 : alku + vuosia;
  const suunniteltuLoppu: Paiva = `${loppuvuosi}-${keskeytyy === true ? "12-15" : "05-31"}`;
  const alkanut: Paiva = `${alku}-08-10`;
  const nyt = henkilo.kuolinpaiva ?? ankkuripaiva;
  // The examination is recorded when it is passed; Koski knows no study right for it before that.
  if (alkanut > nyt || (tutkinto === ylioppilas && suunniteltuLoppu > nyt)) return [];
  const perus = { ...tutkinto, oppilaitos: toOppilaitos(henkilo, tutkinto), alkanut };
  if (suunniteltuLoppu <= nyt) {
    return [{ ...perus, paattynyt: suunniteltuLoppu, tila: keskeytyy === true ? "KESKEYTYNYT" : "VALMISTUNUT" }];
  }
  if (henkilo.kuolinpaiva !== undefined) return [{ ...perus, paattynyt: henkilo.kuolinpaiva, tila: "KESKEYTYNYT" }];
  return [{ ...perus, paattynyt: undefined, tila: "KESKEN" }];
}

const koulut: Readonly<Record<Tutkinto["tyyppi"], readonly [number, string, string]>> = {
  perusopetus: [1, "Esimerkkikoulu", "Exempelskolan"],
  lukiokoulutus: [2, "Esimerkkilukio", "Exempelgymnasiet"],
  ylioppilastutkinto: [2, "Esimerkkilukio", "Exempelgymnasiet"],
  ammatillinenkoulutus: [3, "Esimerkkiopisto", "Exempelinstitutet"],
  korkeakoulutus: [4, "Esimerkkiammattikorkeakoulu", "Exempelyrkeshögskolan"],
};

/** An invented school of the person's municipality; number and OID are made of the municipality's code. */
function toOppilaitos(henkilo: Henkilo, tutkinto: Tutkinto): Opinto["oppilaitos"] {
  const kunta = findKunta(henkilo.osoite?.kunta ?? "091");
  const koodi = kunta?.koodi ?? "091";
  const [numero, fi, sv] = koulut[tutkinto.tyyppi];
  return {
    oid: `1.2.246.562.10.000009${koodi}0${numero}`,
    numero: `9${koodi}${numero}`,
    nimi: { fi: `${fi}, ${kunta?.nimi.fi ?? ""}`, sv: `${sv}, ${kunta?.nimi.sv ?? ""}` },
    kunta: koodi,
  };
}
