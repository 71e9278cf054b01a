/** Texts of VTJ's return codes in Finnish (catalogue of 1.6.2023); those marked [P] in the registry sheet are ours. */
const tekstit: Readonly<Record<string, string>> = {
  "0000": "Haku onnistui",
  "0001": "Hakuperusteella ei löydy tietoja vtj:stä",
  "0002": "Kyselyssä käytetty henkilötunnus tai sähköinen asiointitunnus on passiivinen",
  "0003": "Kysyvän sovelluksen salasana puuttuu, on väärä tai vanhentunut",
  "0004": "Kysyvän sovelluksen käyttäjätunnus puuttuu, on väärä tai vanhentunut",
  "0005": "Pakollinen hakuehto puuttuu. / Obligatoriskt sokkriteriet fattas.",
  "0006": "Hakuperusteella ei löydy tietoja",
  "0007": "Henkilö on kuollut",
  "0008": "Sulkulistatarkistusta ei tehty",
  "0009": "Voimassaolotarkistusta ei tehty",
  "0016": "Kyselyn ja vastauksen tunnukset eroavat",
  "0017": "Holhousasioiden rekisteristä ei löydy tietoja",
  "0018": "Henkilö on alle 15-vuotias",
  "0019": "Tietoja ei voida luovuttaa",
  "-1500": "Virheellinen käyttäjätunnus-salasanapari",
  "-1505": "Laskutustiedot ovat virheelliset",
  "-1800": "Web-palvelun sisäinen virhe",
  "-1805": "Tunnistuskysely ei ole skeeman mukainen",
  "-1900": "Tuotetta ei löydy",
  "-1901": "Tuotetta ei löydy",
  "-1902": "Sanoma ei ole kelvollinen: kiellettyjä merkkejä",
  "-1903": "Sanoma ei ole kelvollinen",
  "-1904": "Sanoma ei ole kelvollinen: loppukäyttäjä puuttuu",
  "-1905": "Käsittely epäonnistui: laskutus",
  "-1906": "Käsittely epäonnistui: odottamaton virhe",
};

/** The text of a return code; a code without one here is some other failure. */
export function toTeksti(koodi: string): string {
  return tekstit[koodi] ?? "Virhe";
}

/** Codes that VTJ gives inside the message, with or without the person's data; all others come as `faultCode`. */
export const tiedoillaTulevat: readonly string[] = ["0000", "0008", "0009", "0017", "0018"];

/** Codes that VTJ gives inside the message without data. */
export const tiedoittaTulevat: readonly string[] = ["0007", "0016", "0019"];
