import { toAmmattilaiset, toToiveet } from "./ammattilaiset.ts";
import { toAsiakkuudet } from "./asiakkuudet.ts";
import { toBudjetit } from "./budjetit.ts";
import { parseHetunOsat } from "./hetu.ts";
import { toHoidonMaksajat } from "./hoidon-maksajat.ts";
import { toLaheiset } from "./laheiset.ts";
import { toHoito } from "./hoito.ts";
import type { Lohko } from "./jasen.ts";
import { henkiloaLohkossa, toLohko } from "./kaista.ts";
import { toKaynnit } from "./kaynnit.ts";
import { toKokeilukaynnit } from "./kokeilukaynnit.ts";
import { createLohko } from "./lohko.ts";
import { toOmaArviot } from "./oma-arviot.ts";
import { toAsiakasmaksut } from "./maksut.ts";
import { toMaksuyhteydet } from "./maksuyhteydet.ts";
import { toMaksaja } from "./maksajat.ts";
import { toOmasuunnitelma } from "./omasuunnitelmat.ts";
import { toOleskelunIndex, toOleskelutiedot } from "./oleskelut.ts";
import { toOpinnot } from "./opinnot.ts";
import { toOstot } from "./ostot.ts";
import { toPalvelutapahtumat } from "./palvelutapahtumat.ts";
import type { Asiakkuus } from "./palvelusuhde.ts";
import type { Henkilo } from "./person.ts";
import type { Persona, Population, PopulationOptions } from "./population-interface.ts";
import { toSetelit } from "./setelit.ts";
import { toSitoumukset } from "./sitoumukset.ts";
import { toSuostumukset } from "./suostumukset.ts";
import { toTahdonilmaisut } from "./tahdonilmaisut.ts";
import { parseTilapainenTunnus } from "./tilapainen-tunnus.ts";
import { toHenkilo } from "./to-henkilo.ts";
import { toAlueenTuottajavalinnat } from "./tuottajavalinnat.ts";
import { toTyoterveyshuollot } from "./tyoterveys.ts";
import { toTyonhaku } from "./tyonhaku.ts";
import { toVakuutukset } from "./vakuutukset.ts";
import { isVoimassa, toMahdollisetAntajat, toValtuutukset } from "./valtuudet.ts";
import { vakiohenkilot, vakionPaikka } from "./vakiohenkilot.ts";
import { isSuomifiViestitKaytossa, toViestintavalinnat, toViestit } from "./viestit.ts";
import { toYhteystiedot } from "./yhteystiedot.ts";

/** The population that every local start and command uses unless told otherwise. */
export const oletusPopulaatio: PopulationOptions = { seed: 1, size: 3000 };

/** Blocks kept ready: 128 × 50 persons, some megabytes. */
const maxLohkoja = 128;

/**
 * A population that is computed when asked, so that a million persons cost no memory and no start-up:
 * a person is made from seed and index, and an identity code tells its block by arithmetic (`kaista.ts`).
 *
 * @throws RangeError for a size outside 10 … 1 000 000 or a seed that is not a whole number from 0 up.
 */
export function createPopulation(options: PopulationOptions): Population {
  const { seed, size } = options;
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`seed must be a whole number from 0 up, got ${seed}`);
  if (!Number.isInteger(size) || size < 10 || size > 1_000_000) {
    throw new RangeError(`size must be a whole number from 10 to 1 000 000, got ${size}`);
  }
  const lohkot = createLohkomuisti(options);
  const annetut = new Map<number, string>();
  const henkilo = (index: number): Henkilo => {
    if (!Number.isInteger(index) || index < 0 || index >= size)
      throw new RangeError(`no person ${index}, size is ${size}`);
    const made = toHenkilo(seed, lohkot(Math.floor(index / henkiloaLohkossa)), index % henkiloaLohkossa);
    const annettu = annetut.get(index);
    return annettu === undefined ? made : { ...made, hetu: annettu };
  };
  const indexOf = (tunnus: string): number | undefined => findIndex({ options, lohkot, tunnus });
  const etsi = (tunnus: string): Henkilo | undefined => {
    const index = [...annetut].find(([, hetu]) => hetu === tunnus)?.[0] ?? indexOf(tunnus);
    if (index === undefined || index >= size) return undefined;
    const found = henkilo(index);
    return hasTunnus(found, tunnus) ? found : undefined;
  };
  return {
    seed,
    size,
    personas: createPersonas(size, henkilo),
    henkilo,
    annaHenkilotunnus(tilapainen, hetu) {
      const index = parseTilapainenTunnus(tilapainen);
      const found = index === undefined || index >= size ? undefined : henkilo(index);
      const isFree = parseHetunOsat(hetu) !== undefined && etsi(hetu) === undefined;
      if (found?.tilapainenTunnus !== tilapainen || found.hetu !== undefined || !isFree) return false;
      annetut.set(found.index, hetu);
      return true;
    },
    etsi,
    kaikki: () => iterate(options),
    opinnot: (kenen) => toOpinnot(seed, kenen),
    ostot: (kenen, vuosi) => toOstot(seed, kenen, vuosi),
    yhteystiedot: (kenen) => toYhteystiedot(seed, kenen),
    setelit: (kenen) => toSetelit(seed, kenen),
    vakuutukset: (kenen) => toVakuutukset(seed, kenen),
    hoito: (kenen) => toHoito(seed, kenen, toAsiakkuudet(seed, kenen, toSetelit(seed, kenen))),
    suostumukset: (kenen) => toSuostumukset(kenen, toVakuutukset(seed, kenen)),
    tahdonilmaisut: (kenen) => toTahdonilmaisut(seed, kenen),
    omaArviot: (kenen) => toOmaArviot(seed, kenen),
    ...createNationalFacts({ seed, size, henkilo }),
    ...createServiceFacts(seed),
    ...createRegionFacts(seed),
  };
}

