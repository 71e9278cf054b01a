-- One region's CRM. Run with search_path set to the region's own schema.
-- Invented (see README.md): no public table of a region's CRM was found.

-- Everyone this region knows. An identity code, or the region's own temporary identifier, or both
-- once a person who was met without a code has been given one.
create table asiakas (
  asiakas_id        integer primary key,
  hetu              text unique check (length(hetu) = 11),
  tilapainen_tunnus text unique,
  etunimet          text not null,
  sukunimi          text not null,
  syntymaaika       date not null,
  check (hetu is not null or tilapainen_tunnus is not null)
);
create index on asiakas (syntymaaika);

-- Each name of everyone, for searching: a-z only (ä as a), and its skeleton, which misspelt names share; null for a short name.
create table nimen_osa (
  asiakas_id integer not null references asiakas,
  osa        text collate "C" not null check (osa ~ '^[a-z]+$'),
  runko      text collate "C"
);
create index on nimen_osa (osa, asiakas_id);
create index on nimen_osa (runko, asiakas_id);

-- Customerships in the region as its CRM knows them: what its customers are searched by. The shared implementation has the rest.
create table asiakkuus (
  asiakas_id   integer not null references asiakas,
  palvelu      text    not null,
  organisaatio text    not null,
  toimiala     text    not null check (toimiala in ('terveydenhuolto', 'sosiaalihuolto')),
  alkanut      date    not null,
  paattynyt    date check (paattynyt >= alkanut)
);
create index on asiakkuus (asiakas_id);
create index on asiakkuus (organisaatio, palvelu, asiakas_id);

-- Contacts the customer has reported (item 1).
create table yhteystieto (
  asiakas_id      integer not null references asiakas,
  laji            text    not null check (laji in ('puhelin', 'sahkoposti', 'postiosoite')),
  arvo            text    not null,
  kayttotarkoitus text    not null,
  pitkaaikainen   boolean not null,
  ilmoitettu      date    not null
);
create index on yhteystieto (asiakas_id);

-- Temporary identities the region has given (item 7). yhdistetty_hetu: who it turned out to be.
create table valiaikainen_henkilo (
  tunniste        text primary key,
  asiakas_id      integer not null references asiakas,
  nimi            text    not null,
  syy             text    not null check (syy in ('turvapaikanhakija', 'ulkomaalainen', 'tunnistamaton', 'vastasyntynyt')),
  annettu         date    not null,
  yhdistetty_hetu text check (length(yhdistetty_hetu) = 11)
);
create index on valiaikainen_henkilo (asiakas_id);

-- Vouchers this region has granted (item 23).
create table asiakasseteli (
  numero     text primary key,
  asiakas_id integer        not null references asiakas,
  palvelu    text           not null,
  arvo       numeric(10, 2) not null check (arvo > 0),
  alkaen     date           not null,
  paattyy    date           not null check (paattyy >= alkaen),
  tila       text           not null check (tila in ('voimassa', 'kaytetty', 'paattynyt', 'peruttu')),
  -- Of a minor's voucher: kept from the guardians by the child; null where it was not asked.
  huoltajalta_salattu boolean
);
create index on asiakasseteli (asiakas_id);
-- The organiser's list and its filters, read in the order of start and number from any place; those with the length of
-- the term, of what is valid on a day.
create index on asiakasseteli (alkaen, numero);
create index on asiakasseteli (tila, alkaen, numero);
create index on asiakasseteli (palvelu, alkaen, numero);
create index on asiakasseteli (palvelu, tila, alkaen, numero);
create index on asiakasseteli (tila, (paattyy - alkaen), alkaen, numero);
create index on asiakasseteli (palvelu, tila, (paattyy - alkaen), alkaen, numero);

-- Uses of this region's vouchers, also those of producers in other regions (alue). monesko: which of the voucher's uses.
-- An organiser follows those of its own region in other regions' registers too, by day.
create table setelin_kaytto (
  numero   text           not null references asiakasseteli,
  monesko  integer        not null check (monesko > 0),
  tuottaja text           not null,
  alue     char(2)        not null check (alue ~ '^[0-9]{2}$'),
  summa    numeric(10, 2) not null check (summa > 0),
  paiva    date           not null,
  primary key (numero, monesko)
);
create index on setelin_kaytto (alue, paiva, numero, monesko);

