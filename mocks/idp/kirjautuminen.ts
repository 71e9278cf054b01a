import { findOsapuoli, findTyonantaja, toOrganisaatio } from "../population/index.ts";
import type { Population } from "../population/index.ts";
import { ammattiroolit } from "./token-issuer.ts";
import type { Ammattirooli, TokenRequest } from "./token-issuer.ts";

/** A sign-in that may pass, or what is wrong with it and what to do, for a person to read. */
export type KirjautumisenTulos =
  | { readonly ok: true; readonly request: TokenRequest }
  | { readonly ok: false; readonly message: string; readonly neuvo: string };

const keys = ["persona", "rooli", "organisaatio", "yksikko", "alue", "tarkoitus", "vastaanottaja"] as const;
type Kirjautuminen = Partial<Record<(typeof keys)[number], string>>;

/**
 * Checks a sign-in as it came: `{persona, rooli?, organisaatio?, yksikko?, alue?, tarkoitus?,
 * vastaanottaja?}`, all text. Without a role the persona signs in as a customer. A professional's organisation (OID) is that of
 * the region, or of HUS, and the region is Pirkanmaa unless told; a purpose may be left to each request.
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
  if (rooli === "kolmasosapuoli") return toKolmas(persona.persona, kirjautuminen);
  const ammattirooli = ammattiroolit.find((each) => each === rooli);
  if (ammattirooli === undefined) {
    return refuse(
      `roolia ${JSON.stringify(rooli)} ei ole`,
      `tunnetut roolit: asiakas, ${ammattiroolit.join(", ")}, kolmasosapuoli`,
    );
  }
  const { kutsumanimi, sukunimi } = population.henkilo(persona.index);
  const person = { persona: persona.persona, nimi: `${kutsumanimi} ${sukunimi}` };
  return toAmmattilainen(person, ammattirooli, kirjautuminen);
}

function toAsiakas(population: Population, index: number, kirjautuminen: Kirjautuminen): KirjautumisenTulos {
  const { organisaatio, yksikko, alue, tarkoitus } = kirjautuminen;
  if ([organisaatio, yksikko, alue, tarkoitus].some((each) => each !== undefined)) {
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

function toAmmattilainen(
  person: { readonly persona: string; readonly nimi: string },
  rooli: Ammattirooli,
  kirjautuminen: Kirjautuminen,
): KirjautumisenTulos {
  const { alue = "08", yksikko, tarkoitus } = kirjautuminen;
  const tunnettu = findTyonantaja(alue);
  if (tunnettu === undefined) {
    return refuse(
      `aluetta ${JSON.stringify(alue)} ei ole`,
      "alue on hyvinvointialueen kaksinumeroinen koodi, esimerkiksi 08, tai HUS",
    );
  }
  if (rooli === "jarjestaja" && alue === "HUS") {
    return refuse("HUS ei ole järjestäjä", "anna hyvinvointialueen koodi, esimerkiksi 08, tai toinen rooli");
  }
  const { organisaatio = tunnettu.organisaatio } = kirjautuminen;
  if (!/^[\d.]{5,60}$/.test(organisaatio)) {
    return refuse("organisaatio on OID", `anna organisaation OID, esimerkiksi ${toOrganisaatio("08")}`);
  }
  if (tarkoitus !== undefined && !/^[A-ZÅÄÖ_]{3,60}$/.test(tarkoitus)) {
    return refuse(
      "käyttötarkoitus ei ole kelvollinen",
      "tarkoitus on isoin kirjaimin, esimerkiksi PALVELUTARPEEN_ARVIOINTI",
    );
  }
  if (yksikko !== undefined && !/^[^\p{Cc}]{1,100}$/u.test(yksikko)) {
    return refuse("yksikkö ei ole kelvollinen", "anna yksikön nimi, 1-100 merkkiä");
  }
  const organisaationNimi = organisaatio === tunnettu.organisaatio ? tunnettu.nimi : organisaatio;
  return {
    ok: true,
    request: { rooli, ...person, organisaatio, organisaationNimi, yksikko, alue, kayttotarkoitus: tarkoitus },
  };
}

function toKolmas(persona: string, { vastaanottaja, tarkoitus }: Kirjautuminen): KirjautumisenTulos {
  if (vastaanottaja === undefined || !/^[a-z0-9.-]{3,60}$/.test(vastaanottaja)) {
    return refuse("vastaanottaja puuttuu", "anna vastaanottaja, esimerkiksi vakuutusyhtio-a");
  }
  const vastaanottajanNimi = findOsapuoli(vastaanottaja)?.nimi ?? vastaanottaja;
  return {
    ok: true,
    request: { rooli: "kolmasosapuoli", persona, vastaanottaja, vastaanottajanNimi, kayttotarkoitus: tarkoitus },
  };
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
