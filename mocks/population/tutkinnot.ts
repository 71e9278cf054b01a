import type { Opinto } from "./tyo-ja-opinnot.ts";

/** What one studies: Koski's kind of study right, the code in the code list `koulutus`, and its names. */
export type Tutkinto = Pick<Opinto, "tyyppi" | "koodi" | "nimi">;

const tutkinto = (tyyppi: Tutkinto["tyyppi"], koodi: string, nimet: readonly [string, string, string]): Tutkinto => ({
  tyyppi,
  koodi,
  nimi: { fi: nimet[0], sv: nimet[1], en: nimet[2] },
});

/**
 * Basic education. Codes here and below are real ones of the code list. 301000, 351301, 371101, 671101, 671112 and 621702 were seen in
 * public code of the education registers; 201101, 309902, 331101 and 352201 are recalled.
 */
export const perusopetus = tutkinto("perusopetus", "201101", [
  "Perusopetus",
  "Grundläggande utbildning",
  "Basic education",
]);

/** The syllabus of general upper secondary school. */
export const lukio = tutkinto("lukiokoulutus", "309902", [
  "Lukion oppimäärä",
  "Gymnasiets lärokurs",
  "General upper secondary syllabus",
]);

/** The matriculation examination at its end. */
export const ylioppilas = tutkinto("ylioppilastutkinto", "301000", [
  "Ylioppilastutkinto",
  "Studentexamen",
  "Matriculation examination",
]);

/** Vocational degrees; the first is the persona aino's. */
export const ammatilliset: readonly [Tutkinto, ...Tutkinto[]] = [
  tutkinto("ammatillinenkoulutus", "371101", [
    "Sosiaali- ja terveysalan perustutkinto",
    "Grundexamen inom social- och hälsovårdsbranschen",
    "Vocational qualification in social and health care",
  ]),
  tutkinto("ammatillinenkoulutus", "351301", [
    "Ajoneuvoalan perustutkinto",
    "Grundexamen inom fordonsbranschen",
    "Vocational qualification in the vehicle sector",
  ]),
  tutkinto("ammatillinenkoulutus", "352201", [
    "Rakennusalan perustutkinto",
    "Grundexamen inom byggnadsbranschen",
    "Vocational qualification in construction",
  ]),
  tutkinto("ammatillinenkoulutus", "331101", [
    "Liiketoiminnan perustutkinto",
    "Grundexamen inom affärsverksamhet",
    "Vocational qualification in business",
  ]),
];

/** Degrees of universities of applied sciences. */
export const korkeat: readonly Tutkinto[] = [
  tutkinto("korkeakoulutus", "671101", [
    "Sairaanhoitaja (AMK)",
    "Sjukskötare (YH)",
    "Bachelor of Health Care, nursing",
  ]),
  tutkinto("korkeakoulutus", "671112", [
    "Fysioterapeutti (AMK)",
    "Fysioterapeut (YH)",
    "Bachelor of Health Care, physiotherapy",
  ]),
  tutkinto("korkeakoulutus", "621702", [
    "Kulttuurituottaja (AMK)",
    "Kulturproducent (YH)",
    "Bachelor of Culture and Arts",
  ]),
];