-- Accounts the customer has given (item 5); palvelu null: for all services without an account of their own.
create table maksuyhteys (
  asiakas_id    integer not null references asiakas,
  iban          text    not null,
  saaja         text    not null,
  palvelu       text,
  oletus        boolean not null,
  suoraveloitus boolean not null
);
create index on maksuyhteys (asiakas_id);
create unique index on maksuyhteys (asiakas_id) where oletus;

-- Occupational health care the region knows of (item 10).
create table tyoterveyshuolto (
  asiakas_id              integer not null references asiakas,
  tyonantaja              text    not null,
  tuottaja                text    not null,
  alkaen                  date    not null,
  paattyy                 date check (paattyy >= alkaen),
  vaikuttaa_kapitaatioon  boolean not null
);
create index on tyoterveyshuolto (asiakas_id);

-- Visits in this region (what item 14 counts).
create table kaynti (
  asiakas_id integer not null references asiakas,
  palvelu    text    not null,
  laji       text    not null check (laji in ('kaynti', 'etakaynti', 'paivystys')),
  paiva      date    not null
);
create index on kaynti (asiakas_id, paiva);

-- Choices of producer told to this region, other than direct choices (item 20).
create table tuottajavalinta (
  asiakas_id          integer not null references asiakas,
  laji                text    not null check (laji in ('terveysasema', 'erikoissairaanhoito', 'alueen_oma')),
  palvelu             text    not null,
  tuottaja            text    not null,
  tuottajan_alue      char(2) not null check (tuottajan_alue ~ '^[0-9]{2}$'),
  valittu             date    not null,
  paattynyt           date check (paattynyt >= valittu),
  huoltajalta_salattu boolean
);
create index on tuottajavalinta (asiakas_id);

-- Fees (item 22). katon_hetu: whose ceiling of the year the fee counts toward, a guardian's for a child (item 27).
create table asiakasmaksu (
  numero                text primary key,
  asiakas_id            integer        not null references asiakas,
  palvelu               text           not null,
  summa                 numeric(10, 2) not null check (summa > 0),
  perija                text           not null,
  paiva                 date           not null,
  kerryttaa_maksukattoa boolean        not null,
  katon_hetu            text check (length(katon_hetu) = 11),
  huoltajalta_salattu   boolean,
  check (kerryttaa_maksukattoa or katon_hetu is null)
);
create index on asiakasmaksu (asiakas_id, paiva);
create index on asiakasmaksu (katon_hetu, paiva);

-- Personal budgets this region has granted (item 24).
create table henkilokohtainen_budjetti (
  numero              text primary key,
  asiakas_id          integer        not null references asiakas,
  myonnetty           numeric(10, 2) not null check (myonnetty > 0),
  alkaen              date           not null,
  paattyy             date           not null check (paattyy >= alkaen),
  huoltajalta_salattu boolean
);
create index on henkilokohtainen_budjetti (asiakas_id);
create index on henkilokohtainen_budjetti (alkaen, numero);
create index on henkilokohtainen_budjetti ((paattyy - alkaen), alkaen, numero);

-- What was paid from this region's budgets, also to producers in other regions (alue).
create table budjetin_suorite (
  numero   text           not null references henkilokohtainen_budjetti,
  monesko  integer        not null check (monesko > 0),
  palvelu  text           not null,
  tuottaja text           not null,
  alue     char(2)        not null check (alue ~ '^[0-9]{2}$'),
  summa    numeric(10, 2) not null check (summa > 0),
  paiva    date           not null,
  primary key (numero, monesko)
);
create index on budjetin_suorite (alue, paiva, numero, monesko);

-- Who pays for urgent care, by term (item 25). maksava_alue: the home region; null when the payer is no region.
create table hoidon_maksaja (
  asiakas_id   integer not null references asiakas,
  laji         text    not null check (laji in ('kotialue', 'kela', 'maahanmuuttovirasto', 'asiakas')),
  maksava_alue char(2) check (maksava_alue ~ '^[0-9]{2}$'),
  peruste      text    not null check (peruste in ('kotikunta', 'sairaanhoitokortti', 'vastaanotto', 'ei_vakuutusta')),
  alkaen       date    not null,
  paattyy      date check (paattyy >= alkaen),
  check ((laji = 'kotialue') = (maksava_alue is not null))
);
create index on hoidon_maksaja (asiakas_id);

