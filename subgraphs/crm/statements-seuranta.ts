import { toDateColumn as date } from "../../gateway/subgraph/index.ts";
import type { RegionStatement, RegionValue } from "../../gateway/subgraph/index.ts";

/** The tables of one of the organiser's lists. Names are ours, never a client's. */
export interface SeurattuTaulu {
  readonly taulu: string;
  /** Column of the value granted. */
  readonly arvo: string;
  /** The table of uses, and where the service of a use stands. */
  readonly kaytot: string;
  readonly kaytonPalvelu: string;
  /** Columns that only this list has, of `s`. */
  readonly omat: string;
  /** Rows have a state. */
  readonly hasTila: boolean;
  /** A row may promise no sum. */
  readonly isArvoVapaa: boolean;
}

/** Vouchers, item 23. */
export const setelitaulu: SeurattuTaulu = {
  taulu: "asiakasseteli",
  arvo: "arvo",
  kaytot: "setelin_kaytto",
  kaytonPalvelu: "s.palvelu",
  omat: "s.palvelu, s.tila,",
  hasTila: true,
  isArvoVapaa: false,
};

/** Personal budgets, item 24. */
export const budjettitaulu: SeurattuTaulu = {
  taulu: "henkilokohtainen_budjetti",
  arvo: "myonnetty",
  kaytot: "budjetin_suorite",
  kaytonPalvelu: "k.palvelu",
  omat: "",
  hasTila: false,
  isArvoVapaa: false,
};

/** Commitments and referrals, item 28. */
export const sitoumustaulu: SeurattuTaulu = {
  taulu: "maksusitoumus",
  arvo: "arvo",
  kaytot: "sitoumuksen_kaytto",
  kaytonPalvelu: "s.palvelu",
  omat: "s.laji, s.palvelu, s.tuottaja, s.tuottajan_alue, s.tila,",
  hasTila: true,
  isArvoVapaa: true,
};

/** Which rows are wanted; what is left out does not narrow. */
export interface SeurannanEhdot {
  /** As the database has it. */
  readonly tila?: string | undefined;
  readonly palvelu?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly voimassa?: string | undefined;
}

/** Which rows of them, and how many. */
export interface SeurannanKohta {
  readonly isUusinEnsin: boolean;
  /** The last row of the page before. */
  readonly jalkeen?: { readonly alkaen: string; readonly numero: string } | undefined;
  readonly limit: number;
}

/**
 * One page with uses. Only the conditions that are given stand in the text, so that the plan is the index's own
 * from any place of the list: a page costs the same wherever it is. README.md names the indexes.
 */
export function toSivuStatement(
  taulu: SeurattuTaulu,
  ehdot: SeurannanEhdot,
  { isUusinEnsin, jalkeen, limit }: SeurannanKohta,
): RegionStatement {
  const { where, values, add } = toWhere(ehdot);
  const order = (one: string): string =>
    isUusinEnsin ? `${one}.alkaen desc, ${one}.numero desc` : `${one}.alkaen, ${one}.numero`;
  const beyond =
    jalkeen === undefined
      ? []
      : [
          `(s.alkaen, s.numero) ${isUusinEnsin ? "<" : ">"} (${add(jalkeen.alkaen)}::date, ${add(jalkeen.numero)}::text)`,
        ];
  const most = `${add(limit)}::int`;
  const paiva = ehdot.voimassa === undefined ? undefined : `${add(ehdot.voimassa)}::date`;
  const sivu =
    paiva === undefined
      ? `with sivu as (
      select s.* from ${taulu.taulu} s ${toClause([...where, ...beyond])} order by ${order("s")} limit ${most}
    )`
      : toVoimassaSivu({ taulu, where, beyond, ryhma: toRyhma(taulu, ehdot), paiva, order, most });
  const text = `
    ${sivu}
    select s.numero, ${taulu.omat} s.${taulu.arvo}::text as arvo, ${date("s.alkaen")}, ${date("s.paattyy")},
      (select coalesce(json_agg(json_build_object('palvelu', ${taulu.kaytonPalvelu}, 'tuottaja', k.tuottaja,
         'alue', k.alue, 'summa', k.summa::text, 'paiva', to_char(k.paiva, 'YYYY-MM-DD'))), '[]')
       from ${taulu.kaytot} k where k.numero = s.numero)::text as kaytot
    from sivu s order by ${order("s")}`;
  return { text, values };
}

/** Length of a term in days, as the indexes have it. */
const kesto = "(s.paattyy - s.alkaen)";

