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
