import type { Valtuutus, Viesti, Viestintavalinta } from "./asiointi.ts";
import type {
  AsiakkuudenAmmattilainen,
  Laheinen,
  Omasuunnitelma,
  PalvelunMaksaja,
  Palvelutapahtuma,
  Toive,
} from "./palvelusuhde.ts";
import type { Hoito } from "./kirjaukset.ts";

/**
 * The facts of one synthetic person, as the world knows them. Registers do not copy these shapes:
 * each mock's `records.ts` turns them into what that register would hold.
 *
 * Dates are `YYYY-MM-DD`, money is integer cents, codes are those of the named code list.
 */

/** Date, `YYYY-MM-DD`. */
export type Paiva = string;

/** A relation to another person. Names are given, because registers hold them beside the identity code. */
export interface Suhde {
  /** Index of the other person, who always is in the population too. */
  readonly index: number;
  /** Identity code of the other person; undefined for one without a Finnish identity code. */
  readonly hetu: string | undefined;
  readonly etunimet: string;
  readonly sukunimi: string;
  readonly syntymapaiva: Paiva;
}

/** One right of a guardian by the codes of VTJ's type catalogue: P… to decide, T… to know; 1 yes, 2 no, 3 not known. */
export interface HuollonOikeus {
  readonly koodi: string;
  readonly tieto: 1 | 2 | 3;
}

/** Custody of a child: `LAKISAATEINEN` statutory, `MAARATTY` by order. */
export interface Huolto extends Suhde {
  readonly laji: "LAKISAATEINEN" | "MAARATTY";
  readonly rooli: "AITI" | "ISA" | "MUU";
  /** The tasks are divided by an order or agreement: this guardian may not have every right. */
  readonly jaettu?: true;
  /** What the division says, where it is in codes and not in a text only. */
  readonly oikeudet?: readonly HuollonOikeus[];
  readonly alkaen: Paiva;
  /** The child's 18th birthday for a statutory guardian, or when an order ends. */
  readonly paattyy: Paiva;
}

/** A permanent domestic address and the municipality it lies in. */
export interface Osoite {
  readonly katu: { readonly fi: string; readonly sv: string };
  readonly talo: string;
  readonly rappu: string | undefined;
  readonly huoneisto: string | undefined;
  readonly postinumero: string;
  readonly postitoimipaikka: { readonly fi: string; readonly sv: string };
  /** Municipality code, three digits. */
  readonly kunta: string;
  readonly alkaen: Paiva;
  /** 16 positions, may end in a space; identifies the dwelling. */
  readonly asuinpaikantunnus: string;
}

/** An address abroad. */
export interface UlkomainenOsoite {
  readonly lahiosoite: string;
  readonly paikkakunta: string;
  /** ISO 3166-1 numeric, three digits. */
  readonly valtio: string;
  readonly valtionimi: { readonly fi: string; readonly sv: string };
  readonly alkaen: Paiva;
}

