-- The use log in PostgreSQL. Run once by an administrator, in a database of its own; then give the
-- gateway a role that may insert and read, and nothing else:
--   create role asiakas_loki login password '…';
--   grant usage on schema kayttoloki to asiakas_loki;
--   grant insert, select on all tables in schema kayttoloki to asiakas_loki;
create schema if not exists kayttoloki;

-- One row of the log. ketju: chain of one writer; rivi: its JSON as it was hashed.
create table kayttoloki.rivi (
  jarjestys bigint generated always as identity primary key,
  ketju     text   not null,
  nro       bigint not null check (nro > 0),
  tiiviste  text   not null,
  avaimet   text[] not null,
  rivi      text   not null,
  unique (ketju, nro)
);
create index on kayttoloki.rivi using gin (avaimet);

-- Seals of heads, one for each group that was committed.
create table kayttoloki.sinetti (
  ketju    text   not null,
  nro      bigint not null,
  tiiviste text   not null,
  sinetti  text   not null,
  primary key (ketju, nro)
);

create function kayttoloki.kielletty() returns trigger language plpgsql as
$$ begin raise exception 'the use log is only added to'; end $$;

create trigger vain_lisays before update or delete or truncate on kayttoloki.rivi
  for each statement execute function kayttoloki.kielletty();
create trigger vain_lisays before update or delete or truncate on kayttoloki.sinetti
  for each statement execute function kayttoloki.kielletty();
