/**
 * The synthetic population that all mocks share: who exists, who is whose relative, where they live,
 * what they have studied, bought and been granted. Facts only; a mock turns them into its register's
 * records. Made from a seed, the same on every machine, computed when asked. Never a real person: the
 * individual number of every identity code is 900-999.
 */
export { createPopulation, oletusPopulaatio } from "./population.ts";
export { findTyonantaja, toOrganisaatio, toToimiala } from "./asiakkuudet.ts";
export { alueet, alueOf, findAlue } from "./alueet.ts";
export type { Alue } from "./alueet.ts";
export { findKunta, kunnat } from "./kunnat.ts";
export type { Kunta } from "./kunnat.ts";
export { hetuTarkistusmerkki } from "./hetu.ts";
export { findOsapuoli } from "./osapuolet.ts";
export { toKokeiluoikeus } from "./kokeilukaynnit.ts";
export { palvelukattoVuonna } from "./maksut.ts";
export type {
  AsiakkuudenAmmattilainen,
  Laheinen,
  Omasuunnitelma,
  PalvelunMaksaja,
  Palvelutapahtuma,
  Suunnitelmaosa,
  Toive,
} from "./palvelusuhde.ts";
export { toRekisterinpitaja } from "./hoito.ts";
export type { Havainto, Hoito, Ohjaus, Rivimerkinta, Suunnitelma, Tekija } from "./kirjaukset.ts";
export { katotVuonna } from "./katot.ts";
export type { Katot } from "./katot.ts";
export { ankkuripaiva } from "./paiva.ts";
export type {
  Asiakasmaksu,
  Asiakkuus,
  Budjetti,
  Henkilo,
  HoidonMaksaja,
  Huolto,
  OmaArvio,
  Kaynti,
  Kokeilukaynti,
  Maksuyhteys,
  Oleskelulupa,
  Oleskelutiedot,
  Opinto,
  Osapuoli,
  Osoite,
  Osto,
  Paiva,
  Persona,
  Population,
  PopulationOptions,
  Seteli,
  Sitoumus,
  Siviilisaaty,
  Suhde,
  Suostumus,
  Tahdonilmaisu,
  TahdonilmaisunLaji,
  Tuottajavalinta,
  Tyoterveyshuolto,
  Tyonhaku,
  UlkomainenOsoite,
  Vakuutus,
  Vuosiostot,
  Yhteystieto,
} from "./person.ts";
export type { Valtuusasia, Valtuutus, Viesti } from "./asiointi.ts";
export { isVoimassa } from "./valtuudet.ts";
