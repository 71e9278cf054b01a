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
  check (hetu is not null or tilapainen_tunnus is not null)
);

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

-- Uses of this region's vouchers, also those of producers in other regions (alue).
create table setelin_kaytto (
  numero   text           not null references asiakasseteli,
  tuottaja text           not null,
  alue     char(2)        not null check (alue ~ '^[0-9]{2}$'),
  summa    numeric(10, 2) not null check (summa > 0),
  paiva    date           not null
);
create index on setelin_kaytto (numero);
