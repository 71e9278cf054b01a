import type { SourceHandle } from "../../gateway/source/index.ts";
import { askedPersons, openRegionDatabases, personColumns, toDateColumn } from "../../gateway/subgraph/index.ts";
import type { AskRegions } from "../../gateway/subgraph/index.ts";
import type { YhteinenSettings } from "./settings.ts";
import {
  parseAmmattilaiset,
  parseAsiakkuudet,
  parseHistoriat,
  parseLaheiset,
  parseOmasuunnitelmat,
  parseSuhteet,
  parseToiveet,
} from "./wire.ts";
import type {
  AmmattilainenWire,
  AsiakkuusWire,
  HistoriaWire,
  LaheinenWire,
  OmasuunnitelmaWire,
  SuhdeWire,
  ToiveWire,
} from "./wire.ts";

/** The nodes of the regions' shared implementation. Answers come in the order of the region codes. */
export interface YhteinenClient {
  /** What the gate needs of customerships, and no more: organisation and days. */
  readonly suhteet: AskRegions<SuhdeWire>;
  readonly asiakkuudet: AskRegions<AsiakkuusWire>;
  readonly ammattilaiset: AskRegions<AmmattilainenWire>;
  readonly toiveet: AskRegions<ToiveWire>;
  readonly laheiset: AskRegions<LaheinenWire>;
  readonly omasuunnitelmat: AskRegions<OmasuunnitelmaWire>;
  /**
   * Events newest first. Values: last day and identifier of the place where the page begins, the same of
   * the place to read from, and how many to read of each person.
   */
  readonly historiat: AskRegions<HistoriaWire>;
  /** Regions that have a node. */
  readonly alueet: readonly string[];
  /** The regions' databases. */
  readonly sources: readonly SourceHandle[];
}

/** The source in errors. */
export const lahde = "yhteinen";

/** Opens a pool for each region; nothing is connected before the first question. */
export function createYhteinenClient(settings: YhteinenSettings): YhteinenClient {
  const regions = openRegionDatabases(lahde, settings);
  return {
    suhteet: regions.createAsk(suhteetSql, parseSuhteet),
    asiakkuudet: regions.createAsk(asiakkuudetSql, parseAsiakkuudet),
    ammattilaiset: regions.createAsk(ammattilaisetSql, parseAmmattilaiset),
    toiveet: regions.createAsk(toiveetSql, parseToiveet),
    laheiset: regions.createAsk(laheisetSql, parseLaheiset),
    omasuunnitelmat: regions.createAsk(omasuunnitelmatSql, parseOmasuunnitelmat),
    historiat: regions.createAsk(historiatSql, parseHistoriat),
    alueet: regions.alueet,
    sources: regions.sources,
  };
}

const date = toDateColumn;

const suhteetSql = `${askedPersons}
  select ${personColumns}, k.tunnus, k.palveluntarjoaja, ${date("k.alkanut")}, ${date("k.paattynyt")}
  from henkilo h left join asiakkuus k using (asiakas_id)`;

const asiakkuudetSql = `${askedPersons}
  select ${personColumns}, k.tunnus, k.palvelu, p.toimiala, k.palveluntarjoaja, t.nimi as tarjoajan_nimi,
    t.rekisterinpitaja, ${date("k.alkanut")}, ${date("k.paattynyt")}, k.maksaja_laji, k.maksaja_nimi, k.huoltajalta_salattu::text,
    case when k.tunnus is not null then
      (select coalesce(json_agg(json_build_object(
         'nimi', a.nimi, 'rekisterointinumero', a.rekisterointinumero, 'nimike', a.nimike, 'puhelin', a.puhelin)
         order by a.nimi, a.rekisterointinumero), '[]')
       from asiakkuuden_ammattilainen y join ammattilainen a on a.rekisterointinumero = y.ammattilainen
       where y.asiakkuus = k.tunnus and y.yhteyshenkilo)::text
    end as yhteyshenkilot
  from henkilo h left join asiakkuus k using (asiakas_id)
    left join palveluntarjoaja t on t.tunniste = k.palveluntarjoaja
    left join palvelu p on p.nimi = k.palvelu`;

const ammattilaisetSql = `${askedPersons}, hoitava as (
    select k.asiakas_id, k.tunnus as asiakkuus, k.alkanut, k.paattynyt, k.palveluntarjoaja, t.nimi as tarjoajan_nimi,
      t.rekisterinpitaja, p.toimiala, k.huoltajalta_salattu, a.rekisterointinumero, a.nimi, a.nimike, a.puhelin, y.rooli, y.alkaen,
      y.ammattilainen = k.vastuuhenkilo as vastuussa
    from asiakkuus k
      join palveluntarjoaja t on t.tunniste = k.palveluntarjoaja
      join palvelu p on p.nimi = k.palvelu
      join asiakkuuden_ammattilainen y on y.asiakkuus = k.tunnus
      join ammattilainen a on a.rekisterointinumero = y.ammattilainen
  )
  select ${personColumns}, y.asiakkuus, ${date("y.alkanut")}, ${date("y.paattynyt")}, y.palveluntarjoaja,
    y.tarjoajan_nimi, y.rekisterinpitaja, y.toimiala, y.huoltajalta_salattu::text, y.rekisterointinumero, y.nimi,
    y.nimike, y.puhelin, y.rooli, ${date("y.alkaen")}, y.vastuussa::text
  from henkilo h left join hoitava y using (asiakas_id)`;

