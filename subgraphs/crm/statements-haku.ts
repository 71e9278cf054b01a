import type { RegionStatement, RegionValue } from "../../gateway/subgraph/index.ts";
import type { Hakusana } from "./hakusanat.ts";
import { toLuokkaEhto } from "./statements-luokka.ts";
import type { Luokkaehto } from "./statements-luokka.ts";

/** Place of a hit in the order of hits. */
export interface Osumakohta {
  /** 0 for names written alike; 1 more for each that only begins so, 2 for each that is spelt otherwise. */
  readonly sija: number;
  readonly sukunimi: string;
  readonly etunimet: string;
  readonly asiakasId: number;
}

/** A customership that is open on a day, with the organisation of who asks. */
export interface Asiakkuusehto {
  readonly organisaatio: string;
  /** The service, in the region's words; any when left out. */
  readonly palvelu: string | undefined;
  /** The branch whose register the asker may read; both when left out. */
  readonly toimiala: "terveydenhuolto" | "sosiaalihuolto" | undefined;
  /** `YYYY-MM-DD`. */
  readonly tanaan: string;
}

/** What is searched; at least one. */
export interface Hakuehdot {
  readonly sanat: readonly Hakusana[] | undefined;
  /** `YYYY-MM-DD`. */
  readonly syntymaaika: string | undefined;
  readonly asiakkuus?: Asiakkuusehto | undefined;
  readonly luokka?: Luokkaehto | undefined;
}

const order = `o.sija, a.sukunimi collate "C", a.etunimet collate "C", a.asiakas_id`;

/**
 * Hits in the order of `Osumakohta`, ranked in the database with nothing that an extension brings. A word of three
 * letters or more matches a name that begins with it; one of five or more also a name of about its length with the
 * same skeleton. Every word must match some name of the person.
 */
export function toHakuStatement(
  { sanat, syntymaaika, asiakkuus, luokka }: Hakuehdot,
  { jalkeen, limit }: { readonly jalkeen: Osumakohta | undefined; readonly limit: number },
): RegionStatement {
  const values: RegionValue[] = [];
  const add = (value: RegionValue): string => `$${values.push(value)}`;
  const osuma = sanat === undefined ? "select asiakas_id, 0 as sija from asiakas" : toOsuma(sanat, add);
  const where: string[] = [];
  if (syntymaaika !== undefined) where.push(`a.syntymaaika = ${add(syntymaaika)}::date`);
  if (asiakkuus !== undefined) where.push(toAsiakkuusEhto(asiakkuus, add));
  if (luokka !== undefined) where.push(toLuokkaEhto(luokka, add));
  if (jalkeen !== undefined) {
    const { sija, sukunimi, etunimet, asiakasId } = jalkeen;
    const after = `${add(sija)}::int, ${add(sukunimi)}::text, ${add(etunimet)}::text, ${add(asiakasId)}::int`;
    where.push(`(${order}) > (${after})`);
  }
  const text = `
    with osuma as (${osuma})
    select a.hetu, a.tilapainen_tunnus, a.asiakas_id::text, a.sukunimi, a.etunimet, o.sija::text
    from osuma o join asiakas a using (asiakas_id) ${where.length === 0 ? "" : `where ${where.join(" and ")}`}
    order by ${order} limit ${add(limit)}::int`;
  return { text, values };
}

function toAsiakkuusEhto(
  { organisaatio, palvelu, toimiala, tanaan }: Asiakkuusehto,
  add: (value: RegionValue) => string,
): string {
  const paiva = `${add(tanaan)}::date`;
  const where = [
    "p.asiakas_id = a.asiakas_id",
    `p.organisaatio = ${add(organisaatio)}::text`,
    ...(palvelu === undefined ? [] : [`p.palvelu = ${add(palvelu)}::text`]),
    ...(toimiala === undefined ? [] : [`p.toimiala = ${add(toimiala)}::text`]),
    `p.alkanut <= ${paiva} and (p.paattynyt is null or p.paattynyt >= ${paiva})`,
  ];
  return `exists (select from asiakkuus p where ${where.join(" and ")})`;
}

function toOsuma(sanat: readonly Hakusana[], add: (value: RegionValue) => string): string {
  const osat = add(sanat.map(({ osa }) => osa));
  const rungot = add(sanat.map(({ runko }) => runko));
  // '~' comes after every letter in this collation: the range is of names that begin with the word.
  return `
    select asiakas_id, sum(ero)::int as sija from (
      select asiakas_id, sana, min(ero) as ero from (
        select n.asiakas_id, s.osa as sana, case when n.osa = s.osa then 0 else 1 end as ero
        from (select osa collate "C" as osa from unnest(${osat}::text[]) as u(osa)) s
        join nimen_osa n on n.osa >= s.osa and n.osa < s.osa || '~' and (length(s.osa) >= 3 or n.osa = s.osa)
        union all
        select n.asiakas_id, s.osa, 2
        from (select osa collate "C" as osa, runko collate "C" as runko
              from unnest(${osat}::text[], ${rungot}::text[]) as u(osa, runko)) s
        join nimen_osa n on n.runko = s.runko and abs(length(n.osa) - length(s.osa)) <= 2
        where s.runko <> ''
      ) loyto group by asiakas_id, sana
    ) paras group by asiakas_id having count(*) = cardinality(${osat}::text[])`;
}
