-- One region's node of the regions' shared implementation. Run with search_path set to the node's own schema.
-- Invented (see README.md), but for the report's concept model: each multiplicity drawn there is a constraint here.

-- The one Maakunta of this node.
create table maakunta (
  alue char(2) primary key check (alue ~ '^[0-9]{2}$'),
  nimi text not null
);
create unique index on maakunta ((true));

-- An Asiakas belongs to exactly one Maakunta.
create table asiakas (
  asiakas_id        integer primary key,
  alue              char(2) not null references maakunta,
  hetu              text unique check (length(hetu) = 11),
  tilapainen_tunnus text unique,
  check (hetu is not null or tilapainen_tunnus is not null)
);

-- rekisterinpitaja: of a provider that is a controller itself (HUS); null where the region is.
create table palveluntarjoaja (
  tunniste         text primary key,
  nimi             text not null,
  rekisterinpitaja text check (rekisterinpitaja ~ '^[A-Z]{2,10}$')
);

-- A service is written in the register of its branch.
create table palvelu (
  nimi     text primary key,
  toimiala text not null check (toimiala in ('terveydenhuolto', 'sosiaalihuolto'))
);

create table ammattilainen (
  rekisterointinumero text primary key check (length(rekisterointinumero) = 11),
  nimi                text not null,
  nimike              text not null,
  puhelin             text
);

-- An Asiakas has 0..n Asiakkuus; an Asiakkuus concerns one Palvelu and is run by one Palveluntarjoaja.
-- maksaja_*: who pays (item 29). huoltajalta_salattu, here and below: of a minor's row, kept from the guardians by the
-- child; null where it was not asked.
create table asiakkuus (
  tunnus              text primary key,
  asiakas_id          integer not null references asiakas,
  palvelu             text    not null references palvelu,
  palveluntarjoaja    text    not null references palveluntarjoaja,
  alkanut             date    not null,
  paattynyt           date    check (paattynyt >= alkanut),
  maksaja_laji        text    not null check (maksaja_laji in ('alue', 'tuottaja', 'asiakas', 'vakuutusyhtio', 'tyoterveys', 'muu_alue', 'ulkomaa')),
  maksaja_nimi        text,
  vastuuhenkilo       text    not null,
  huoltajalta_salattu boolean
);
create index on asiakkuus (asiakas_id);

-- ... and by 1..n Ammattilainen: the one who is responsible is one of them, so there is one at least.
create table asiakkuuden_ammattilainen (
  asiakkuus      text    not null references asiakkuus,
  ammattilainen  text    not null references ammattilainen,
  rooli          text    not null check (rooli in ('vastuuhenkilo', 'omatyontekija', 'omalaakari', 'hoitaja')),
  yhteyshenkilo  boolean not null,
  alkaen         date    not null,
  primary key (asiakkuus, ammattilainen)
);
alter table asiakkuus add foreign key (tunnus, vastuuhenkilo)
  references asiakkuuden_ammattilainen (asiakkuus, ammattilainen) deferrable initially deferred;

-- The customer's wishes about the professionals of a customership.
create table toive (
  asiakkuus  text not null references asiakkuus,
  laji       text not null check (laji in ('sama_ammattilainen', 'kieli', 'sukupuoli', 'muu')),
  teksti     text not null,
  ilmoitettu date not null
);
create index on toive (asiakkuus);

-- An Asiakas has 0..n Laheinen, each with roles.
create table laheinen (
  asiakas_id     integer not null references asiakas,
  jarjestys      integer not null,
  nimi           text    not null,
  hetu           text    check (length(hetu) = 11),
  roolit         text[]  not null check (cardinality(roolit) > 0 and roolit <@ array['yhteyshenkilo', 'tukihenkilo', 'omaishoitaja', 'huoltaja', 'edunvalvoja', 'muu']),
  puhelin        text,
  suunnitelmassa boolean not null,
  primary key (asiakas_id, jarjestys)
);

-- An Asiakas has 0..1 Omasuunnitelma, under which are 0..1 Terveys- ja hoitosuunnitelma and 0..1 Palvelusuunnitelma.
create table omasuunnitelma (
  tunnus              text primary key,
  asiakas_id          integer not null unique references asiakas,
  laadittu            date not null,
  tarkistetaan        date check (tarkistetaan >= laadittu),
  huoltajalta_salattu boolean
);
create table terveys_ja_hoitosuunnitelma (
  omasuunnitelma text primary key references omasuunnitelma,
  tarve          text   not null,
  tavoitteet     text[] not null,
  toimet         text[] not null
);
create table palvelusuunnitelma (
  omasuunnitelma text primary key references omasuunnitelma,
  tarve          text   not null,
  tavoitteet     text[] not null,
  toimet         text[] not null
);

-- Events of service, as fine-grained as they happen (item 19 makes episodes of them). Newest first is by code unit.
create table palvelutapahtuma (
  tunnus              text collate "C" primary key,
  asiakas_id          integer not null references asiakas,
  palvelu             text    not null references palvelu,
  palveluntarjoaja    text    not null references palveluntarjoaja,
  alkoi               date    not null,
  paattyi             date    not null check (paattyi >= alkoi),
  maksaja_laji        text    not null check (maksaja_laji in ('alue', 'tuottaja', 'asiakas', 'vakuutusyhtio', 'tyoterveys', 'muu_alue', 'ulkomaa')),
  maksaja_nimi        text,
  huoltajalta_salattu boolean,
  erityinen_sisalto   boolean not null
);
create index on palvelutapahtuma (asiakas_id, paattyi desc, tunnus desc);
