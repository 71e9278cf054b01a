import { createSqlSource } from "../../gateway/source/index.ts";
import type { SourceHandle, SourceResult, SqlRow, SqlSource } from "../../gateway/source/index.ts";
import { toKysyja } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext, Tunnus } from "../../gateway/subgraph/index.ts";
import type { CrmSettings } from "./settings.ts";
import type { ByPerson } from "./rows.ts";
import * as sql from "./statements.ts";
import { parseSetelit, parseValiaikaiset, parseYhteystiedot } from "./wire.ts";
import type { SeteliWire, ValiaikainenWire, YhteystietoWire } from "./wire.ts";
import { parseAsiakasmaksut, parseHoidonMaksajat, parseKertymat, parseMaksuyhteydet } from "./wire-maksut.ts";
import type { AsiakasmaksuWire, HoidonMaksajaWire, KertymaWire, MaksuyhteysWire } from "./wire-maksut.ts";
import { parseKaytot, parseTuottajavalinnat, parseTyoterveyshuollot } from "./wire-palvelut.ts";
import type { KaytotWire, TuottajavalintaWire, TyoterveyshuoltoWire } from "./wire-palvelut.ts";
import { parseBudjetit, parseSitoumukset } from "./wire-sitoumukset.ts";
import type { BudjettiWire, SitoumusWire } from "./wire-sitoumukset.ts";

/** What one region answered for all persons of a batch, or why it did not. */
export interface RegionAnswer<T> {
  readonly alue: string;
  readonly result: SourceResult<ByPerson<T>>;
}

/** What a question brings from the client's request. */
type CrmScope = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids">;

/** A value of a statement, from `$3` on. */
export type Value = string | readonly string[];

/** What a question has besides its persons. Plain, so that equal questions of a request are one. */
export interface Question {
  /** The regions to ask; all when left out. */
  readonly alueet?: readonly string[];
  /** Values from `$3` on, the same for each region. */
  readonly arvot?: readonly Value[];
  /** Values from `$3` on that each region has of its own. */
  readonly arvotAlueittain?: Readonly<Record<string, readonly Value[]>>;
}

/** One question to all regions at once, or to some: one statement for each, however many persons are asked. */
export type Ask<T> = (
  persons: readonly Tunnus[],
  from: CrmScope,
  question?: Question,
) => Promise<readonly RegionAnswer<T>[]>;

/** The regions' CRMs. Answers come in the order of the region codes. */
export interface CrmClient {
  readonly yhteystiedot: Ask<YhteystietoWire>;
  readonly valiaikaiset: Ask<ValiaikainenWire>;
  readonly setelit: Ask<SeteliWire>;
  readonly maksuyhteydet: Ask<MaksuyhteysWire>;
  readonly tyoterveyshuollot: Ask<TyoterveyshuoltoWire>;
  /** Values: windows in days, the day on which they end. */
  readonly kaytot: Ask<KaytotWire>;
  readonly tuottajavalinnat: Ask<TuottajavalintaWire>;
  /** Values: first and last day. */
  readonly asiakasmaksut: Ask<AsiakasmaksuWire>;
  readonly budjetit: Ask<BudjettiWire>;
  /** Value: the day of care. */
  readonly hoidonMaksajat: Ask<HoidonMaksajaWire>;
  /** Values: first and last day of the year. */
  readonly kertymat: Ask<KertymaWire>;
  readonly sitoumukset: Ask<SitoumusWire>;
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
    yhteystiedot: createAsk(sources, sql.yhteystiedotSql, parseYhteystiedot),
    valiaikaiset: createAsk(sources, sql.valiaikaisetSql, parseValiaikaiset),
    setelit: createAsk(sources, sql.setelitSql, parseSetelit),
    maksuyhteydet: createAsk(sources, sql.maksuyhteydetSql, parseMaksuyhteydet),
    tyoterveyshuollot: createAsk(sources, sql.tyoterveyshuollotSql, parseTyoterveyshuollot),
    kaytot: createAsk(sources, sql.kaytotSql, parseKaytot),
    tuottajavalinnat: createAsk(sources, sql.tuottajavalinnatSql, parseTuottajavalinnat),
    asiakasmaksut: createAsk(sources, sql.asiakasmaksutSql, parseAsiakasmaksut),
    budjetit: createAsk(sources, sql.budjetitSql, parseBudjetit),
    hoidonMaksajat: createAsk(sources, sql.hoidonMaksajatSql, parseHoidonMaksajat),
    kertymat: createAsk(sources, sql.kertymatSql, parseKertymat),
    sitoumukset: createAsk(sources, sql.sitoumuksetSql, parseSitoumukset),
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
  return (persons, from, { alueet, arvot = [], arvotAlueittain } = {}) => {
    const valuesOf = (laji: Tunnus["laji"]): string[] =>
      persons.filter((person) => person.laji === laji).map(({ arvo }) => arvo);
    const asked = [valuesOf("HETU"), valuesOf("TILAPAINEN")];
    const kysyja = toKysyja(
      from,
      persons.map(({ arvo }) => arvo),
    );
    const kerrotaan = { ...kysyja, pyynto: from.pyynto };
    return Promise.all(
      sources
        .filter(({ alue }) => alueet?.includes(alue) ?? true)
        .map(async ({ alue, source }) => {
          const values = [...asked, ...(arvotAlueittain?.[alue] ?? arvot)];
          const statement = { text, values, kerrotaan };
          return { alue, result: await source.query(statement, from.scope, (rows) => parse(rows, persons)) };
        }),
    );
  };
}
