import { askedPersons as asked, personColumns as person, toDateColumn as date } from "../../gateway/subgraph/index.ts";

/** Contacts, item 1. */
export const yhteystiedotSql = `${asked}
  select ${person}, y.laji, y.arvo, y.kayttotarkoitus, y.pitkaaikainen::text, ${date("y.ilmoitettu")}
  from henkilo h left join yhteystieto y using (asiakas_id)`;

/** Temporary identities, item 7. */
export const valiaikaisetSql = `${asked}
  select ${person}, v.tunniste, v.nimi, v.syy, ${date("v.annettu")}, v.yhdistetty_hetu
  from henkilo h left join valiaikainen_henkilo v using (asiakas_id)`;

/** Vouchers with their uses, item 23. */
export const setelitSql = `${asked}
  select ${person}, s.numero, s.palvelu, s.arvo::text, ${date("s.alkaen")}, ${date("s.paattyy")}, s.tila,
    s.huoltajalta_salattu::text,
    case when s.numero is not null then
      (select coalesce(json_agg(json_build_object(
         'tuottaja', k.tuottaja, 'alue', k.alue, 'summa', k.summa::text, 'paiva', to_char(k.paiva, 'YYYY-MM-DD'))), '[]')
       from setelin_kaytto k where k.numero = s.numero)::text
    end as kaytot
  from henkilo h left join asiakasseteli s using (asiakas_id)`;

/** Accounts, item 5. */
export const maksuyhteydetSql = `${asked}
  select ${person}, t.iban, t.saaja, t.palvelu, t.oletus::text, t.suoraveloitus::text
  from henkilo h left join maksuyhteys t using (asiakas_id)`;

/** Occupational health care, item 10. */
export const tyoterveyshuollotSql = `${asked}
  select ${person}, t.tyonantaja, t.tuottaja, ${date("t.alkaen")}, ${date("t.paattyy")}, t.vaikuttaa_kapitaatioon::text
  from henkilo h left join tyoterveyshuolto t using (asiakas_id)`;

/** Counts for item 14 in each window of `$3` (days) that ends on the day `$4`. */
export const kaytotSql = `${asked}
  select ${person}, l.*
  from henkilo h left join lateral (
    select i.paivia::text as ikkuna,
      (select count(*) from kaynti k where k.asiakas_id = h.asiakas_id and k.paiva > v.alku and k.paiva <= v.loppu)::text
        as kaynnit,
      (select count(*) from kaynti k where k.asiakas_id = h.asiakas_id and k.paiva > v.alku and k.paiva <= v.loppu
         and k.laji = 'paivystys')::text as paivystyskaynnit,
      (select count(distinct k.palvelu) from kaynti k where k.asiakas_id = h.asiakas_id and k.paiva > v.alku
         and k.paiva <= v.loppu)::text as palvelut,
      (select count(*) from setelin_kaytto u join asiakasseteli s using (numero) where s.asiakas_id = h.asiakas_id
         and u.paiva > v.alku and u.paiva <= v.loppu)::text as setelin_kaytot,
      (select count(*) from asiakasmaksu m where m.asiakas_id = h.asiakas_id and m.paiva > v.alku
         and m.paiva <= v.loppu)::text as maksut,
      (select coalesce(floor(sum(m.summa)), 0) from asiakasmaksu m where m.asiakas_id = h.asiakas_id
         and m.paiva > v.alku and m.paiva <= v.loppu)::text as maksut_euroa
    from unnest($3::int[]) as i(paivia), lateral (select $4::date - i.paivia as alku, $4::date as loppu) v
  ) l on h.asiakas_id is not null`;

/** The region's own choices of producer, item 20. */
export const tuottajavalinnatSql = `${asked}
  select ${person}, t.laji, t.palvelu, t.tuottaja, t.tuottajan_alue, ${date("t.valittu")}, ${date("t.paattynyt")},
    t.huoltajalta_salattu::text
  from henkilo h left join tuottajavalinta t using (asiakas_id)`;