-- Commitments and referrals this region has given (item 28); arvo null: no sum is promised.
create table maksusitoumus (
  numero              text primary key,
  asiakas_id          integer not null references asiakas,
  laji                text    not null check (laji in ('maksusitoumus', 'lahete')),
  palvelu             text    not null,
  tuottaja            text    not null,
  tuottajan_alue      char(2) not null check (tuottajan_alue ~ '^[0-9]{2}$'),
  arvo                numeric(10, 2) check (arvo > 0),
  alkaen              date    not null,
  paattyy             date    not null check (paattyy >= alkaen),
  tila                text    not null check (tila in ('voimassa', 'kaytetty', 'paattynyt', 'peruttu')),
  huoltajalta_salattu boolean
);
create index on maksusitoumus (asiakas_id);
create index on maksusitoumus (alkaen, numero);
create index on maksusitoumus (tila, alkaen, numero);
create index on maksusitoumus (palvelu, alkaen, numero);
create index on maksusitoumus (palvelu, tila, alkaen, numero);
create index on maksusitoumus (tila, (paattyy - alkaen), alkaen, numero);
create index on maksusitoumus (palvelu, tila, (paattyy - alkaen), alkaen, numero);

-- Uses of this region's commitments, also those of producers in other regions (alue).
create table sitoumuksen_kaytto (
  numero   text           not null references maksusitoumus,
  monesko  integer        not null check (monesko > 0),
  tuottaja text           not null,
  alue     char(2)        not null check (alue ~ '^[0-9]{2}$'),
  summa    numeric(10, 2) not null check (summa > 0),
  paiva    date           not null,
  primary key (numero, monesko)
);
create index on sitoumuksen_kaytto (alue, paiva, numero, monesko);

-- The channel by which the customer wants to be written to (item 16).
create table viestintavalinta (
  asiakas_id integer not null references asiakas,
  kanava     text    not null check (kanava in ('suomifi_viestit', 'kirje', 'sahkoposti', 'tekstiviesti', 'puhelin')),
  valittu    date    not null
);
create index on viestintavalinta (asiakas_id);

-- The region's own log of messages (item 16). tunniste: the external id by which the region sent it to Suomi.fi.
create table viesti (
  tunniste            text primary key check (tunniste ~ '^[A-Za-z0-9-]{1,100}$'),
  asiakas_id          integer     not null references asiakas,
  suunta              text        not null check (suunta in ('lahetetty', 'vastaanotettu')),
  kanava              text        not null check (kanava in ('suomifi_viestit', 'kirje', 'sahkoposti', 'tekstiviesti', 'puhelin')),
  lahettaja           text        not null,
  otsikko             text        not null,
  teksti              text,
  aika                timestamptz not null,
  huoltajalta_salattu boolean
);
create index on viesti (asiakas_id, aika desc, tunniste desc);

-- What the region tells of everyone together: counts as they stood on the first of a month, made by the region
-- once a month (refresh materialized view), never at a question. Those who ask for figures need no other table.
create table tilastopaiva (
  paiva date primary key check (extract(day from paiva) = 1)
);

-- Customers by age group. Day of birth is in the identity code; its century by the sign (A-F 2000, + 1800, others 1900).
create materialized view tilasto_asiakkaat as
  select ikaryhma, count(*) as maara, count(*) as henkiloita
  from (
    select case
      when a.hetu is null then 'TUNTEMATON'
      when i.ika < 7 then 'IKA_0_6'
      when i.ika < 18 then 'IKA_7_17'
      when i.ika < 30 then 'IKA_18_29'
      when i.ika < 65 then 'IKA_30_64'
      when i.ika < 75 then 'IKA_65_74'
      else 'IKA_75_'
    end as ikaryhma
    from tilastopaiva p cross join asiakas a
    cross join lateral (
      select to_date(
        case when substr(a.hetu, 7, 1) between 'A' and 'F' then '20' when substr(a.hetu, 7, 1) = '+' then '18' else '19' end
          || substr(a.hetu, 5, 2) || substr(a.hetu, 3, 2) || substr(a.hetu, 1, 2), 'YYYYMMDD') as syntynyt
    ) s
    cross join lateral (select date_part('year', age(p.paiva, s.syntynyt)) as ika) i
    where s.syntynyt is null or s.syntynyt < p.paiva
  ) ika
  group by ikaryhma
with no data;