/** Columns by which rows of a day are grouped, and their names in a group. */
type Ryhma = readonly (readonly [column: string, nimi: string])[];

/** By the state where it is not given, and by the length of the term. */
function toRyhma({ hasTila }: SeurattuTaulu, { tila }: SeurannanEhdot): Ryhma {
  return [...(hasTila && tila === undefined ? [["s.tila", "tila"] as const] : []), [kesto, "kesto"] as const];
}

/**
 * A page of those valid on a day. No index is in the order of start and tells the end too; but of rows whose terms are
 * equally long, those valid on a day are one stretch of starts. So the lengths there are, are found one after another,
 * and the page is merged from the first rows of each: its cost grows with the number of lengths, not of rows.
 */
function toVoimassaSivu(osat: {
  readonly taulu: SeurattuTaulu;
  readonly where: readonly string[];
  readonly beyond: readonly string[];
  readonly ryhma: Ryhma;
  readonly paiva: string;
  readonly order: (one: string) => string;
  readonly most: string;
}): string {
  const { taulu, where, beyond, ryhma, paiva, order, most } = osat;
  const columns = ryhma.map(([column]) => column).join(", ");
  const named = ryhma.map(([column, nimi]) => `${column} as ${nimi}`).join(", ");
  const next = `(${columns}) > (${ryhma.map(([, nimi]) => `r.${nimi}`).join(", ")})`;
  const same = ryhma.map(([column, nimi]) => `${column} = r.${nimi}`);
  // As pairs, as the place is: two plain bounds look like few rows to the planner, which then sorts them all.
  const stretch = `(s.alkaen, s.numero) >= (${paiva} - r.kesto, '') and (s.alkaen, s.numero) < (${paiva} + 1, '')`;
  return `with recursive ryhma as (
      (select ${named} from ${taulu.taulu} s ${toClause(where)} order by ${columns} limit 1)
      union all
      select n.* from ryhma r cross join lateral (
        select ${named} from ${taulu.taulu} s ${toClause([...where, next])} order by ${columns} limit 1
      ) n
    ), sivu as (
      select v.* from ryhma r cross join lateral (
        select s.* from ${taulu.taulu} s ${toClause([...where, ...same, stretch, ...beyond])}
        order by ${order("s")} limit ${most}
      ) v order by ${order("v")} limit ${most}
    )`;
}

/**
 * Number and sums of all rows that meet the conditions: one row. Reads them all, and their uses: what is left is
 * counted from the sums, so that nothing is gathered row by row. Of rows without a promised sum nothing is left.
 */
export function toSummaStatement(taulu: SeurattuTaulu, ehdot: SeurannanEhdot): RegionStatement {
  const { where, values, add } = toWhere(ehdot);
  if (ehdot.voimassa !== undefined) where.push(`${add(ehdot.voimassa)}::date between s.alkaen and s.paattyy`);
  const isJoined = where.length > 0 || taulu.isArvoVapaa;
  const joined = isJoined ? ` join ${taulu.taulu} s using (numero) ${toClause(where)}` : "";
  const luvatusta = taulu.isArvoVapaa ? `sum(k.summa) filter (where s.${taulu.arvo} is not null)` : "sum(k.summa)";
  const text = `
    with myonnetty as (
      select count(*) as lukumaara, coalesce(sum(s.${taulu.arvo}), 0) as arvo from ${taulu.taulu} s ${toClause(where)}
    ), kaytetty as (
      select coalesce(sum(k.summa), 0) as kaikki, coalesce(${luvatusta}, 0) as luvatusta from ${taulu.kaytot} k${joined}
    )
    select m.lukumaara::text, m.arvo::text, k.kaikki::text as kaytetty, (m.arvo - k.luvatusta)::text as jaljella
    from myonnetty m, kaytetty k`;
  return { text, values };
}

interface Where {
  readonly where: string[];
  readonly values: RegionValue[];
  /** Adds a value, and gives its place in the text. */
  readonly add: (value: RegionValue) => string;
}

/** The conditions that a column is equal by. */
function toWhere({ tila, palvelu }: SeurannanEhdot): Where {
  const where: string[] = [];
  const values: RegionValue[] = [];
  const add = (value: RegionValue): string => `$${values.push(value)}`;
  if (tila !== undefined) where.push(`s.tila = ${add(tila)}::text`);
  if (palvelu !== undefined) where.push(`s.palvelu = ${add(palvelu)}::text`);
  return { where, values, add };
}

function toClause(where: readonly string[]): string {
  return where.length === 0 ? "" : `where ${where.join(" and ")}`;
}