/** Fees of the days `$3` to `$4`, item 22. Whose ceiling a fee counts toward stays in the register: told is only whether another's. */
export const asiakasmaksutSql = `${asked}
  select ${person}, m.numero, m.palvelu, m.summa::text, m.perija, ${date("m.paiva")}, m.kerryttaa_maksukattoa::text,
    case when m.numero is not null then coalesce(m.katon_hetu <> h.hetu, false)::text end as kertyy_toiselle,
    m.huoltajalta_salattu::text
  from henkilo h left join asiakasmaksu m
    on m.asiakas_id = h.asiakas_id and m.paiva between $3::date and $4::date`;

/**
 * What counts toward each person's ceiling in the days `$3` to `$4`, item 27: of fees whose ceiling is the person's, a
 * child's among them, also where the region does not know the guardian as a customer.
 */
export const kertymatSql = `${asked}, kertyma as (
    select m.katon_hetu, sum(m.summa)::text as kertynyt from asiakasmaksu m
    where m.kerryttaa_maksukattoa and m.paiva between $3::date and $4::date
      and m.katon_hetu in (select coalesce(hetu, kysytty_hetu) from henkilo)
    group by m.katon_hetu
  )
  select h.kysytty_hetu, h.kysytty_tilapainen, coalesce(h.hetu, k.katon_hetu) as hetu, h.tilapainen_tunnus, k.kertynyt,
    nullif(exists (select from asiakasmaksu o where o.asiakas_id = h.asiakas_id and o.kerryttaa_maksukattoa
      and o.katon_hetu <> h.hetu and o.paiva between $3::date and $4::date), false)::text as kertyy_toiselle
  from henkilo h left join kertyma k on k.katon_hetu = coalesce(h.hetu, h.kysytty_hetu)`;

const parts = (table: string, columns: readonly string[]): string => `
    case when s.numero is not null then
      (select coalesce(json_agg(json_build_object(
         ${columns.map((name) => `'${name}', k.${name}, `).join("")}'summa', k.summa::text,
         'paiva', to_char(k.paiva, 'YYYY-MM-DD'))), '[]')
       from ${table} k where k.numero = s.numero)::text
    end`;

/** Personal budgets with their performances, item 24. */
export const budjetitSql = `${asked}
  select ${person}, s.numero, s.myonnetty::text, ${date("s.alkaen")}, ${date("s.paattyy")}, s.huoltajalta_salattu::text,
    ${parts("budjetin_suorite", ["palvelu", "tuottaja", "alue"])} as suoritteet
  from henkilo h left join henkilokohtainen_budjetti s using (asiakas_id)`;

/** Who pays for urgent care on the day `$3`, item 25. */
export const hoidonMaksajatSql = `${asked}
  select ${person}, m.laji, m.maksava_alue, m.peruste, ${date("m.alkaen")}
  from henkilo h left join hoidon_maksaja m
    on m.asiakas_id = h.asiakas_id and m.alkaen <= $3::date and (m.paattyy is null or m.paattyy >= $3::date)`;

/** Commitments and referrals with their uses, item 28. */
export const sitoumuksetSql = `${asked}
  select ${person}, s.numero, s.laji, s.palvelu, s.tuottaja, s.tuottajan_alue, s.arvo::text, ${date("s.alkaen")},
    ${date("s.paattyy")}, s.tila, s.huoltajalta_salattu::text,
    ${parts("sitoumuksen_kaytto", ["tuottaja", "alue"])} as kaytot
  from henkilo h left join maksusitoumus s using (asiakas_id)`;

/** The channel chosen, item 16. */
export const viestintavalinnatSql = `${asked}
  select ${person}, v.kanava, ${date("v.valittu")}
  from henkilo h left join viestintavalinta v using (asiakas_id)`;

/** At most `$5` messages older than the place of time `$3` and identifier `$4`, newest first, item 16. */
export const viestitSql = `${asked}
  select ${person}, v.tunniste, v.suunta, v.kanava, v.lahettaja, v.otsikko, v.teksti,
    to_char(v.aika at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as aika, v.huoltajalta_salattu::text
  from henkilo h left join lateral (
    select * from viesti m
    where m.asiakas_id = h.asiakas_id and (m.aika, m.tunniste collate "C") < ($3::timestamptz, $4 collate "C")
    order by m.aika desc, m.tunniste collate "C" desc limit $5::int
  ) v on true`;
