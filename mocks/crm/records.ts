import { ankkuripaiva, toToimiala } from "../population/index.ts";
import type { Henkilo, Population } from "../population/index.ts";
import type { Row } from "../postgres/index.ts";
import { toNimenOsat } from "./nimen-osat.ts";
import { toMaksuRows } from "./records-maksut.ts";
import { toPalveluRows } from "./records-palvelut.ts";
import { toViestintaRows } from "./records-viestinta.ts";
import { toDecimal } from "./tables.ts";
import type { CrmRows } from "./tables.ts";

const syyt: Readonly<Record<Henkilo["oleskelu"], string>> = {
  KANSALAINEN: "tunnistamaton",
  OLESKELULUPA: "ulkomaalainen",
  TURVAPAIKANHAKIJA: "turvapaikanhakija",
  MAASTAMUUTTANUT: "ulkomaalainen",
};

/** What part of the world is wanted. */
interface Rajaus {
  /** `YYYY-MM-DD`: nothing later has happened; the day that decides ages when left out. */
  readonly tanaan?: string;
  /** Regions that are wanted; all when left out. */
  readonly alueet?: readonly string[];
}

/**
 * What each region's CRM holds of a person: contacts reported to it, vouchers it has granted, and the temporary
 * identity it has given. A region that has none of these, nor a customership, does not know the person.
 * Of a region that knows the person, also what it knows of payers, fees, services and commitments, up to `tanaan`.
 */
export function toCrmRows(
  population: Population,
  henkilo: Henkilo,
  { tanaan = ankkuripaiva, alueet }: Rajaus = {},
): ReadonlyMap<string, CrmRows> {
  const contacts = population.yhteystiedot(henkilo);
  const vouchers = population.setelit(henkilo);
  // The identifier begins with the region that gave it.
  const given = henkilo.tilapainenTunnus?.slice(0, 2);
  const customerships = population.asiakkuudet(henkilo);
  const known = new Set([...contacts, ...vouchers, ...customerships].map((row) => row.alue));
  if (given !== undefined) known.add(given);
  const regions = [...known].filter((alue) => alueet?.includes(alue) ?? true);
  if (regions.length === 0) return new Map();
  const toMaksut = toMaksuRows(population, henkilo, tanaan);
  const toPalvelut = toPalveluRows(population, henkilo, tanaan);
  const toViestinta = toViestintaRows(population, henkilo, tanaan);
  return new Map(
    regions.map((alue) => [
      alue,
      {
        asiakas: [toAsiakas(henkilo)],
        nimen_osa: toNimenOsat(henkilo),
        asiakkuus: customerships.filter((row) => row.alue === alue).map((row) => toAsiakkuus(henkilo.index, row)),
        yhteystieto: contacts.filter((row) => row.alue === alue).map((row) => toYhteystieto(henkilo.index, row)),
        valiaikainen_henkilo: given === alue ? [toValiaikainen(henkilo)] : [],
        asiakasseteli: vouchers.filter((row) => row.alue === alue).map((row) => toSeteli(henkilo.index, row)),
        setelin_kaytto: vouchers.filter((row) => row.alue === alue).flatMap(toKaytot),
        ...toMaksut(alue),
        ...toPalvelut(alue),
        ...toViestinta(alue),
      },
    ]),
  );
}

function toAsiakas(henkilo: Henkilo): Row {
  return {
    asiakas_id: henkilo.index,
    hetu: henkilo.hetu ?? null,
    tilapainen_tunnus: henkilo.tilapainenTunnus ?? null,
    etunimet: henkilo.etunimet,
    sukunimi: henkilo.sukunimi,
    syntymaaika: henkilo.syntymapaiva,
  };
}

function toAsiakkuus(asiakas_id: number, row: ReturnType<Population["asiakkuudet"]>[number]): Row {
  const { palvelu, organisaatio, alkanut, paattynyt = null } = row;
  return { asiakas_id, palvelu, organisaatio, toimiala: toToimiala(palvelu).toLowerCase(), alkanut, paattynyt };
}

function toYhteystieto(asiakas_id: number, row: ReturnType<Population["yhteystiedot"]>[number]): Row {
  const { arvo, kayttotarkoitus, pitkaaikainen, ilmoitettu } = row;
  return { asiakas_id, laji: row.laji.toLowerCase(), arvo, kayttotarkoitus, pitkaaikainen, ilmoitettu };
}

function toValiaikainen(henkilo: Henkilo): Row {
  return {
    tunniste: henkilo.tilapainenTunnus ?? null,
    asiakas_id: henkilo.index,
    nimi: `${henkilo.etunimet} ${henkilo.sukunimi}`,
    syy: syyt[henkilo.oleskelu],
    // The population does not say when; spread over the first months of the identifier's year.
    annettu: new Date(Date.UTC(2026, 0, 2 + (henkilo.index % 280))).toISOString().slice(0, 10),
    yhdistetty_hetu: henkilo.hetu ?? null,
  };
}

function toSeteli(asiakas_id: number, row: ReturnType<Population["setelit"]>[number]): Row {
  const { numero, palvelu, alkaen, paattyy } = row;
  return {
    numero,
    asiakas_id,
    palvelu,
    arvo: toDecimal(row.arvoSentit),
    alkaen,
    paattyy,
    tila: row.tila.toLowerCase(),
    huoltajalta_salattu: row.huoltajalta === undefined ? null : row.huoltajalta === "SALATTU",
  };
}

function toKaytot(seteli: ReturnType<Population["setelit"]>[number]): Row[] {
  return seteli.kaytot.map(({ tuottaja, alue, sentit, paiva }, at) => ({
    numero: seteli.numero,
    monesko: at + 1,
    tuottaja,
    alue,
    summa: toDecimal(sentit),
    paiva,
  }));
}