/** Marital status by VTJ's code list (0-8). */
export type Siviilisaaty = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** One synthetic person. */
export interface Henkilo {
  readonly index: number;
  /** Name of the persona, when this is one of the named ones. */
  readonly persona: string | undefined;
  /** Identity code in force; undefined for a person who has none (then `tilapainenTunnus`). */
  readonly hetu: string | undefined;
  /** Earlier identity codes, now passive. */
  readonly entisetHetut: readonly string[];
  /** Temporary identifier given by a region to a person without a Finnish identity code. */
  readonly tilapainenTunnus: string | undefined;
  readonly etunimet: string;
  readonly kutsumanimi: string;
  readonly sukunimi: string;
  readonly entinenSukunimi: string | undefined;
  readonly syntymapaiva: Paiva;
  readonly kuolinpaiva: Paiva | undefined;
  readonly sukupuoli: "MIES" | "NAINEN";
  /** ISO 639-1. */
  readonly aidinkieli: string;
  readonly asiointikieli: "fi" | "sv";
  /** ISO 3166-1 numeric, three digits; several are possible. */
  readonly kansalaisuudet: readonly string[];
  readonly siviilisaaty: Siviilisaaty;
  /** Free text, as in VTJ; undefined for children and where none is recorded. */
  readonly ammatti: string | undefined;
  readonly turvakielto: { readonly paattyy: Paiva | undefined } | undefined;
  readonly osoite: Osoite | undefined;
  readonly ulkomainenOsoite: UlkomainenOsoite | undefined;
  /** Home municipality, three digits; `200` abroad; undefined where the person has none. */
  readonly kotikunta: string | undefined;
  readonly kotikuntaAlkaen: Paiva | undefined;
  /** Region (hyvinvointialue) of the home municipality, two digits; undefined abroad or without one. */
  readonly alue: string | undefined;
  readonly puoliso: Suhde | undefined;
  readonly vanhemmat: readonly Suhde[];
  readonly lapset: readonly Suhde[];
  /** Guardians in custody law; empty for adults. */
  readonly huoltajat: readonly Huolto[];
  /** Children in this person's custody now. */
  readonly huollettavat: readonly Huolto[];
  /** Guardianship of an adult (edunvalvonta). */
  readonly edunvalvoja: Suhde | undefined;
  /** Insured in Finland (Kela). */
  readonly vakuutettu: boolean;
  /** Asylum seeker, emigrant … what the person's presence rests on. */
  readonly oleskelu: "KANSALAINEN" | "OLESKELULUPA" | "TURVAPAIKANHAKIJA" | "MAASTAMUUTTANUT";
}

/** One purchase that counts toward a ceiling, as Kela sees it. */
export interface Osto {
  /** RFC 3339 with the Finnish offset. */
  readonly aika: string;
  readonly sentit: number;
}

/** Purchases of one person in one calendar year. */
export interface Vuosiostot {
  readonly laakkeet: readonly Osto[];
  readonly matkat: readonly Osto[];
}

/** One study right, enough for Koski's record. */
export interface Opinto {
  /** Koski's `opiskeluoikeudentyyppi`: perusopetus, lukiokoulutus, ylioppilastutkinto, ammatillinenkoulutus, korkeakoulutus. */
  readonly tyyppi: "perusopetus" | "lukiokoulutus" | "ylioppilastutkinto" | "ammatillinenkoulutus" | "korkeakoulutus";
  /** Code of the degree or syllabus in the code list `koulutus`. */
  readonly koodi: string;
  readonly nimi: { readonly fi: string; readonly sv: string; readonly en: string };
  readonly oppilaitos: {
    readonly oid: string;
    readonly numero: string;
    readonly nimi: { readonly fi: string; readonly sv: string };
    readonly kunta: string;
  };
  readonly alkanut: Paiva;
  /** Undefined while going on. */
  readonly paattynyt: Paiva | undefined;
  readonly tila: "KESKEN" | "VALMISTUNUT" | "KESKEYTYNYT";
}

/** A contact the customer has reported to a region. */
export interface Yhteystieto {
  readonly alue: string;
  readonly laji: "PUHELIN" | "SAHKOPOSTI" | "POSTIOSOITE";
  readonly arvo: string;
  readonly kayttotarkoitus: string;
  readonly pitkaaikainen: boolean;
  readonly ilmoitettu: Paiva;
}

