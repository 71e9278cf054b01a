/** Languages of the sign-in page. */
export type Kieli = "fi" | "sv" | "en";

/** Texts of the sign-in page by language. */
export const texts = {
  fi: {
    title: "Paikallinen tunnistautuminen",
    note: "Vain kehitykseen: kaikki henkilöt ovat synteettisiä, eikä salasanaa ole.",
    persona: "Persona",
    role: "Rooli",
    region: "Alue ja organisaatio",
    unit: "Yksikkö (valinnainen)",
    purpose: "Käyttötarkoitus (valinnainen: pyyntökin voi kertoa sen)",
    receiver: "Vastaanottaja, jonka suostumus nimeää",
    submit: "Kirjaudu",
    failed: "Kirjautuminen ei onnistunut:",
  },
  sv: {
    title: "Lokal identifiering",
    note: "Endast för utveckling: alla personer är syntetiska och det finns inget lösenord.",
    persona: "Persona",
    role: "Roll",
    region: "Område och organisation",
    unit: "Enhet (valfri)",
    purpose: "Användningsändamål (valfritt: begäran kan också ange det)",
    receiver: "Mottagare som samtycket nämner",
    submit: "Logga in",
    failed: "Inloggningen misslyckades:",
  },
  en: {
    title: "Local sign-in",
    note: "For development only: every person is synthetic, and there is no password.",
    persona: "Persona",
    role: "Role",
    region: "Region and organisation",
    unit: "Unit (optional)",
    purpose: "Purpose of use (optional: a request may state it too)",
    receiver: "Receiver that the consent names",
    submit: "Sign in",
    failed: "The sign-in did not succeed:",
  },
} as const satisfies Record<Kieli, Readonly<Record<string, string>>>;

/** Names of roles by language, in the order of the menu. */
export const roolit: Readonly<Record<string, Readonly<Record<Kieli, string>>>> = {
  asiakas: { fi: "asiakas", sv: "kund", en: "customer" },
  terveydenhuolto: { fi: "terveydenhuolto", sv: "hälso- och sjukvård", en: "health care" },
  sosiaalihuolto: { fi: "sosiaalihuolto", sv: "socialvård", en: "social care" },
  palveluohjaus: { fi: "palveluohjaus", sv: "servicehandledning", en: "service guidance" },
  laskutus: { fi: "laskutus", sv: "fakturering", en: "billing" },
  jarjestaja: { fi: "järjestäjä", sv: "anordnare", en: "organiser" },
  tietosuojavastaava: { fi: "tietosuojavastaava", sv: "dataskyddsombud", en: "data protection officer" },
  analyytikko: { fi: "analyytikko", sv: "analytiker", en: "analyst" },
  kolmasosapuoli: { fi: "kolmas osapuoli", sv: "tredje part", en: "third party" },
};

/** Usual purposes of use, offered to choose from. */
export const tarkoitukset: readonly string[] = [
  "HOITO",
  "PALVELUTARPEEN_ARVIOINTI",
  "PALVELUOHJAUS",
  "LASKUTUS",
  "JARJESTAMINEN",
];

/** The first of the page's languages that the browser names; Finnish otherwise. */
export function chooseKieli(header: string | undefined): Kieli {
  const wanted = (header ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find((each): each is Kieli => each === "fi" || each === "sv" || each === "en") ?? "fi";
}
