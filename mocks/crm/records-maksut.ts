import type { Henkilo, Population } from "../population/index.ts";
import type { Row } from "../postgres/index.ts";
import { toDecimal } from "./tables.ts";
import type { CrmRows } from "./tables.ts";

type MaksuTable =
  | "maksuyhteys"
  | "asiakasmaksu"
  | "henkilokohtainen_budjetti"
  | "budjetin_suorite"
  | "hoidon_maksaja"
  | "maksusitoumus"
  | "sitoumuksen_kaytto";

/** Years of fees in a register, the current one among them. */
const vuosia = 3;

/** One region's rows of a person about accounts, fees, budgets, commitments and payers; nothing later than `tanaan`. */
export function toMaksuRows(
  population: Population,
  henkilo: Henkilo,
  tanaan: string,
): (alue: string) => Pick<CrmRows, MaksuTable> {
  const asiakas_id = henkilo.index;
  const accounts = population.maksuyhteydet(henkilo);
  const budgets = population.budjetit(henkilo);
  const commitments = population.sitoumukset(henkilo);
  const payers = population.hoidonMaksajat(henkilo);
  const fees = yearsUntil(tanaan)
    .flatMap((vuosi) => population.asiakasmaksut(henkilo, vuosi))
    .filter(({ paiva }) => paiva <= tanaan);
  return (alue) => {
    const isOwn = (row: { readonly alue: string }): boolean => row.alue === alue;
    return {
      maksuyhteys: accounts.filter(isOwn).map((row) => toMaksuyhteys(asiakas_id, row)),
      asiakasmaksu: fees.filter(isOwn).map((row) => toMaksu(asiakas_id, row)),
      henkilokohtainen_budjetti: budgets.filter(isOwn).map((row) => toBudjetti(asiakas_id, row)),
      budjetin_suorite: budgets
        .filter(isOwn)
        .flatMap(({ numero, suoritteet }) =>
          suoritteet.map(({ palvelu, ...use }, at) => ({ numero, monesko: at + 1, palvelu, ...toMaksettu(use) })),
        ),
      hoidon_maksaja: payers.filter(isOwn).map((row) => toMaksaja(asiakas_id, row)),
      maksusitoumus: commitments.filter(isOwn).map((row) => toSitoumus(asiakas_id, row)),
      sitoumuksen_kaytto: commitments
        .filter(isOwn)
        .flatMap(({ numero, kaytot }) => kaytot.map((use, at) => ({ numero, monesko: at + 1, ...toMaksettu(use) }))),
    };
  };
}

/** Years of which a register has events, the oldest first. */
export function yearsUntil(tanaan: string): readonly number[] {
  const current = Number(tanaan.slice(0, 4));
  return Array.from({ length: vuosia }, (_, at) => current - vuosia + 1 + at);
}

function toMaksuyhteys(asiakas_id: number, row: ReturnType<Population["maksuyhteydet"]>[number]): Row {
  const { iban, saaja, palvelu, oletus, suoraveloitus } = row;
  return { asiakas_id, iban, saaja, palvelu: palvelu ?? null, oletus, suoraveloitus };
}

function toMaksu(asiakas_id: number, row: ReturnType<Population["asiakasmaksut"]>[number]): Row {
  const { numero, palvelu, perija, paiva } = row;
  return {
    numero,
    asiakas_id,
    palvelu,
    summa: toDecimal(row.sentit),
    perija,
    paiva,
    kerryttaa_maksukattoa: row.kerryttaa,
    katon_hetu: row.katonHetu ?? null,
    huoltajalta_salattu: toSalattu(row.huoltajalta),
  };
}

function toBudjetti(asiakas_id: number, row: ReturnType<Population["budjetit"]>[number]): Row {
  const { numero, alkaen, paattyy } = row;
  const myonnetty = toDecimal(row.myonnettySentit);
  return { numero, asiakas_id, myonnetty, alkaen, paattyy, huoltajalta_salattu: toSalattu(row.huoltajalta) };
}

function toMaksaja(asiakas_id: number, row: ReturnType<Population["hoidonMaksajat"]>[number]): Row {
  return {
    asiakas_id,
    laji: row.laji.toLowerCase(),
    maksava_alue: row.maksavaAlue ?? null,
    peruste: row.peruste.toLowerCase(),
    alkaen: row.alkaen,
    paattyy: row.paattyy ?? null,
  };
}

function toSitoumus(asiakas_id: number, row: ReturnType<Population["sitoumukset"]>[number]): Row {
  const { numero, palvelu, tuottaja, tuottajanAlue, alkaen, paattyy } = row;
  return {
    numero,
    asiakas_id,
    laji: row.laji.toLowerCase(),
    palvelu,
    tuottaja,
    tuottajan_alue: tuottajanAlue,
    arvo: row.arvoSentit === undefined ? null : toDecimal(row.arvoSentit),
    alkaen,
    paattyy,
    tila: row.tila.toLowerCase(),
    huoltajalta_salattu: toSalattu(row.huoltajalta),
  };
}

/** What was paid to a producer, in whichever region. */
function toMaksettu(use: ReturnType<Population["sitoumukset"]>[number]["kaytot"][number]): Row {
  const { tuottaja, alue, sentit, paiva } = use;
  return { tuottaja, alue, summa: toDecimal(sentit), paiva };
}

/** The mark of a minor's row; null where the register has none. */
export function toSalattu(huoltajalta: "SALATTU" | "AVOIN" | undefined): boolean | null {
  return huoltajalta === undefined ? null : huoltajalta === "SALATTU";
}
