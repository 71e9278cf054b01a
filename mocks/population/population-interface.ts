import type { Valtuutus, Viesti, Viestintavalinta, Yhteystieto } from "./asiointi.ts";
import type { Hoito, OmaArvio } from "./kirjaukset.ts";
import type { Asiakasmaksu, HoidonMaksaja, Maksuyhteys, Vakuutus, Vuosiostot } from "./maksaminen.ts";
import type { Budjetti, Seteli, Sitoumus } from "./myonnetyt.ts";
import type { Oleskelutiedot } from "./oleskeluoikeus.ts";
import type { Paiva } from "./paiva.ts";
import type { Kaynti, Kokeilukaynti, Tuottajavalinta, Tyoterveyshuolto } from "./palvelujen-kaytto.ts";
import type {
  AsiakkuudenAmmattilainen,
  Asiakkuus,
  Laheinen,
  Omasuunnitelma,
  PalvelunMaksaja,
  Palvelutapahtuma,
  Toive,
} from "./palvelusuhde.ts";
import type { Henkilo } from "./person.ts";
import type { Suostumus, Tahdonilmaisu } from "./tahto.ts";
import type { Opinto, Tyonhaku } from "./tyo-ja-opinnot.ts";

/** What can be asked of a population: its persons, and the facts of each. */

/** How a population is made. */
export interface PopulationOptions {
  /** Same seed and size: same people, on every machine. */
  readonly seed: number;
  /** Number of persons, 10 to 1 000 000; the twelve personas and their families are among them. */
  readonly size: number;
}

/** A named persona for the command line, the sign-in menu and the tests. */
export interface Persona {
  readonly persona: string;
  /** Identity code, or the temporary identifier of a person without one. */
  readonly hetu: string;
  /** What case this persona carries, in Finnish. */
  readonly kuvaus: string;
  readonly index: number;
}

/**
 * A population that is computed, not stored: any person is made from seed and index when asked.
 * Events of a year (purchases) are made for the year asked, so that "this year" is always today's.
 */
export interface Population {
  readonly seed: number;
  readonly size: number;
  readonly personas: readonly Persona[];
  /** The person at `index` (0 … size-1). @throws RangeError outside it. */
  henkilo(index: number): Henkilo;
  /**
   * The day comes when a person who was met without an identity code is given one: the one fact of a population that
   * changes while it is used, of those who ask by person or code; `kaikki` tells how it began. False when there is no such
   * person, or the code is another's or none.
   */
  annaHenkilotunnus(tilapainen: string, hetu: string): boolean;
  /** By an identity code in force, a passive one, or a temporary identifier; undefined when unknown. */
  etsi(tunnus: string): Henkilo | undefined;
  /** All persons in order, one at a time. */
  kaikki(): Iterable<Henkilo>;
  opinnot(henkilo: Henkilo): readonly Opinto[];
  ostot(henkilo: Henkilo, vuosi: number): Vuosiostot;
  /** Contacts in every region that knows the person. */
  yhteystiedot(henkilo: Henkilo): readonly Yhteystieto[];
  setelit(henkilo: Henkilo): readonly Seteli[];
  /** Customerships, open and ended, with the organisations of the regions that know the person. */
  asiakkuudet(henkilo: Henkilo): readonly Asiakkuus[];
  /** Who runs a customership, one at least. */
  ammattilaiset(asiakkuus: Asiakkuus): readonly AsiakkuudenAmmattilainen[];
  /** Who pays the service of a person's customership. */
  maksaja(henkilo: Henkilo, asiakkuus: Asiakkuus): PalvelunMaksaja;
  /** The customer's wishes about professionals. */
  toiveet(henkilo: Henkilo): readonly Toive[];
  /** Close persons whom the customer has reported. */
  laheiset(henkilo: Henkilo): readonly Laheinen[];
  /** The customer's own plan, if there is one. */
  omasuunnitelma(henkilo: Henkilo): Omasuunnitelma | undefined;
  /** Events of service in every region's register, in the order of time. */
  palvelutapahtumat(henkilo: Henkilo): readonly Palvelutapahtuma[];
  /** Private insurances; empty for most. */
  vakuutukset(henkilo: Henkilo): readonly Vakuutus[];
  /** Consents at the MyData operator, in force and not. */
  suostumukset(henkilo: Henkilo): readonly Suostumus[];
  /** Expressions of will in Kanta: consents, permissions, denials. */
  tahdonilmaisut(henkilo: Henkilo): readonly Tahdonilmaisu[];
  /** Self-assessments of functional ability in the person's own wellbeing data. */
  omaArviot(henkilo: Henkilo): readonly OmaArvio[];
  /** Bank accounts told to the regions that know the person. */
  maksuyhteydet(henkilo: Henkilo): readonly Maksuyhteys[];
  /** Occupational health care, by the region that knows of it. */
  tyoterveyshuollot(henkilo: Henkilo): readonly Tyoterveyshuolto[];
  /** Visits of one calendar year, the whole year. */
  kaynnit(henkilo: Henkilo, vuosi: number): readonly Kaynti[];
  /** Service fees of one calendar year, the whole year. */
  asiakasmaksut(henkilo: Henkilo, vuosi: number): readonly Asiakasmaksu[];
  /** Choices of producer told to a region. */
  alueenTuottajavalinnat(henkilo: Henkilo): readonly Tuottajavalinta[];
  budjetit(henkilo: Henkilo): readonly Budjetti[];
  /** Payment commitments and referrals. */
  sitoumukset(henkilo: Henkilo): readonly Sitoumus[];
  /** Who pays for urgent care, by term, as each region knows it. */
  hoidonMaksajat(henkilo: Henkilo): readonly HoidonMaksaja[];
  /** Functional ability, guidance and plans in the client and patient systems. */
  hoito(henkilo: Henkilo): Hoito;
  /** What the immigration authorities know; undefined for Finnish citizens and emigrants. */
  oleskelutiedot(henkilo: Henkilo): Oleskelutiedot | undefined;
  /** By Migri's customer number or the number of a travel document; undefined when it is nobody's. */
  etsiOleskelija(numero: string): Henkilo | undefined;
  /** Visits of the 65+ choice trial in one calendar year, the whole year. */
  kokeilukaynnit(henkilo: Henkilo, vuosi: number): readonly Kokeilukaynti[];
  /** As a job seeker; undefined for one who is none. */
  tyonhaku(henkilo: Henkilo): Tyonhaku | undefined;
  viestintavalinnat(henkilo: Henkilo): readonly Viestintavalinta[];
  /** Messages up to a day, newest first. */
  viestit(henkilo: Henkilo, paiva: Paiva): readonly Viesti[];
  /** Has the person a mailbox of Suomi.fi messages in use. */
  suomifiViestitKaytossa(henkilo: Henkilo): boolean;
  /** Mandates that the person has given, and guardianship of an adult, in force on a day or not. */
  valtuutukset(henkilo: Henkilo, paiva: Paiva): readonly Valtuutus[];
  /** Indexes of persons for whom this one may act by a mandate or guardianship in force on a day. */
  valtuuttajat(henkilo: Henkilo, paiva: Paiva): readonly number[];
}
