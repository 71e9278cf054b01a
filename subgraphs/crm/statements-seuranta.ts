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
}

/** Vouchers, item 23. */
export const setelitaulu: SeurattuTaulu = {
  taulu: "asiakasseteli",
  arvo: "arvo",
  kaytot: "setelin_kaytto",
  kaytonPalvelu: "s.palvelu",
  omat: "s.palvelu, s.tila,",
};

/** Personal budgets, item 24. */
export const budjettitaulu: SeurattuTaulu = {
  taulu: "henkilokohtainen_budjetti",
  arvo: "myonnetty",
  kaytot: "budjetin_suorite",
  kaytonPalvelu: "k.palvelu",
  omat: "",
};

/** Commitments and referrals, item 28. */
export const sitoumustaulu: SeurattuTaulu = {
  taulu: "maksusitoumus",
  arvo: "arvo",
  kaytot: "sitoumuksen_kaytto",
  kaytonPalvelu: "s.palvelu",
  omat: "s.laji, s.palvelu, s.tuottaja, s.tuottajan_alue, s.tila,",
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
 * from any place of the list: a page costs the same wherever it is.
 */
export function toSivuStatement(
  taulu: SeurattuTaulu,
  ehdot: SeurannanEhdot,
  { isUusinEnsin, jalkeen, limit }: SeurannanKohta,
): RegionStatement {
  const { where, values, add } = toWhere(ehdot);
  if (jalkeen !== undefined) {
    const beyond = isUusinEnsin ? "<" : ">";
    where.push(`(s.alkaen, s.numero) ${beyond} (${add(jalkeen.alkaen)}::date, ${add(jalkeen.numero)}::text)`);
  }
  const order = isUusinEnsin ? "s.alkaen desc, s.numero desc" : "s.alkaen, s.numero";
  const text = `
    with sivu as (
      select s.* from ${taulu.taulu} s ${toClause(where)} order by ${order} limit ${add(limit)}::int
    )
    select s.numero, ${taulu.omat} s.${taulu.arvo}::text as arvo, ${date("s.alkaen")}, ${date("s.paattyy")},
      (select coalesce(json_agg(json_build_object('palvelu', ${taulu.kaytonPalvelu}, 'tuottaja', k.tuottaja,
         'alue', k.alue, 'summa', k.summa::text, 'paiva', to_char(k.paiva, 'YYYY-MM-DD'))), '[]')
       from ${taulu.kaytot} k where k.numero = s.numero)::text as kaytot
    from sivu s order by ${order}`;
  return { text, values };
}

/** Number and sums of all rows that meet the conditions: one row. */
export function toSummaStatement(taulu: SeurattuTaulu, ehdot: SeurannanEhdot): RegionStatement {
  const { where, values } = toWhere(ehdot);
  const text = `
    select count(*)::text as lukumaara, coalesce(sum(s.${taulu.arvo}), 0)::text as arvo,
      coalesce(sum(k.kaytetty), 0)::text as kaytetty,
      coalesce(sum(s.${taulu.arvo} - coalesce(k.kaytetty, 0)), 0)::text as jaljella
    from ${taulu.taulu} s left join (
      select numero, sum(summa) as kaytetty from ${taulu.kaytot} group by numero
    ) k using (numero) ${toClause(where)}`;
  return { text, values };
}

interface Where {
  readonly where: string[];
  readonly values: RegionValue[];
  /** Adds a value, and gives its place in the text. */
  readonly add: (value: RegionValue) => string;
}

function toWhere({ tila, palvelu, voimassa }: SeurannanEhdot): Where {
  const where: string[] = [];
  const values: RegionValue[] = [];
  const add = (value: RegionValue): string => `$${values.push(value)}`;
  if (tila !== undefined) where.push(`s.tila = ${add(tila)}::text`);
  if (palvelu !== undefined) where.push(`s.palvelu = ${add(palvelu)}::text`);
  if (voimassa !== undefined) where.push(`${add(voimassa)}::date between s.alkaen and s.paattyy`);
  return { where, values, add };
}

function toClause(where: readonly string[]): string {
  return where.length === 0 ? "" : `where ${where.join(" and ")}`;
}