type NationalFacts =
  | "oleskelutiedot"
  | "etsiOleskelija"
  | "kokeilukaynnit"
  | "tyonhaku"
  | "valtuutukset"
  | "valtuuttajat";

/** What Migri, the employment authority, Kela's trial and the register of mandates know. */
function createNationalFacts({
  seed,
  size,
  henkilo,
}: PopulationOptions & Pick<Population, "henkilo">): Pick<Population, NationalFacts> {
  return {
    oleskelutiedot: (kenen) => toOleskelutiedot(seed, kenen),
    etsiOleskelija(numero) {
      const index = toOleskelunIndex(numero);
      if (index === undefined || index >= size) return undefined;
      const found = henkilo(index);
      const known = toOleskelutiedot(seed, found);
      const numerot = [known?.asiakasnumero, ...(known?.asiakirjat ?? []).map((each) => each.numero)];
      return numerot.includes(numero) ? found : undefined;
    },
    kokeilukaynnit: toKokeilukaynnit,
    tyonhaku: (kenen) => toTyonhaku(seed, kenen),
    valtuutukset: (kenen, paiva) => toValtuutukset(seed, kenen, paiva),
    valtuuttajat: (kenen, paiva) =>
      toMahdollisetAntajat(kenen).filter(
        (index) =>
          index < size &&
          toValtuutukset(seed, henkilo(index), paiva).some(
            (each) => each.valtuutettu === kenen.index && isVoimassa(each, paiva),
          ),
      ),
  };
}

type ViestintaFacts = "viestintavalinnat" | "viestit" | "suomifiViestitKaytossa";

/** How regions and a person write to each other. */
function createViestintaFacts(seed: number, asiakkuudet: Population["asiakkuudet"]): Pick<Population, ViestintaFacts> {
  return {
    viestintavalinnat: (kenen) => toViestintavalinnat(seed, kenen, asiakkuudet(kenen)),
    viestit: (kenen, paiva) => toViestit(seed, kenen, { asiakkuudet: asiakkuudet(kenen), paiva }),
    suomifiViestitKaytossa: (kenen) => isSuomifiViestitKaytossa(seed, kenen),
  };
}

type ServiceFacts =
  | "asiakkuudet"
  | "ammattilaiset"
  | "maksaja"
  | "toiveet"
  | "laheiset"
  | "omasuunnitelma"
  | "palvelutapahtumat";

/** Customerships, and what the regions' shared implementation ties to them. */
function createServiceFacts(seed: number): Pick<Population, ServiceFacts | ViestintaFacts> {
  const asiakkuudet = (kenen: Henkilo): readonly Asiakkuus[] => toAsiakkuudet(seed, kenen, toSetelit(seed, kenen));
  return {
    ...createViestintaFacts(seed, asiakkuudet),
    asiakkuudet,
    ammattilaiset: (asiakkuus) => toAmmattilaiset(seed, asiakkuus),
    maksaja: (kenen, asiakkuus) =>
      toMaksaja(kenen, asiakkuus, {
        kotialue: asiakkuudet(kenen)[0]?.alue,
        tyoterveyshuollot: toTyoterveyshuollot(seed, kenen),
      }),
    toiveet: (kenen) => toToiveet(seed, kenen, asiakkuudet(kenen)),
    laheiset: (kenen) => toLaheiset(seed, kenen),
    omasuunnitelma: (kenen) => toOmasuunnitelma(seed, kenen, asiakkuudet(kenen)),
    palvelutapahtumat: (kenen) => toPalvelutapahtumat(seed, kenen, asiakkuudet(kenen)),
  };
}

