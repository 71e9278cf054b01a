import type { Row } from "../postgres/index.ts";

/** Columns of each table with types for `json_to_recordset`, tables in the order of their references; names are those of `schema.sql`. */
export const columns = {
  asiakas: "asiakas_id integer, hetu text, tilapainen_tunnus text, etunimet text, sukunimi text, syntymaaika date",
  nimen_osa: "asiakas_id integer, osa text, runko text",
  asiakkuus: "asiakas_id integer, palvelu text, organisaatio text, toimiala text, alkanut date, paattynyt date",
  yhteystieto: "asiakas_id integer, laji text, arvo text, kayttotarkoitus text, pitkaaikainen boolean, ilmoitettu date",
  valiaikainen_henkilo: "tunniste text, asiakas_id integer, nimi text, syy text, annettu date, yhdistetty_hetu text",
  asiakasseteli:
    "numero text, asiakas_id integer, palvelu text, arvo numeric, alkaen date, paattyy date, tila text, huoltajalta_salattu boolean",
  setelin_kaytto: "numero text, monesko integer, tuottaja text, alue text, summa numeric, paiva date",
  maksuyhteys: "asiakas_id integer, iban text, saaja text, palvelu text, oletus boolean, suoraveloitus boolean",
  tyoterveyshuolto:
    "asiakas_id integer, tyonantaja text, tuottaja text, alkaen date, paattyy date, vaikuttaa_kapitaatioon boolean",
  kaynti: "asiakas_id integer, palvelu text, laji text, paiva date",
  tuottajavalinta:
    "asiakas_id integer, laji text, palvelu text, tuottaja text, tuottajan_alue text, valittu date, paattynyt date, huoltajalta_salattu boolean",
  asiakasmaksu:
    "numero text, asiakas_id integer, palvelu text, summa numeric, perija text, paiva date, kerryttaa_maksukattoa boolean, katon_hetu text, huoltajalta_salattu boolean",
  henkilokohtainen_budjetti:
    "numero text, asiakas_id integer, myonnetty numeric, alkaen date, paattyy date, huoltajalta_salattu boolean",
  budjetin_suorite: "numero text, monesko integer, palvelu text, tuottaja text, alue text, summa numeric, paiva date",
  hoidon_maksaja: "asiakas_id integer, laji text, maksava_alue text, peruste text, alkaen date, paattyy date",
  maksusitoumus:
    "numero text, asiakas_id integer, laji text, palvelu text, tuottaja text, tuottajan_alue text, arvo numeric, alkaen date, paattyy date, tila text, huoltajalta_salattu boolean",
  sitoumuksen_kaytto: "numero text, monesko integer, tuottaja text, alue text, summa numeric, paiva date",
  viestintavalinta: "asiakas_id integer, kanava text, valittu date",
  viesti:
    "tunniste text, asiakas_id integer, suunta text, kanava text, lahettaja text, otsikko text, teksti text, aika timestamptz, huoltajalta_salattu boolean",
} as const;

type Table = keyof typeof columns;

/** Rows of one person in one region's CRM, by table. */
export type CrmRows = Readonly<Record<Table, readonly Row[]>>;

/** An amount of cents as decimal text. */
export function toDecimal(sentit: number): string {
  const digits = String(sentit).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