-- Vouchers granted before the day.
create materialized view tilasto_setelit as
  select s.palvelu, upper(s.tila) as tila, count(*) as maara, count(distinct s.asiakas_id) as henkiloita
  from tilastopaiva p join asiakasseteli s on s.alkaen < p.paiva
  group by s.palvelu, s.tila
with no data;

-- Fees of the twelve months before the day.
create materialized view tilasto_maksut as
  select m.palvelu, count(*) as maara, count(distinct m.asiakas_id) as henkiloita
  from tilastopaiva p join asiakasmaksu m on m.paiva < p.paiva and m.paiva >= p.paiva - interval '12 months'
  group by m.palvelu
with no data;

-- Changes that customers have made through the region's interface: one key of a customer, one change. What was changed
-- is told by a digest only; the values stand in their own tables.
create table muutos (
  asiakas_id integer     not null references asiakas,
  avain      uuid        not null,
  tiiviste   text        not null,
  tehty      timestamptz not null default now(),
  primary key (asiakas_id, avain)
);

-- Notes a change of a customer whose row the caller has locked. tehty: it is to be made now; oli_jo_tehty: it was made by
-- the same key; eri_arvot: the key was used for something else.
create function merkitse_muutos(p_asiakas integer, p_avain uuid, p_arvot jsonb) returns text
language plpgsql set search_path from current as $$
declare
  uusi  text := encode(sha256(convert_to(p_arvot::text, 'UTF8')), 'hex');
  vanha text;
begin
  insert into muutos (asiakas_id, avain, tiiviste) values (p_asiakas, p_avain, uusi) on conflict do nothing;
  if found then return 'tehty'; end if;
  select m.tiiviste into vanha from muutos m where m.asiakas_id = p_asiakas and m.avain = p_avain;
  return case when vanha = uusi then 'oli_jo_tehty' else 'eri_arvot' end;
end $$;

-- Sets the account of a service, or the default where p_palvelu is null, in place of the one before it. Changes of one
-- customer go in turn: the customer's row is locked. No row told by its codes: the region does not know the customer.
create function aseta_maksuyhteys(
  p_hetu text, p_tilapainen text, p_avain uuid, p_iban text, p_saaja text, p_palvelu text, p_suoraveloitus boolean
) returns table (hetu text, tilapainen_tunnus text, tulos text)
language plpgsql security definer set search_path from current as $$
declare
  a asiakas%rowtype;
begin
  select * into a from asiakas x where x.hetu = p_hetu or x.tilapainen_tunnus = p_tilapainen for update;
  if found then
    hetu := a.hetu;
    tilapainen_tunnus := a.tilapainen_tunnus;
    tulos := merkitse_muutos(a.asiakas_id, p_avain,
      jsonb_build_array('maksuyhteys', p_iban, p_saaja, p_palvelu, p_suoraveloitus));
    if tulos = 'tehty' then
      delete from maksuyhteys m where m.asiakas_id = a.asiakas_id
        and (m.palvelu is not distinct from p_palvelu or (p_palvelu is null and m.oletus));
      insert into maksuyhteys values (a.asiakas_id, p_iban, p_saaja, p_palvelu, p_palvelu is null, p_suoraveloitus);
    end if;
  end if;
  return next;
end $$;

-- Reports a long-term contact in place of the one of the same kind and purpose. What producers keep for one service stays.
create function ilmoita_yhteystieto(
  p_hetu text, p_tilapainen text, p_avain uuid, p_laji text, p_arvo text, p_kayttotarkoitus text, p_paiva date
) returns table (hetu text, tilapainen_tunnus text, tulos text)
language plpgsql security definer set search_path from current as $$
declare
  a asiakas%rowtype;
begin
  select * into a from asiakas x where x.hetu = p_hetu or x.tilapainen_tunnus = p_tilapainen for update;
  if found then
    hetu := a.hetu;
    tilapainen_tunnus := a.tilapainen_tunnus;
    tulos := merkitse_muutos(a.asiakas_id, p_avain,
      jsonb_build_array('yhteystieto', p_laji, p_arvo, p_kayttotarkoitus));
    if tulos = 'tehty' then
      delete from yhteystieto y where y.asiakas_id = a.asiakas_id and y.laji = p_laji
        and y.kayttotarkoitus = p_kayttotarkoitus and y.pitkaaikainen;
      insert into yhteystieto values (a.asiakas_id, p_laji, p_arvo, p_kayttotarkoitus, true, p_paiva);
    end if;
  end if;
  return next;
end $$;