type RegionFacts =
  | "maksuyhteydet"
  | "tyoterveyshuollot"
  | "kaynnit"
  | "asiakasmaksut"
  | "alueenTuottajavalinnat"
  | "budjetit"
  | "sitoumukset"
  | "hoidonMaksajat";

/** What the regions' own systems know of a person beside contacts, vouchers and customerships. */
function createRegionFacts(seed: number): Pick<Population, RegionFacts> {
  const kaynnit = (kenen: Henkilo, vuosi: number): ReturnType<Population["kaynnit"]> =>
    toKaynnit(seed, kenen, { vuosi, asiakkuudet: toAsiakkuudet(seed, kenen, toSetelit(seed, kenen)) });
  return {
    maksuyhteydet: (kenen) => toMaksuyhteydet(seed, kenen),
    tyoterveyshuollot: (kenen) => toTyoterveyshuollot(seed, kenen),
    kaynnit,
    asiakasmaksut: (kenen, vuosi) =>
      toAsiakasmaksut(kenen, { vuosi, kaynnit: kaynnit(kenen, vuosi), setelit: toSetelit(seed, kenen) }),
    alueenTuottajavalinnat: (kenen) => toAlueenTuottajavalinnat(seed, kenen),
    budjetit: (kenen) => toBudjetit(seed, kenen),
    sitoumukset: (kenen) => toSitoumukset(seed, kenen),
    hoidonMaksajat: (kenen) => toHoidonMaksajat(seed, kenen),
  };
}

/** All persons; blocks are made one at a time and not kept, so that a stream does not push others out. */
function* iterate(options: PopulationOptions): Iterable<Henkilo> {
  for (let numero = 0; numero * henkiloaLohkossa < options.size; numero += 1) {
    const lohko = createLohko(options, numero);
    for (let paikka = 0; paikka < lohko.jasenet.length; paikka += 1) yield toHenkilo(options.seed, lohko, paikka);
  }
}

/** Blocks by number, the least recently used ones dropped. */
function createLohkomuisti(options: PopulationOptions): (numero: number) => Lohko {
  const kept = new Map<number, Lohko>();
  return (numero) => {
    const lohko = kept.get(numero) ?? createLohko(options, numero);
    kept.delete(numero);
    kept.set(numero, lohko);
    const oldest = kept.keys().next();
    if (kept.size > maxLohkoja && oldest.done !== true) kept.delete(oldest.value);
    return lohko;
  };
}

/** Where a person of this identifier would be; the caller checks that the person is there and has it. */
function findIndex(haku: {
  readonly options: PopulationOptions;
  readonly lohkot: (numero: number) => Lohko;
  readonly tunnus: string;
}): number | undefined {
  const { options, lohkot, tunnus } = haku;
  const vakio = vakionPaikka.get(tunnus) ?? parseTilapainenTunnus(tunnus);
  if (vakio !== undefined) return vakio;
  const osat = parseHetunOsat(tunnus);
  if (osat === undefined) return undefined;
  const numero = toLohko(options.seed, osat);
  if (numero * henkiloaLohkossa >= options.size) return undefined;
  const lohko = lohkot(numero);
  const paikka = lohko.jasenet.findIndex((jasen) => jasen.hetu === tunnus || jasen.entisetHetut.includes(tunnus));
  return paikka === -1 ? undefined : lohko.alku + paikka;
}

function hasTunnus(henkilo: Henkilo, tunnus: string): boolean {
  return henkilo.hetu === tunnus || henkilo.tilapainenTunnus === tunnus || henkilo.entisetHetut.includes(tunnus);
}

function createPersonas(size: number, henkilo: (index: number) => Henkilo): readonly Persona[] {
  return vakiohenkilot.slice(0, size).flatMap(({ vakio }, index) => {
    if (vakio?.persona === undefined || vakio.kuvaus === undefined) return [];
    const { hetu, tilapainenTunnus } = henkilo(index);
    const tunnus = hetu ?? tilapainenTunnus ?? "";
    return [{ persona: vakio.persona, hetu: tunnus, kuvaus: vakio.kuvaus, index }];
  });
}
