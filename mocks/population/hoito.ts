import { toAmmattilaiset } from "./ammattilaiset.ts";
import { toOrganisaatio, toToimiala } from "./asiakkuudet.ts";
import { ankkuri, ofPaiva, toIka, toPaiva, twoDigits } from "./paiva.ts";
import type { Hoito, Kirjaus, Rivimerkinta, Tekija } from "./kirjaukset.ts";
import { personanHoito } from "./personan-hoito.ts";
import type { Asiakkuus } from "./palvelusuhde.ts";
import type { Henkilo } from "./person.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";

const icf: readonly (readonly [string, string])[] = [
  ["d450", "Käveleminen"],
  ["d510", "Peseytyminen"],
  ["d540", "Pukeutuminen"],
  ["d630", "Aterioiden valmistaminen"],
  ["d175", "Ongelmien ratkaiseminen"],
  ["b134", "Unitoiminnot"],
];
const aiheet: readonly string[] = [
  "Omahoidon ohjaus",
  "Lääkityksen ohjaus",
  "Ravitsemusohjaus",
  "Palveluohjaus ja etuudet",
  "Liikunta ja harjoitteet",
];
const kanavat = ["VASTAANOTTO", "PUHELIN", "ETAYHTEYS", "VIESTI", "KOTIKAYNTI", "KIRJE"] as const;
const tavoitteet: readonly string[] = [
  "Asuu kotona turvallisesti",
  "Liikkuu ulkona päivittäin",
  "Arki sujuu sovitulla tuella",
  "Vointi pysyy vakaana",
];
const toimet: readonly string[] = ["Kotikäynti kerran viikossa", "Soitto kuukausittain", "Kuntosaliryhmä", "Lääkejako"];

/** The controller whose system holds a customership's records: its region, or `HUS`. */
export function toRekisterinpitaja({ organisaatio, alue }: Pick<Asiakkuus, "organisaatio" | "alue">): string {
  return organisaatio === toOrganisaatio("99") ? "HUS" : alue;
}

/**
 * Records of functional ability, guidance and plans: each customership has guidance, an open one a plan, and of those
 * over 70 or with several customerships findings too. What the personas' cases need is written out (`personanHoito`).
 */
export function toHoito(seed: number, henkilo: Henkilo, asiakkuudet: readonly Asiakkuus[]): Hoito {
  const osat = asiakkuudet.map((asiakkuus, at) => toOsa(seed, henkilo, { asiakkuus, at }));
  const oma = henkilo.persona === undefined ? [] : (personanHoito[henkilo.persona] ?? []);
  return {
    havainnot: [...oma, ...osat.flatMap(({ havainnot }) => havainnot)],
    ohjaukset: osat.flatMap(({ ohjaukset }) => ohjaukset),
    suunnitelmat: osat.flatMap(({ suunnitelmat }) => suunnitelmat),
  };
}

function toOsa(
  seed: number,
  henkilo: Henkilo,
  { asiakkuus, at }: { readonly asiakkuus: Asiakkuus; readonly at: number },
): Hoito {
  const random = createRandom(seed, "hoito", henkilo.index * 16 + at);
  const alku = ofPaiva(asiakkuus.alkanut);
  const loppu = asiakkuus.paattynyt === undefined ? ankkuri : ofPaiva(asiakkuus.paattynyt);
  const kirjaus = (laji: string, monesko: number): Kirjaus => ({
    tunnus: `${laji}${asiakkuus.tunnus.slice(1)}-${monesko}`,
    rekisterinpitaja: toRekisterinpitaja(asiakkuus),
    ...(toToimiala(asiakkuus.palvelu) === "SOSIAALIHUOLTO" ? { sosiaalihuolto: true } : {}),
    tekija: toTekija(seed, asiakkuus, random),
    ...toHuoltajille(random, henkilo),
  });
  const isOma = henkilo.persona !== undefined && personanHoito[henkilo.persona] !== undefined;
  const ika = toIka(ofPaiva(henkilo.syntymapaiva), ankkuri);
  const havaintoja = isOma || ika < 70 ? 0 : 1 + random.below(3);
  return {
    havainnot: many(havaintoja, (monesko) => {
      const [koodi, nimi] = random.pick(icf);
      const aste = random.pick([0, 1, 1, 2, 2, 3, 8] as const);
      return { ...kirjaus("T", monesko), icf: koodi, nimi, aste, paiva: toPaiva(random.between(alku, loppu)) };
    }),
    ohjaukset: many(1 + random.below(2), (monesko) => ({
      ...kirjaus("O", monesko),
      aihe: random.pick(aiheet),
      kanava: random.pick(kanavat),
      aika: toAika(random, random.between(alku, loppu)),
      yksikko: `${asiakkuus.palvelu}, ${asiakkuus.organisaationNimi}`,
    })),
    suunnitelmat: many(asiakkuus.paattynyt === undefined ? 1 : 0, (monesko) => ({
      ...kirjaus("P", monesko),
      nimi: `${asiakkuus.palvelu}: toteutussuunnitelma`,
      asiakkuus,
      alkaa: asiakkuus.alkanut,
      paattyy: undefined,
      tavoitteet: many(1 + random.below(2), () => ({
        teksti: random.pick(tavoitteet),
        maaraaika: toPaiva(loppu + random.between(30, 200)),
        saavutettu: random.chance(0.3),
      })),
      toimet: many(1 + random.below(2), () => ({ teksti: random.pick(toimet), tehty: random.chance(0.4) })),
    })),
  };
}

/** A minor's record has a mark, but for one in five. */
function toHuoltajille(random: Random, { syntymapaiva }: Henkilo): Rivimerkinta {
  const ika = toIka(ofPaiva(syntymapaiva), ankkuri);
  if (ika >= 18 || random.chance(0.2)) return {};
  return { huoltajille: ika < 10 ? "1" : random.pick(["2", "2", "2", "3", "4"] as const) };
}

/** One of those who run the customership. */
function toTekija(seed: number, asiakkuus: Asiakkuus, random: Random): Tekija {
  const { nimi, rekisterointinumero } = random.pick(toAmmattilaiset(seed, asiakkuus)).ammattilainen;
  return { nimi, rekisterointinumero };
}

/** A time of the working day; the offset is winter's or summer's by the month, near enough. */
function toAika(random: Random, paivaluku: number): string {
  const paiva = toPaiva(paivaluku);
  const kuukausi = Number(paiva.slice(5, 7));
  const offset = kuukausi >= 4 && kuukausi <= 10 ? "+03:00" : "+02:00";
  return `${paiva}T${twoDigits(random.between(8, 15))}:${twoDigits(random.below(12) * 5)}:00${offset}`;
}

function many<T>(count: number, make: (monesko: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(at + 1));
}
