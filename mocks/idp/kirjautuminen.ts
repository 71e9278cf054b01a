import { findAlue } from "../population/index.ts";
import type { Population } from "../population/index.ts";
import { ammattiroolit } from "./token-issuer.ts";
import type { Ammattirooli, TokenRequest } from "./token-issuer.ts";

/** A sign-in that may pass, or what is wrong with it and what to do, for a person to read. */
export type KirjautumisenTulos =
  | { readonly ok: true; readonly request: TokenRequest }
  | { readonly ok: false; readonly message: string; readonly neuvo: string };

const keys = ["persona", "rooli", "organisaatio", "alue", "tarkoitus"] as const;
type Kirjautuminen = Partial<Record<(typeof keys)[number], string>>;

/**
 * Checks a sign-in as it came: `{persona, rooli?, organisaatio?, alue?, tarkoitus?}`, all text. Without
 * a role the persona signs in as a customer. A professional needs a purpose of use (an analyst does
 * not); organisation and region are those of Pirkanmaa unless told.
 */
export function parseKirjautuminen(population: Population, given: unknown): KirjautumisenTulos {
  const kirjautuminen = readTexts(given);
  if (kirjautuminen === undefined) {
    return refuse("kirjautuminen ei ole kelvollinen", `anna JSON-olio, jonka kentät ovat tekstiä: ${keys.join(", ")}`);
  }
  const persona = population.personas.find((each) => each.persona === kirjautuminen.persona);
  if (persona === undefined) {
    const known = population.personas.map((each) => each.persona).join(", ");
    return refuse(`personaa ${JSON.stringify(kirjautuminen.persona ?? "")} ei ole`, `tunnetut personat: ${known}`);
  }
  const { rooli = "asiakas" } = kirjautuminen;
  if (rooli === "asiakas") return toAsiakas(population, persona.index, kirjautuminen);
  const ammattirooli = ammattiroolit.find((each) => each === rooli);
  if (ammattirooli === undefined) {
    return refuse(`roolia ${JSON.stringify(rooli)} ei ole`, `tunnetut roolit: asiakas, ${ammattiroolit.join(", ")}`);
  }
  return toAmmattilainen(persona.persona, ammattirooli, kirjautuminen);
}

function toAsiakas(population: Population, index: number, kirjautuminen: Kirjautuminen): KirjautumisenTulos {
  const { organisaatio, alue, tarkoitus } = kirjautuminen;
  if ([organisaatio, alue, tarkoitus].some((each) => each !== undefined)) {
    return refuse(
      "asiakkaalla ei ole organisaatiota, aluetta eikä käyttötarkoitusta",
      "jätä ne pois tai anna ammattilaisen rooli",
    );
  }
  const { persona = "", hetu, tilapainenTunnus = "" } = population.henkilo(index);
  const tunnus =
    hetu === undefined
      ? { laji: "TILAPAINEN" as const, arvo: tilapainenTunnus }
      : { laji: "HETU" as const, arvo: hetu };
  return { ok: true, request: { rooli: "asiakas", persona, tunnus } };
}

function toAmmattilainen(persona: string, rooli: Ammattirooli, kirjautuminen: Kirjautuminen): KirjautumisenTulos {
  const { organisaatio = "Pirkanmaan hyvinvointialue", alue = "08", tarkoitus } = kirjautuminen;
  if (findAlue(alue) === undefined) {
    return refuse(
      `aluetta ${JSON.stringify(alue)} ei ole`,
      "alue on hyvinvointialueen kaksinumeroinen koodi, esimerkiksi 08",
    );
  }
  if (organisaatio.trim() === "" || organisaatio.length > 100) {
    return refuse("organisaation nimi puuttuu tai on yli 100 merkkiä", "anna organisaation nimi");
  }
  if (tarkoitus === undefined && rooli !== "analyytikko") {
    return refuse(
      `rooli ${rooli} tarvitsee käyttötarkoituksen`,
      "anna tarkoitus, esimerkiksi PALVELUTARPEEN_ARVIOINTI",
    );
  }
  if (tarkoitus !== undefined && !/^[A-ZÅÄÖ_]{3,60}$/.test(tarkoitus)) {
    return refuse(
      "käyttötarkoitus ei ole kelvollinen",
      "tarkoitus on isoin kirjaimin, esimerkiksi PALVELUTARPEEN_ARVIOINTI",
    );
  }
  return { ok: true, request: { rooli, persona, organisaatio, alue, kayttotarkoitus: tarkoitus } };
}

function refuse(message: string, neuvo: string): KirjautumisenTulos {
  return { ok: false, message, neuvo };
}

/** The known keys as text; undefined for anything else, so that a misspelt key is not passed over. */
function readTexts(given: unknown): Kirjautuminen | undefined {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return undefined;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(given);
  if (!entries.every(([key, value]) => keys.some((known) => known === key) && typeof value === "string"))
    return undefined;
  return Object.fromEntries(entries);
}
