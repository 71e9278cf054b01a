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
  Asiakkuus,
  Laheinen,
  Omasuunnitelma,
  PalvelunMaksaja,
  Palvelutapahtuma,
  Suunnitelmaosa,
  Toive,
} from "./palvelusuhde.ts";
export { toRekisterinpitaja } from "./hoito.ts";
export type { Havainto, Hoito, Ohjaus, OmaArvio, Rivimerkinta, Suunnitelma, Tekija } from "./kirjaukset.ts";
export { katotVuonna } from "./katot.ts";
export type { Katot } from "./katot.ts";
export { ankkuripaiva } from "./paiva.ts";
export type { Asiakasmaksu, HoidonMaksaja, Maksuyhteys, Osto, Vakuutus, Vuosiostot } from "./maksaminen.ts";
export type { Budjetti, Seteli, Sitoumus } from "./myonnetyt.ts";
export type { Henkilo, Huolto, Osoite, Siviilisaaty, Suhde, UlkomainenOsoite } from "./person.ts";
export type { Kaynti, Kokeilukaynti, Tuottajavalinta, Tyoterveyshuolto } from "./palvelujen-kaytto.ts";
export type { Oleskelulupa, Oleskelutiedot } from "./oleskeluoikeus.ts";
export type { Opinto, Tyonhaku } from "./tyo-ja-opinnot.ts";
export type { Osapuoli, Suostumus, Tahdonilmaisu, TahdonilmaisunLaji } from "./tahto.ts";
export type { Paiva } from "./paiva.ts";
export type { Persona, Population, PopulationOptions } from "./population-interface.ts";
export type { Valtuusasia, Valtuutus, Viesti, Yhteystieto } from "./asiointi.ts";
export { isVoimassa } from "./valtuudet.ts";
