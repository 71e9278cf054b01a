/** Finnish and Swedish name. */
export type Nimipari = readonly [fi: string, sv: string];

/** Languages of the population as VTJ names them. */
export const kielet: Readonly<Record<string, Nimipari>> = {
  fi: ["suomi", "finska"],
  sv: ["ruotsi", "svenska"],
  ru: ["venäjä", "ryska"],
  et: ["viro, eesti", "estniska"],
  ar: ["arabia", "arabiska"],
  en: ["englanti", "engelska"],
  so: ["somali", "somaliska"],
  uk: ["ukraina", "ukrainska"],
};

/** Countries of the population as VTJ names them. */
export const valtiot: Readonly<Record<string, Nimipari>> = {
  "246": ["Suomi", "Finland"],
  "752": ["Ruotsi", "Sverige"],
  "233": ["Viro", "Estland"],
  "643": ["Venäjän federaatio", "Ryska federationen"],
  "804": ["Ukraina", "Ukraina"],
  "368": ["Irak", "Irak"],
  "760": ["Syyrian arabitasavalta", "Syriska arabrepubliken"],
  "706": ["Somalia", "Somalia"],
  "826": ["Iso-Britannia", "Storbritannien"],
  "840": ["Yhdysvallat", "Förenta staterna"],
  "276": ["Saksan liittotasavalta", "Förbundsrepubliken Tyskland"],
  "724": ["Espanja", "Spanien"],
};
