import { createSqlSource } from "../../gateway/source/index.ts";
import type { SourceHandle, SourceResult, SqlRow, SqlSource } from "../../gateway/source/index.ts";
import { toKysyja } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext, Tunnus } from "../../gateway/subgraph/index.ts";
import type { CrmSettings } from "./settings.ts";
import { parseSetelit, parseValiaikaiset, parseYhteystiedot } from "./wire.ts";
import type { ByPerson, SeteliWire, ValiaikainenWire, YhteystietoWire } from "./wire.ts";

/** What one region answered for all persons of a batch, or why it did not. */
export interface RegionAnswer<T> {
  readonly alue: string;
  readonly result: SourceResult<ByPerson<T>>;
}

/** What a question brings from the client's request. */
type CrmScope = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids">;

/** One question to all regions at once, or to one: one statement for each, however many persons are asked. */
export type Ask<T> = (persons: readonly Tunnus[], from: CrmScope, alue?: string) => Promise<readonly RegionAnswer<T>[]>;

/** The regions' CRMs. Answers come in the order of the region codes. */
export interface CrmClient {
  readonly yhteystiedot: Ask<YhteystietoWire>;
  readonly valiaikaiset: Ask<ValiaikainenWire>;
  readonly setelit: Ask<SeteliWire>;
  /** Regions that have a node. */
  readonly alueet: readonly string[];
  /** The regions' databases. */
  readonly sources: readonly SourceHandle[];
}

/** Opens a pool for each region; nothing is connected before the first question. */
export function createCrmClient({ solmut, timeoutMs, yhteyksia, suojaus }: CrmSettings): CrmClient {
  const sources = solmut
    .toSorted((one, other) => one.alue.localeCompare(other.alue))
    .map(({ alue, url }) => ({
      alue,
      source: createSqlSource({
        lahde: "crm",
        solmu: alue,
        url,
        suojaus,
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
        ...(yhteyksia === undefined ? {} : { connections: yhteyksia }),
      }),
    }));
  return {
    yhteystiedot: createAsk(sources, yhteystiedotSql, parseYhteystiedot),
    valiaikaiset: createAsk(sources, valiaikaisetSql, parseValiaikaiset),
    setelit: createAsk(sources, setelitSql, parseSetelit),
    alueet: sources.map(({ alue }) => alue),
    sources: sources.map(({ source }) => source),
  };
}

type Parse<T> = (rows: readonly SqlRow[], asked: readonly Tunnus[]) => SourceResult<ByPerson<T>>;

function createAsk<T>(
  sources: readonly { readonly alue: string; readonly source: SqlSource }[],
  text: string,
  parse: Parse<T>,
): Ask<T> {
  return (persons, from, only) => {
    const valuesOf = (laji: Tunnus["laji"]): string[] =>
      persons.filter((person) => person.laji === laji).map(({ arvo }) => arvo);
    const values = [valuesOf("HETU"), valuesOf("TILAPAINEN")];
    const kysyja = toKysyja(
      from,
      persons.map(({ arvo }) => arvo),
    );
    const kerrotaan = { ...kysyja, pyynto: from.pyynto };
    return Promise.all(
      sources
        .filter(({ alue }) => only === undefined || alue === only)
        .map(async ({ alue, source }) => ({
          alue,
          result: await source.query({ text, values, kerrotaan }, from.scope, (rows) => parse(rows, persons)),
        })),
    );
  };
}

/**
 * Everyone asked about comes back, with or without rows of their own: silence is then never taken for
 * "has none", and each row carries the code that was asked and the code of the person found.
 */
const asked = `
  with kysytty as (
    select unnest($1::text[]) as hetu, null as tilapainen_tunnus
    union all select null, unnest($2::text[])
  ), henkilo as (
    select k.hetu as kysytty_hetu, k.tilapainen_tunnus as kysytty_tilapainen, a.hetu, a.tilapainen_tunnus, a.asiakas_id
    from kysytty k left join asiakas a on a.hetu = k.hetu or a.tilapainen_tunnus = k.tilapainen_tunnus
  )`;
const person = "h.kysytty_hetu, h.kysytty_tilapainen, h.hetu, h.tilapainen_tunnus";
/** Written out, so that no setting of the server or the role changes how a date is told. */
const date = (column: string): string => `to_char(${column}, 'YYYY-MM-DD') as ${column.slice(2)}`;

const yhteystiedotSql = `${asked}
  select ${person}, y.laji, y.arvo, y.kayttotarkoitus, y.pitkaaikainen::text, ${date("y.ilmoitettu")}
  from henkilo h left join yhteystieto y using (asiakas_id)`;

const valiaikaisetSql = `${asked}
  select ${person}, v.tunniste, v.nimi, v.syy, ${date("v.annettu")}, v.yhdistetty_hetu
  from henkilo h left join valiaikainen_henkilo v using (asiakas_id)`;

const setelitSql = `${asked}
  select ${person}, s.numero, s.palvelu, s.arvo::text, ${date("s.alkaen")}, ${date("s.paattyy")}, s.tila,
    s.huoltajalta_salattu::text,
    case when s.numero is not null then
      (select coalesce(json_agg(json_build_object(
         'tuottaja', k.tuottaja, 'alue', k.alue, 'summa', k.summa::text, 'paiva', to_char(k.paiva, 'YYYY-MM-DD'))), '[]')
       from setelin_kaytto k where k.numero = s.numero)::text
    end as kaytot
  from henkilo h left join asiakasseteli s using (asiakas_id)`;
