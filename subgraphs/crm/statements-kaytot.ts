import type { RegionStatement, RegionValue } from "../../gateway/subgraph/index.ts";
import type { SeurattuTaulu } from "./statements-seuranta.ts";

/** Where a use stands among those of all regions: by day, granting region, number, and which of its uses. */
export interface Kayttokohta {
  /** `YYYY-MM-DD`. */
  readonly paiva: string;
  /** The granting region. */
  readonly alue: string;
  readonly numero: string;
  readonly monesko: number;
}

/** Which uses of one granting region are wanted, and how many. */
export interface KaytonKohta {
  /** The region that granted, whose database is asked. */
  readonly myontanyt: string;
  /** The region where they were used. */
  readonly alue: string;
  readonly isUusinEnsin: boolean;
  /** The last use of the page before, whichever region's. */
  readonly jalkeen?: Kayttokohta | undefined;
  readonly limit: number;
}

/**
 * One region's part of a page: the uses in another region of what it has granted, from the place on. Rows of one day
 * are in the order of the granting regions, so that where this region stands to that of the place tells which of the
 * place's own day still follow.
 */
export function toKaytotStatement(taulu: SeurattuTaulu, kohta: KaytonKohta): RegionStatement {
  const { alue, isUusinEnsin, limit } = kohta;
  const values: RegionValue[] = [];
  const add = (value: RegionValue): string => `$${values.push(value)}`;
  const where = [`k.alue = ${add(alue)}::bpchar`, ...toBeyond(kohta, add)].join(" and ");
  const order = ["paiva", "numero", "monesko"].map((one) => `k.${one}${isUusinEnsin ? " desc" : ""}`).join(", ");
  const text = `
    with sivu as (
      select k.* from ${taulu.kaytot} k where ${where} order by ${order} limit ${add(limit)}::int
    )
    select k.numero, k.monesko::text, ${taulu.kaytonPalvelu} as palvelu, k.tuottaja, k.alue, k.summa::text,
      to_char(k.paiva, 'YYYY-MM-DD') as paiva
    from sivu k join ${taulu.taulu} s using (numero) order by ${order}`;
  return { text, values };
}

function toBeyond(
  { jalkeen, myontanyt, isUusinEnsin }: KaytonKohta,
  add: (value: RegionValue) => string,
): readonly string[] {
  if (jalkeen === undefined) return [];
  const { paiva, alue, numero, monesko } = jalkeen;
  const beyond = isUusinEnsin ? "<" : ">";
  if (myontanyt === alue) {
    const place = `${add(paiva)}::date, ${add(numero)}::text, ${add(monesko)}::int`;
    return [`(k.paiva, k.numero, k.monesko) ${beyond} (${place})`];
  }
  const isFollowing = isUusinEnsin ? myontanyt < alue : myontanyt > alue;
  return [`k.paiva ${beyond}${isFollowing ? "=" : ""} ${add(paiva)}::date`];
}

/** Number and sum of the uses in a region of what the asked region has granted: one row. */
export function toKayttosummaStatement(taulu: SeurattuTaulu, alue: string): RegionStatement {
  const text = `
    select count(*)::text as lukumaara, coalesce(sum(k.summa), 0)::text as summa
    from ${taulu.kaytot} k where k.alue = $1::bpchar`;
  return { text, values: [alue] };
}
