import type { Henkilo, Population } from "../population/index.ts";
import type { Row } from "../postgres/index.ts";

/** Rows of one person in one region's CRM, by table; names and forms are those of `schema.sql`. */
export interface CrmRows {
  readonly asiakas: readonly Row[];
  readonly yhteystieto: readonly Row[];
  readonly valiaikainen_henkilo: readonly Row[];
  readonly asiakasseteli: readonly Row[];
  readonly setelin_kaytto: readonly Row[];
}

const syyt: Readonly<Record<Henkilo["oleskelu"], string>> = {
  KANSALAINEN: "tunnistamaton",
  OLESKELULUPA: "ulkomaalainen",
  TURVAPAIKANHAKIJA: "turvapaikanhakija",
  MAASTAMUUTTANUT: "ulkomaalainen",
};

/**
 * What each region's CRM holds of a person: contacts reported to it, vouchers it has granted, and the
 * temporary identity it has given. A region that has none of these does not know the person.
 */
export function toCrmRows(population: Population, henkilo: Henkilo): ReadonlyMap<string, CrmRows> {
  const contacts = population.yhteystiedot(henkilo);
  const vouchers = population.setelit(henkilo);
  // The identifier begins with the region that gave it.
  const given = henkilo.tilapainenTunnus?.slice(0, 2);
  const regions = new Set([...contacts, ...vouchers].map((row) => row.alue));
  if (given !== undefined) regions.add(given);
  return new Map(
    [...regions].map((alue) => [
      alue,
      {
        asiakas: [toAsiakas(henkilo)],
        yhteystieto: contacts.filter((row) => row.alue === alue).map((row) => toYhteystieto(henkilo.index, row)),
        valiaikainen_henkilo: given === alue ? [toValiaikainen(henkilo)] : [],
        asiakasseteli: vouchers.filter((row) => row.alue === alue).map((row) => toSeteli(henkilo.index, row)),
        setelin_kaytto: vouchers.filter((row) => row.alue === alue).flatMap(toKaytot),
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
  };
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
  return seteli.kaytot.map(({ tuottaja, alue, sentit, paiva }) => ({
    numero: seteli.numero,
    tuottaja,
    alue,
    summa: toDecimal(sentit),
    paiva,
  }));
}

function toDecimal(sentit: number): string {
  const digits = String(sentit).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
