import type { Tarve } from "./tarpeet.ts";

/** How the register is asked: one person by a product over SOAP, or groups of data over the JSON interface. */
export type Kyselytapa =
  | { readonly laji: "TUOTE"; readonly tuote: Tuote }
  | { readonly laji: "PERUSTIEDOT"; readonly tietoryhmat: readonly string[] };

/** A product (SoSo) of VTJkysely. */
export type Tuote = (typeof tuotteet)[number]["tuote"];

const perus = ["NIMI", "SYNTYMA", "SUKUPUOLI", "KUOLEMA", "AIDINKIELI", "OSOITE", "KOTIKUNTA", "ASUINPAIKKA"] as const;
const laaja = [...perus, "ENTINEN_NIMI", "TURVAKIELTO", "KANSALAISUUS"] as const;

/**
 * Products and what each carries, the one that tells least of the person and of others first: the first that covers
 * the needs is asked for. Source: registry sheet A3; HVAASIAKAS is a region's own product, as its permit would define.
 */
const tuotteet = [
  { tuote: "PERUSSANOMA 1", sisalto: perus },
  { tuote: "PERUSSANOMA 3", sisalto: laaja },
  { tuote: "HUOLLETTAVA-HUOLTAJAT", sisalto: [...perus, "TURVAKIELTO", "HUOLTAJAT"] },
  { tuote: "HUOLTAJA-HUOLLETTAVAT", sisalto: [...perus, "TURVAKIELTO", "HUOLLETTAVAT"] },
  {
    tuote: "HVAASIAKAS",
    sisalto: [...laaja, "SIVIILISAATY", "AMMATTI", "HUOLTAJAT", "HUOLLETTAVAT", "HUOLTOMUOTO"],
  },
] as const satisfies readonly { readonly tuote: string; readonly sisalto: readonly Tarve[] }[];

/** Groups of the JSON interface by need; custody's kind and period are in the groups of custody themselves. */
const tietoryhmat: Readonly<Record<Tarve, readonly string[]>> = {
  NIMI: ["HENKILON_NIMI"],
  KUTSUMANIMI: ["KUTSUMANIMI"],
  ENTINEN_NIMI: ["NIMENMUUTOS"],
  SYNTYMA: [],
  SUKUPUOLI: ["SUKUPUOLI"],
  KUOLEMA: ["KUOLINPAIVA"],
  AIDINKIELI: ["AIDINKIELI"],
  ASIOINTIKIELI: ["ASIOINTIKIELI"],
  KANSALAISUUS: ["KANSALAISUUS"],
  OSOITE: [
    "VAKINAINEN_KOTIMAINEN_OSOITE",
    "VAKINAINEN_ULKOMAINEN_OSOITE",
    "KOTIMAINEN_POSTIOSOITE",
    "ULKOMAINEN_POSTIOSOITE",
    "TILAPAINEN_KOTIMAINEN_OSOITE",
    "TILAPAINEN_ULKOMAINEN_OSOITE",
  ],
  KOTIKUNTA: ["KOTIKUNTA"],
  ASUINPAIKKA: ["VAKINAINEN_KOTIMAINEN_ASUINPAIKKATUNNUS"],
  TURVAKIELTO: ["TURVAKIELTO"],
  AMMATTI: ["AMMATTI"],
  SIVIILISAATY: ["SIVIILISAATY"],
  PUOLISO: ["AVIOLIITTO", "REKISTEROITY_PARISUHDE"],
  HUOLTAJAT: ["HUOLTAJA_SUPPEA"],
  HUOLLETTAVAT: ["HUOLLETTAVA_SUPPEA"],
  HUOLTOMUOTO: [],
  HUOLTOJAKSO: [],
  VANHEMMAT: ["VANHEMPI_SUPPEA"],
  LAPSET: ["LAPSI_SUPPEA"],
};

/** What shows that a record is of the person asked: always asked for. */
const varmistavat = ["HENKILOTUNNUS_KORJAUS", "SYNTYMAPAIVA"];

/**
 * Chooses how to ask for `henkiloita` persons with the same needs. One person: the least product that covers them;
 * several persons, or needs that no product covers: one call with exactly the groups needed.
 */
export function chooseKysely(tarpeet: readonly Tarve[], henkiloita: number): Kyselytapa {
  const covering = tuotteet.find(({ sisalto }) => tarpeet.every((tarve) => sisalto.some((item) => item === tarve)));
  if (henkiloita === 1 && covering !== undefined) return { laji: "TUOTE", tuote: covering.tuote };
  const asked = tarpeet.flatMap((tarve) => tietoryhmat[tarve]);
  return { laji: "PERUSTIEDOT", tietoryhmat: [...new Set([...varmistavat, ...asked])] };
}
