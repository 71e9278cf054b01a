import { toHetu } from "./hetu.ts";
import type { Jasen } from "./jasen.ts";
import { toAsuinpaikantunnus } from "./osoite.ts";
import type { HuollonOikeus, Osoite } from "./person.ts";
import { ofPaiva } from "./paiva.ts";

/** The plain facts of a persona or relative; what is left out is the plain value of `tavallinen`. */
type Vakio = Partial<Omit<Jasen, "syntyi" | "hetu" | "kuoli">> &
  Pick<Jasen, "etunimet" | "kutsumanimi" | "sukunimi" | "sukupuoli"> & {
    readonly syntymapaiva: string;
    /** Individual number, or undefined for one without an identity code. */
    readonly numero: number | undefined;
    readonly kuolinpaiva?: string;
  };

const tavallinen = {
  entisetHetut: [],
  entinenSukunimi: undefined,
  aidinkieli: "fi",
  kansalaisuudet: ["246"],
  siviilisaaty: 1,
  puoliso: undefined,
  vanhemmat: [],
  huoltajat: [],
  edunvalvoja: undefined,
  asunto: undefined,
  tilanne: "TAVALLINEN",
  vakio: undefined,
} as const;

function koti(kunta: string, numero: number, muuttopaiva: string): Pick<Jasen, "asunto"> {
  // Numbers of homes above what the generated families of block 0 use.
  return { asunto: { numero: 999_000_000 + numero, kunta, alkaen: ofPaiva(muuttopaiva), turvakielto: undefined } };
}

const huoltajina = (...paikat: readonly number[]): Pick<Jasen, "vanhemmat" | "huoltajat"> => ({
  vanhemmat: paikat,
  huoltajat: paikat.map((paikka) => ({ paikka, laji: "LAKISAATEINEN", alkaen: undefined })),
});

/** An order leaves the child's schooling to both parents, and social and health care to the mother alone. */
const isanOikeudet: readonly HuollonOikeus[] = [
  { koodi: "P300", tieto: 2 },
  { koodi: "T100", tieto: 2 },
  { koodi: "T200", tieto: 1 },
];

const ainonOsoite: Osoite = {
  katu: { fi: "Mallikatu", sv: "Modellgatan" },
  talo: "4",
  rappu: "B",
  huoneisto: "12",
  postinumero: "33100",
  postitoimipaikka: { fi: "TAMPERE", sv: "TAMMERFORS" },
  kunta: "837",
  alkaen: "2019-08-01",
  asuinpaikantunnus: toAsuinpaikantunnus(999_000_001, "B", "12"),
};

/**
 * The twelve personas, then the relatives they need. Place in the list is place in block 0 and index in
 * the population. Asylum, emigration and the like are told by `tilanne`.
 */
