import type { SourceHandle } from "../../gateway/source/index.ts";
import { openRegionChanges, openRegionDatabases } from "../../gateway/subgraph/index.ts";
import type { AskRegion, AskRegions, RegionChanges } from "../../gateway/subgraph/index.ts";
import type { CrmSettings } from "./settings.ts";
import * as sql from "./statements.ts";
import { tuntemisetSql } from "./statements-muutokset.ts";
import { parseSetelit, parseValiaikaiset, parseYhteystiedot } from "./wire.ts";
import type { SeteliWire, ValiaikainenWire, YhteystietoWire } from "./wire.ts";
import { parseAsiakasmaksut, parseHoidonMaksajat, parseKertymat, parseMaksuyhteydet } from "./wire-maksut.ts";
import type { AsiakasmaksuWire, HoidonMaksajaWire, KertymaWire, MaksuyhteysWire } from "./wire-maksut.ts";
import { parseTuntemiset } from "./wire-muutokset.ts";
import type { TunteminenWire } from "./wire-muutokset.ts";
import { parseKaytot, parseTuottajavalinnat, parseTyoterveyshuollot } from "./wire-palvelut.ts";
import type { KaytotWire, TuottajavalintaWire, TyoterveyshuoltoWire } from "./wire-palvelut.ts";
import { parseBudjetit, parseSitoumukset } from "./wire-sitoumukset.ts";
import type { BudjettiWire, SitoumusWire } from "./wire-sitoumukset.ts";
import { parseViestintavalinnat, parseViestit } from "./wire-viestinta.ts";
import type { ViestintavalintaWire, ViestiWire } from "./wire-viestinta.ts";

/** The source in errors: never the region, which would tell where the person is known. */
export const lahde = "crm";

/** The regions' CRMs. Answers come in the order of the region codes. */
export interface CrmClient {
  readonly yhteystiedot: AskRegions<YhteystietoWire>;
  readonly valiaikaiset: AskRegions<ValiaikainenWire>;
  readonly setelit: AskRegions<SeteliWire>;
  readonly maksuyhteydet: AskRegions<MaksuyhteysWire>;
  readonly tyoterveyshuollot: AskRegions<TyoterveyshuoltoWire>;
  /** Values: windows in days, the day on which they end. */
  readonly kaytot: AskRegions<KaytotWire>;
  readonly tuottajavalinnat: AskRegions<TuottajavalintaWire>;
  /** Values: first and last day. */
  readonly asiakasmaksut: AskRegions<AsiakasmaksuWire>;
  readonly budjetit: AskRegions<BudjettiWire>;
  /** Value: the day of care. */
  readonly hoidonMaksajat: AskRegions<HoidonMaksajaWire>;
  /** Values: first and last day of the year. */
  readonly kertymat: AskRegions<KertymaWire>;
  readonly sitoumukset: AskRegions<SitoumusWire>;
  /** What a region holds, not of named persons: the organiser's views and the search. */
  readonly askRegion: AskRegion;
  readonly viestintavalinnat: AskRegions<ViestintavalintaWire>;
  /** Values: time and identifier of the place to go on from, the most that are wanted. */
  readonly viestit: AskRegions<ViestiWire>;
  /** Value: the day on which a region is the home. */
  readonly tuntemiset: AskRegions<TunteminenWire>;
  readonly muutokset: RegionChanges;
  /** Regions that have a node. */
  readonly alueet: readonly string[];
  /** The regions' databases. */
  readonly sources: readonly SourceHandle[];
}

/** Opens a pool for each region; nothing is connected before the first question. */
export function createCrmClient(settings: CrmSettings): CrmClient {
  const regions = openRegionDatabases(lahde, settings);
  const muutokset = openRegionChanges(lahde, settings, settings.muutokset);
  return {
    yhteystiedot: regions.createAsk(sql.yhteystiedotSql, parseYhteystiedot),
    valiaikaiset: regions.createAsk(sql.valiaikaisetSql, parseValiaikaiset),
    setelit: regions.createAsk(sql.setelitSql, parseSetelit),
    maksuyhteydet: regions.createAsk(sql.maksuyhteydetSql, parseMaksuyhteydet),
    tyoterveyshuollot: regions.createAsk(sql.tyoterveyshuollotSql, parseTyoterveyshuollot),
    kaytot: regions.createAsk(sql.kaytotSql, parseKaytot),
    tuottajavalinnat: regions.createAsk(sql.tuottajavalinnatSql, parseTuottajavalinnat),
    asiakasmaksut: regions.createAsk(sql.asiakasmaksutSql, parseAsiakasmaksut),
    budjetit: regions.createAsk(sql.budjetitSql, parseBudjetit),
    hoidonMaksajat: regions.createAsk(sql.hoidonMaksajatSql, parseHoidonMaksajat),
    kertymat: regions.createAsk(sql.kertymatSql, parseKertymat),
    sitoumukset: regions.createAsk(sql.sitoumuksetSql, parseSitoumukset),
    askRegion: regions.askRegion,
    viestintavalinnat: regions.createAsk(sql.viestintavalinnatSql, parseViestintavalinnat),
    viestit: regions.createAsk(sql.viestitSql, parseViestit),
    tuntemiset: regions.createAsk(tuntemisetSql, parseTuntemiset),
    muutokset,
    alueet: regions.alueet,
    sources: regions.sources.map((source) => withChanges(source, muutokset.sources)),
  };
}

/** A region is one source: its state is told by reading, and both ways into it are closed together. */
function withChanges(source: SourceHandle, changes: readonly SourceHandle[]): SourceHandle {
  const own = changes.filter(({ solmu }) => solmu === source.solmu);
  return { ...source, close: async () => void (await Promise.all([source, ...own].map((each) => each.close()))) };
}