/** A voucher granted by a region, and its uses (also in other regions). */
export interface Seteli {
  readonly numero: string;
  /** The region that granted it. */
  readonly alue: string;
  readonly palvelu: string;
  readonly arvoSentit: number;
  readonly alkaen: Paiva;
  readonly paattyy: Paiva;
  readonly tila: "VOIMASSA" | "KAYTETTY" | "PAATTYNYT" | "PERUTTU";
  readonly kaytot: readonly {
    readonly tuottaja: string;
    readonly alue: string;
    readonly sentit: number;
    readonly paiva: Paiva;
  }[];
  /** Of a minor's voucher: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}

/** A customership with an organisation of social and health care. */
export interface Asiakkuus {
  readonly tunnus: string;
  /** The region whose register holds it. */
  readonly alue: string;
  /** Identifier of the organisation (OID). */
  readonly organisaatio: string;
  readonly organisaationNimi: string;
  readonly palvelu: string;
  readonly alkanut: Paiva;
  /** Undefined while it is open. */
  readonly paattynyt: Paiva | undefined;
}

/** A personal budget granted by a region for a term, and what was paid from it (also in other regions). */
export interface Budjetti {
  readonly numero: string;
  readonly alue: string;
  readonly myonnettySentit: number;
  readonly alkaen: Paiva;
  readonly paattyy: Paiva;
  /** In order of time. */
  readonly suoritteet: readonly {
    readonly palvelu: string;
    readonly tuottaja: string;
    readonly alue: string;
    readonly sentit: number;
    readonly paiva: Paiva;
  }[];
  /** Of a minor's budget: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}

/** Who pays for a person's urgent care during a term, as one region knows it. */
export interface HoidonMaksaja {
  /** The region whose register says so. */
  readonly alue: string;
  readonly laji: "KOTIALUE" | "KELA" | "MAAHANMUUTTOVIRASTO" | "ASIAKAS";
  /** The home region that pays; undefined when the payer is no region. */
  readonly maksavaAlue: string | undefined;
  readonly peruste: "KOTIKUNTA" | "SAIRAANHOITOKORTTI" | "VASTAANOTTO" | "EI_VAKUUTUSTA";
  readonly alkaen: Paiva;
  /** Undefined while it goes on. */
  readonly paattyy: Paiva | undefined;
}

/** One visit, as the region where it was made knows it. */
export interface Kaynti {
  readonly alue: string;
  readonly palvelu: "Terveysasema" | "Poliklinikka" | "Päiväkirurgia" | "Päivystys" | "Perhetyö";
  readonly laji: "KAYNTI" | "ETAKAYNTI" | "PAIVYSTYS";
  readonly paiva: Paiva;
  /** Who gave the service, and collects its fee. */
  readonly antaja: string;
  /** Of a minor's visit: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}

/** A fee for a service, as the region that collects it knows it. */
export interface Asiakasmaksu {
  readonly numero: string;
  readonly alue: string;
  readonly palvelu: string;
  readonly sentit: number;
  readonly perija: string;
  readonly paiva: Paiva;
  /** Counts toward the ceiling of service fees. */
  readonly kerryttaa: boolean;
  /** Identity code of the one whose ceiling it counts toward: a guardian's for a child. Undefined: nobody's. */
  readonly katonHetu: string | undefined;
  /** Of a minor's fee: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}

/** A bank account that the customer has given to a region. */
export interface Maksuyhteys {
  readonly alue: string;
  readonly iban: string;
  readonly saaja: string;
  /** The service it is for; undefined: all that have none of their own. */
  readonly palvelu: string | undefined;
  readonly oletus: boolean;
  readonly suoraveloitus: boolean;
}

/** A region's promise to pay a producer; a referral is one without a sum. */
export interface Sitoumus {
  readonly numero: string;
  /** The region that granted it. */
  readonly alue: string;
  readonly laji: "MAKSUSITOUMUS" | "LAHETE";
  readonly palvelu: string;
  readonly tuottaja: string;
  /** The region where the producer is. */
  readonly tuottajanAlue: string;
  /** Undefined where no sum is promised. */
  readonly arvoSentit: number | undefined;
  readonly alkaen: Paiva;
  readonly paattyy: Paiva;
  readonly tila: "VOIMASSA" | "KAYTETTY" | "PAATTYNYT" | "PERUTTU";
  /** In order of time. */
  readonly kaytot: readonly {
    readonly tuottaja: string;
    readonly alue: string;
    readonly sentit: number;
    readonly paiva: Paiva;
  }[];
  /** Of a minor's: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}

/** A choice of producer told to a region, other than a direct choice. */
export interface Tuottajavalinta {
  /** The region that was told. */
  readonly alue: string;
  readonly laji: "TERVEYSASEMA" | "ERIKOISSAIRAANHOITO" | "ALUEEN_OMA";
  readonly palvelu: string;
  readonly tuottaja: string;
  /** The region where the producer is. */
  readonly tuottajanAlue: string;
  readonly valittu: Paiva;
  /** Undefined while it is in force. */
  readonly paattynyt: Paiva | undefined;
  /** Of a minor's choice: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}

/** Occupational health care of one person, as a region knows it. */
export interface Tyoterveyshuolto {
  readonly alue: string;
  readonly tyonantaja: string;
  readonly tuottaja: string;
  readonly alkaen: Paiva;
  /** Undefined while it goes on. */
  readonly paattyy: Paiva | undefined;
  /** Lowers the capitation that the region pays its producers. */
  readonly vaikuttaaKapitaatioon: boolean;
}

/** A private insurance that pays for services, held by an insurer. */
export interface Vakuutus {
  /** Identifier of the insurer at the MyData operator. */
  readonly yhtio: string;
  readonly laji: "TAPATURMA" | "SAIRAUSKULU" | "MATKA" | "LIIKENNE" | "TYOTAPATURMA";
  readonly numero: string;
  readonly alkaa: Paiva;
  /** Undefined while it goes on. */
  readonly paattyy: Paiva | undefined;
  readonly kattaa: readonly ("LAAKARI" | "KUNTOUTUS" | "LAAKKEET" | "HAMMASHOITO")[];
  readonly omavastuuSentit: number;
}

/** Who receives or holds data by consents: identifier and name as the MyData operator knows them. */
export interface Osapuoli {
  readonly id: string;
  readonly nimi: string;
}

/** A consent at the MyData operator: one receiver and one source. */
export interface Suostumus {
  readonly tunnus: string;
  readonly tila: "ACTIVE" | "PAUSED" | "WITHDRAWN" | "EXPIRED";
  readonly vastaanottaja: Osapuoli;
  readonly lahde: Osapuoli;
  /** Categories of data, in the operator's words. */
  readonly tietoryhmat: readonly string[];
  /** RFC 3339. */
  readonly annettu: string;
  /** RFC 3339; undefined when it goes on until withdrawn. */
  readonly paattyy: string | undefined;
  /** RFC 3339. */
  readonly peruttu: string | undefined;
}

/** A visit to a private general practitioner in Kela's choice trial. */
export interface Kokeilukaynti {
  readonly paiva: Paiva;
  readonly tuottaja: { readonly ytunnus: string; readonly nimi: string };
  readonly omavastuuSentit: number;
}

/** A person who seeks work, as the employment authority knows it. */
export interface Tyonhaku {
  readonly tila: "TYOTON" | "LOMAUTETTU" | "LYHENNETTY_TYOVIIKKO" | "PALVELUSSA";
  /** From when the state has been. */
  readonly alkaen: Paiva;
  /** Earlier periods, oldest first; days included. */
  readonly jaksot: readonly {
    readonly tila: "TYOSSA" | "TYOTON" | "TYOVOIMAN_ULKOPUOLELLA";
    readonly alku: Paiva;
    readonly loppu: Paiva;
  }[];
  /** Services; the end is undefined while one goes on. */
  readonly palvelut: readonly {
    readonly laji: "TYOVOIMAKOULUTUS" | "TYOKOKEILU" | "VALMENNUS" | "PALKKATUKI" | "KOTOUTUMISKOULUTUS";
    readonly alku: Paiva;
    readonly loppu: Paiva | undefined;
  }[];
}

/** A residence permit, residence card or registered right of residence. */
export interface Oleskelulupa {
  readonly laji: "A" | "B" | "P" | "P_EU" | "TS" | "EU_REK";
  readonly peruste: "KANSAINVALINEN_SUOJELU" | "TILAPAINEN_SUOJELU" | "TYO" | "OPISKELU" | "PERHESIDE" | "EU_OIKEUS";
  readonly alkaa: Paiva;
  /** Undefined when it is until further notice. */
  readonly paattyy: Paiva | undefined;
  readonly tyoskentelyoikeus: "RAJOITTAMATON" | "RAJOITETTU";
  /** Day on which an extension, still pending, was applied for. */
  readonly jatkohakemus: Paiva | undefined;
}

/** What the immigration authorities know of a person who is no Finnish citizen. */
export interface Oleskelutiedot {
  /** Customer number, ten digits. */
  readonly asiakasnumero: string;
  /** Oldest first. */
  readonly luvat: readonly Oleskelulupa[];
  readonly turvapaikka:
    | {
        readonly tila: "VIREILLA" | "MYONNETTY" | "HYLATTY";
        readonly suojelumuoto: "PAKOLAISASEMA" | "TOISSIJAINEN" | "TILAPAINEN" | undefined;
        readonly haettu: Paiva;
        readonly ratkaistu: Paiva | undefined;
      }
    | undefined;
  /** Travel documents; `maa` is ISO 3166-1 numeric. */
  readonly asiakirjat: readonly {
    readonly laji: "PASSI" | "MUUKALAISPASSI" | "PAKOLAISEN_MATKUSTUSASIAKIRJA";
    readonly numero: string;
    readonly maa: string;
    readonly paattyy: Paiva;
  }[];
  /** A reception centre's customer; the end is undefined while it goes on. */
  readonly vastaanotto:
    | { readonly keskus: string; readonly alkaen: Paiva; readonly paattyen: Paiva | undefined }
    | undefined;
  /** Placement in a municipality. */
  readonly kuntaanosoitus: { readonly kunta: string; readonly paatos: Paiva; readonly muutto: Paiva } | undefined;
}

/**
 * What an expression of will is about: a biobank, service guidance without a service relation, release of health
 * data between providers, of social care's, from one branch to the other, a denial of release, that the customer has been
 * informed, and sharing of own wellbeing data with professionals.
 */
export type TahdonilmaisunLaji =
  | "BIOPANKKI"
  | "PALVELUOHJAUS"
  | "LUOVUTUSLUPA_TERVEYS"
  | "LUOVUTUSLUPA_SOSIAALI"
  | "SOTE_TERVEYDESTA_SOSIAALIIN"
  | "SOTE_SOSIAALISTA_TERVEYTEEN"
  | "LUOVUTUSKIELTO"
  | "INFORMOINTI"
  | "OMATIETOJEN_JAKO";

/** One expression of will of a person, as it stands now. */
export interface Tahdonilmaisu {
  readonly tunnus: string;
  readonly laji: TahdonilmaisunLaji;
  /** `ANNETTU` in force unless its time has passed; `PERUTTU` taken back; `KIELLETTY` the person said no. */
  readonly tila: "ANNETTU" | "PERUTTU" | "KIELLETTY";
  readonly annettu: Paiva;
  readonly peruttu: Paiva | undefined;
  /** Last day; undefined until further notice. */
  readonly paattyy: Paiva | undefined;
  /** The biobank; the one who may receive; of a denial the controller whose data is not released. */
  readonly osapuoli: Osapuoli | undefined;
  readonly kattavuus: readonly ("NAYTE" | "TERVEYSTIETO" | "YHTEYDENOTTO" | "PALVELUTARVE")[];
}

/** A self-assessment of functional ability that a person has filled in, with an app of their own choice. */
export interface OmaArvio {
  /** A UUID. */
  readonly tunnus: string;
  /** RFC 3339 with the Finnish offset. */
  readonly taytetty: string;
  readonly vastaukset: readonly {
    /** ICF code. */
    readonly icf: string;
    readonly kysymys: string;
    /** ICF qualifier 0-4, 8 not specified, 9 not applicable; undefined where the answer is in words only. */
    readonly aste: number | undefined;
    readonly sanoin: string | undefined;
  }[];
}

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