const vakiot: readonly Vakio[] = [
  {
    ...koti("837", 1, "2019-08-01"),
    syntymapaiva: "1984-05-14",
    numero: 902,
    sukupuoli: "NAINEN",
    etunimet: "Aino Maria",
    kutsumanimi: "Aino",
    sukunimi: "Koivula-Testi",
    siviilisaaty: 4,
    vakio: {
      persona: "aino",
      kuvaus:
        "Kahden lapsen (eino ja helmi) huoltaja Tampereella; ammatillinen tutkinto, lääkeostoja, palveluseteleitä.",
      ammatti: "lähihoitaja",
      osoite: ainonOsoite,
    },
  },
  {
    ...koti("837", 1, "2019-08-01"),
    vanhemmat: [0, 12],
    huoltajat: [
      { paikka: 0, laji: "LAKISAATEINEN", alkaen: undefined },
      { paikka: 12, laji: "LAKISAATEINEN", alkaen: undefined, jaettu: true, oikeudet: isanOikeudet },
    ],
    syntymapaiva: "2014-08-24",
    numero: 905,
    sukupuoli: "MIES",
    etunimet: "Eino Olavi",
    kutsumanimi: "Eino",
    sukunimi: "Koivula-Testi",
    vakio: {
      persona: "eino",
      kuvaus:
        "Alaikäinen lapsi, 12 vuotta; huoltajina äiti (aino) ja isä, jolla ei ole oikeutta lapsen sote-tietoihin; asuu äidin luona.",
      osoite: { ...ainonOsoite },
    },
  },
  {
    ...koti("837", 1, "2019-08-01"),
    ...huoltajina(0, 3),
    syntymapaiva: "2018-02-09",
    numero: 906,
    sukupuoli: "NAINEN",
    etunimet: "Helmi Sofia",
    kutsumanimi: "Helmi",
    sukunimi: "Koivula-Testi",
    vakio: {
      persona: "helmi",
      kuvaus:
        "Lapsi eronneiden äitien (aino ja venla) yhteishuollossa; asuu ainon luona, toisella huoltajalla on turvakielto.",
      osoite: { ...ainonOsoite, alkaen: "2019-08-01" },
    },
  },
  {
    asunto: {
      numero: 999_000_002,
      kunta: "853",
      alkaen: ofPaiva("2023-05-15"),
      turvakielto: { paattyy: ofPaiva("2028-05-31") },
    },
    syntymapaiva: "1981-11-03",
    numero: 904,
    sukupuoli: "NAINEN",
    etunimet: "Venla Kristiina",
    kutsumanimi: "Venla",
    sukunimi: "Suojattu-Testi",
    entinenSukunimi: "Koivula-Testi",
    siviilisaaty: 4,
    vakio: { persona: "venla", kuvaus: "Turvakielto voimassa; helmin toinen huoltaja.", ammatti: "laborantti" },
  },
  {
    ...koti("398", 3, "2009-06-01"),
    syntymapaiva: "1941-03-12",
    numero: 911,
    sukupuoli: "MIES",
    etunimet: "Onni Johannes",
    kutsumanimi: "Onni",
    sukunimi: "Salokangas-Testi",
    siviilisaaty: 5,
    edunvalvoja: 13,
    vakio: {
      persona: "onni",
      kuvaus: "Iäkäs henkilö, jolla on edunvalvoja; lääkekatto on täynnä jokaisena vuonna.",
      ammatti: "eläkeläinen",
    },
  },
  {
    ...koti("297", 4, "1996-09-01"),
    syntymapaiva: "1958-07-27",
    numero: 914,
    sukupuoli: "NAINEN",
    etunimet: "Liisa Hannele",
    kutsumanimi: "Liisa",
    sukunimi: "Harjukoski-Testi",
    entinenSukunimi: "Purovaara-Testi",
    siviilisaaty: 2,
    puoliso: 14,
    vakio: {
      persona: "liisa",
      kuvaus: "Lääkekatosta on jäljellä alle 10 euroa jokaisena vuonna.",
      ammatti: "eläkeläinen",
    },
  },
  {
    ...koti("091", 5, "2024-08-15"),
    syntymapaiva: "1990-07-17",
    numero: 908,
    sukupuoli: "NAINEN",
    etunimet: "Sofia Elina",
    kutsumanimi: "Sofia",
    sukunimi: "Muuttola-Testi",
    vakio: {
      persona: "sofia",
      kuvaus:
        "Asunut kolmella alueella (Pirkanmaa, Keski-Suomi, nyt Helsinki); palveluseteleitä jokaiselta, käyttöä yli alueiden.",
      ammatti: "projektipäällikkö",
    },
  },
  {
    syntymapaiva: "1995-02-11",
    numero: undefined,
    sukupuoli: "MIES",
    etunimet: "Mihai",
    kutsumanimi: "Mihai",
    sukunimi: "Codrescu-Testi",
    aidinkieli: "ro",
    kansalaisuudet: ["642"],
    tilanne: "TUNNUKSETON",
    vakio: {
      persona: "mihai",
      kuvaus: "Ei suomalaista henkilötunnusta; Pirkanmaan antama tilapäinen tunniste.",
      ammatti: "kausityöntekijä",
    },
  },
  {
    ...koti("609", 6, "1979-04-01"),
    syntymapaiva: "1938-01-19",
    numero: 917,
    kuolinpaiva: "2025-09-14",
    sukupuoli: "MIES",
    etunimet: "Urho Kalervo",
    kutsumanimi: "Urho",
    sukunimi: "Rantamaa-Testi",
    siviilisaaty: 2,
    vakio: { persona: "urho", kuvaus: "Kuollut 14.9.2025; puoliso jäi leskeksi.", ammatti: "eläkeläinen" },
  },
  {
    ...koti("564", 7, "2012-03-01"),
    syntymapaiva: "1975-04-21",
    numero: 921,
    entisetHetut: [toHetu({ syntyi: ofPaiva("1975-04-21"), merkki: 0, yksilonumero: 920 })],
    sukupuoli: "MIES",
    etunimet: "Lauri Tapio",
    kutsumanimi: "Lauri",
    sukunimi: "Tunturila-Testi",
    vakio: {
      persona: "lauri",
      kuvaus: "Henkilötunnus on muutettu; vanha tunnus on passiivinen.",
      ammatti: "sähköasentaja",
    },
  },
  {
    syntymapaiva: "1998-06-05",
    numero: 926,
    sukupuoli: "NAINEN",
    etunimet: "Amina",
    kutsumanimi: "Amina",
    sukunimi: "Warsade-Testi",
    aidinkieli: "so",
    kansalaisuudet: ["706"],
    tilanne: "TURVAPAIKANHAKIJA",
    vakio: { persona: "amina", kuvaus: "Turvapaikanhakija, jolla on henkilötunnus mutta ei kotikuntaa." },
  },
  {
    syntymapaiva: "1969-10-30",
    numero: 928,
    sukupuoli: "NAINEN",
    etunimet: "Kaisa Orvokki",
    kutsumanimi: "Kaisa",
    sukunimi: "Lähtevä-Testi",
    tilanne: "MAASTAMUUTTANUT",
    vakio: {
      persona: "kaisa",
      kuvaus: "Muuttanut Ruotsiin; kotikunta 200, ei Kelan vakuutusta.",
      ammatti: "kääntäjä",
      ulkomainenOsoite: {
        lahiosoite: "Storprovsgatan 7",
        paikkakunta: "11122 Stockholm",
        valtio: "752",
        valtionimi: { fi: "Ruotsi", sv: "Sverige" },
        alkaen: "2021-02-01",
      },
    },
  },
  {
    ...koti("536", 8, "2017-10-01"),
    syntymapaiva: "1982-12-08",
    numero: 931,
    sukupuoli: "MIES",
    etunimet: "Otso Kalevi",
    kutsumanimi: "Otso",
    sukunimi: "Lehtola-Testi",
    vakio: { ammatti: "kirvesmies" },
  },
  {
    ...koti("398", 9, "2003-08-01"),
    syntymapaiva: "1968-08-16",
    numero: 934,
    sukupuoli: "NAINEN",
    etunimet: "Marja Leena",
    kutsumanimi: "Marja",
    sukunimi: "Salokangas-Testi",
    vanhemmat: [4],
    vakio: { ammatti: "luokanopettaja" },
  },
  {
    ...koti("297", 4, "1996-09-01"),
    syntymapaiva: "1955-11-02",
    numero: 937,
    sukupuoli: "MIES",
    etunimet: "Pentti Ilmari",
    kutsumanimi: "Pentti",
    sukunimi: "Harjukoski-Testi",
    siviilisaaty: 2,
    puoliso: 5,
    vakio: { ammatti: "eläkeläinen" },
  },
  {
    ...koti("609", 6, "1979-04-01"),
    syntymapaiva: "1942-05-25",
    numero: 940,
    sukupuoli: "NAINEN",
    etunimet: "Kerttu Maria",
    kutsumanimi: "Kerttu",
    sukunimi: "Rantamaa-Testi",
    siviilisaaty: 5,
    vakio: { ammatti: "eläkeläinen" },
  },
];

/** Personas and their relatives as the first members of block 0. */
export const vakiohenkilot: readonly Jasen[] = vakiot.map(({ syntymapaiva, kuolinpaiva, numero, ...muut }) => {
  const syntyi = ofPaiva(syntymapaiva);
  const hetu = numero === undefined ? undefined : toHetu({ syntyi, merkki: 0, yksilonumero: numero });
  const kuoli = kuolinpaiva === undefined ? undefined : ofPaiva(kuolinpaiva);
  return { ...tavallinen, ...muut, syntyi, hetu, kuoli };
});

/** Birth days on which nobody else is born: the personas' codes lie in no block's lane. */
export const varatutPaivat: ReadonlySet<number> = new Set(vakiohenkilot.map((jasen) => jasen.syntyi));

/** Place in block 0 by identity code, in force or passive. */
export const vakionPaikka: ReadonlyMap<string, number> = new Map(
  vakiohenkilot.flatMap(({ hetu, entisetHetut }, paikka) =>
    [...(hetu === undefined ? [] : [hetu]), ...entisetHetut].map((tunnus) => [tunnus, paikka] as const),
  ),
);