const toiveetSql = `${askedPersons}, toivottu as (
    select k.asiakas_id, k.palvelu, p.toimiala, t.rekisterinpitaja, k.huoltajalta_salattu, w.laji, w.teksti, w.ilmoitettu
    from asiakkuus k
      join toive w on w.asiakkuus = k.tunnus
      join palveluntarjoaja t on t.tunniste = k.palveluntarjoaja
      join palvelu p on p.nimi = k.palvelu
  )
  select ${personColumns}, w.palvelu, w.toimiala, w.rekisterinpitaja, w.huoltajalta_salattu::text, w.laji, w.teksti, ${date("w.ilmoitettu")}
  from henkilo h left join toivottu w using (asiakas_id)`;

const laheisetSql = `${askedPersons}
  select ${personColumns}, l.jarjestys::text, l.nimi, l.hetu as laheisen_hetu, array_to_json(l.roolit)::text as roolit,
    l.puhelin, l.suunnitelmassa::text
  from henkilo h left join laheinen l using (asiakas_id)`;

const omasuunnitelmatSql = `${askedPersons}
  select ${personColumns}, s.tunnus, ${date("s.laadittu")}, ${date("s.tarkistetaan")}, s.huoltajalta_salattu::text,
    (select json_build_object('tarve', o.tarve, 'tavoitteet', o.tavoitteet, 'toimet', o.toimet)
     from terveys_ja_hoitosuunnitelma o where o.omasuunnitelma = s.tunnus)::text as terveys_ja_hoito,
    (select json_build_object('tarve', o.tarve, 'tavoitteet', o.tavoitteet, 'toimet', o.toimet)
     from palvelusuunnitelma o where o.omasuunnitelma = s.tunnus)::text as palvelut
  from henkilo h left join omasuunnitelma s using (asiakas_id)`;

/** Keyset, by the index on (asiakas_id, paattyi, tunnus): a page far back costs what the first one does. */
const historiatSql = `${askedPersons}
  select ${personColumns},
    case when h.asiakas_id is not null then (
      select coalesce(json_agg(json_build_object(
        'tunnus', t.tunnus, 'palvelu', t.palvelu, 'toimiala', v.toimiala, 'palveluntarjoaja', t.palveluntarjoaja,
        'tarjoajan_nimi', p.nimi, 'rekisterinpitaja', p.rekisterinpitaja,
        'alkoi', to_char(t.alkoi, 'YYYY-MM-DD'), 'paattyi', to_char(t.paattyi, 'YYYY-MM-DD'),
        'maksaja_laji', t.maksaja_laji, 'maksaja_nimi', t.maksaja_nimi,
        'huoltajalta_salattu', t.huoltajalta_salattu, 'erityinen_sisalto', t.erityinen_sisalto)
        order by t.paattyi desc, t.tunnus desc), '[]')
      from (
        select * from palvelutapahtuma e
        where e.asiakas_id = h.asiakas_id and (e.paattyi, e.tunnus) < ($5::date, $6::text)
        order by e.paattyi desc, e.tunnus desc limit $7::int
      ) t join palveluntarjoaja p on p.tunniste = t.palveluntarjoaja join palvelu v on v.nimi = t.palvelu)::text
    end as tapahtumat,
    case when h.asiakas_id is not null then (
      select coalesce(json_agg(json_build_object('palvelu', k.palvelu, 'palveluntarjoaja', k.palveluntarjoaja,
        'alkanut', to_char(k.alkanut, 'YYYY-MM-DD'), 'paattynyt', to_char(k.paattynyt, 'YYYY-MM-DD'))), '[]')
      from asiakkuus k where k.asiakas_id = h.asiakas_id)::text
    end as asiakkuudet,
    case when h.asiakas_id is not null then (
      select coalesce(json_agg(json_build_object('palvelu', u.palvelu, 'palveluntarjoaja', u.palveluntarjoaja,
        'alkoi', to_char(u.alkoi, 'YYYY-MM-DD'))), '[]')
      from (
        select e.palvelu, e.palveluntarjoaja, min(e.alkoi) as alkoi from palvelutapahtuma e
        where e.asiakas_id = h.asiakas_id and (e.paattyi, e.tunnus) >= ($3::date, $4::text)
        group by e.palvelu, e.palveluntarjoaja
      ) u)::text
    end as uudemmat
  from henkilo h`;
