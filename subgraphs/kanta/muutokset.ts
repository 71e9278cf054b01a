import { codeOf } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { openHetu, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { KantaClient } from "./client.ts";
import { isSame, isUnknown } from "./muutos.ts";
import type { Annettava, Muutettu } from "./muutos.ts";
import type { SuostumusWire } from "./wire.ts";

const lahde = "kanta";

/** Value of the type `Suostumusmuutos`. */
export interface Suostumusmuutos {
  readonly tulos: "TEHTY" | "OLI_JO_TEHTY";
  readonly asiakas: AsiakasKey;
}

/** What is to be given, as a client says it. */
export interface AnnaArguments {
  readonly suostumus: {
    readonly laji: Annettava["laji"];
    readonly saaja?: string | null;
    readonly kattavuus: Annettava["kattavuus"];
    readonly paattyy?: string | null;
  };
  readonly toistoavain: string;
}

/** What is to be withdrawn. */
export interface PeruArguments {
  readonly tunniste: string;
}

/**
 * Gives a consent of the signed-in customer. The register itself sees to it that one key makes one consent (R4's
 * conditional create): nothing is kept here, so it may be repeated anywhere. @throws BAD_USER_INPUT; SOURCE_… with the
 * advice to repeat, when what came of it is not known.
 */
export async function annaSuostumus(
  { suostumus, toistoavain }: AnnaArguments,
  context: SubgraphContext,
  client: KantaClient,
): Promise<Suostumusmuutos> {
  const { key, hetu } = openOwn(context);
  checkKey(toistoavain);
  const annettava = toAnnettava(suostumus, context.tanaan);
  const created = await client.createSuostumus({ annettava, hetu, asiakasId: key.id, toistoavain }, context);
  const { suostumus: made, isNew } = unwrapChange(created);
  if (!isSame(annettava, made)) throw toSubgraphError("BAD_USER_INPUT", { syy: keyUsed });
  return { tulos: isNew ? "TEHTY" : "OLI_JO_TEHTY", asiakas: key };
}

/**
 * Withdraws a consent of the signed-in customer: of the version that is read now, so that a change in between is never
 * written over. One that is withdrawn already is told as done. @throws BAD_USER_INPUT for one that is not the customer's
 * or does not stand to be withdrawn; SOURCE_… with the advice to repeat.
 */
export async function peruSuostumus(
  { tunniste }: PeruArguments,
  context: SubgraphContext,
  client: KantaClient,
): Promise<Suostumusmuutos> {
  const { key, hetu } = openOwn(context);
  const haku = { hetu, lajit: ["BIOPANKKI", "PALVELUOHJAUS"] } as const;
  // What could not be read was not changed either: an ordinary failure of a source.
  const own = unwrap(await client.fetchSuostumukset(haku, context), lahde);
  const found = own.find(({ id }) => id === tunniste);
  if (found === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: notOwn });
  if (found.status === "inactive") return { tulos: "OLI_JO_TEHTY", asiakas: key };
  if (found.status !== "active") throw toSubgraphError("BAD_USER_INPUT", { syy: notGiven });
  const changed = unwrapChange(await client.withdrawSuostumus(found, hetu, context));
  if (changed.suostumus.status !== "inactive") throw toUnknown("SOURCE_INVALID_RESPONSE");
  return { tulos: "TEHTY", asiakas: key };
}

/** The signed-in customer: nobody gives or withdraws on another's behalf here. */
function openOwn(context: SubgraphContext): { readonly key: AsiakasKey; readonly hetu: string } {
  const { actor } = context;
  if (actor.kind !== "asiakas") throw toSubgraphError("FORBIDDEN", {});
  const key = { id: actor.asiakasId };
  const hetu = openHetu(key, context);
  if (hetu === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: noHetu });
  return { key, hetu };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

function checkKey(toistoavain: string): void {
  if (!uuid.test(toistoavain)) throw toSubgraphError("BAD_USER_INPUT", { syy: badKey });
}

const covers = {
  BIOPANKKI: new Set(["NAYTE", "TERVEYSTIETO", "YHTEYDENOTTO"]),
  PALVELUOHJAUS: new Set(["PALVELUTARVE", "YHTEYDENOTTO"]),
} as const satisfies Record<Annettava["laji"], ReadonlySet<string>>;

function toAnnettava(given: AnnaArguments["suostumus"], tanaan: string): Annettava {
  const { laji } = given;
  const saaja = given.saaja ?? undefined;
  const paattyy = given.paattyy ?? undefined;
  const allowed: ReadonlySet<string> = covers[laji];
  const kattavuus = [...new Set(given.kattavuus)];
  if (kattavuus.length === 0 || !kattavuus.every((each) => allowed.has(each))) {
    throw toSubgraphError("BAD_USER_INPUT", { syy: badCover });
  }
  const isReceived = laji === "BIOPANKKI" ? /^\d+(\.\d+){3,}$/.test(saaja ?? "") : saaja === undefined;
  if (!isReceived) throw toSubgraphError("BAD_USER_INPUT", { syy: badReceiver });
  if (paattyy !== undefined && paattyy < tanaan) throw toSubgraphError("BAD_USER_INPUT", { syy: ended });
  return { laji, saaja, kattavuus, paattyy };
}

/** A change as it went. @throws what is told of a conflict, a refusal, or an outcome that is not known. */
function unwrapChange<T extends Muutettu>(result: SourceResult<T>): Extract<T, { readonly laji: "TEHTY" }> & Done {
  if (!result.ok) {
    const code = codeOf(result.failure);
    throw isUnknown(result) ? toUnknown(code) : toSubgraphError(code, { lahde });
  }
  if (result.value.laji === "RISTIRIITA") throw toSubgraphError("BAD_USER_INPUT", { syy: conflict });
  // The other member of the union has been told above.
  return result.value as Extract<T, { readonly laji: "TEHTY" }> & Done;
}

interface Done {
  readonly suostumus: SuostumusWire;
}

function toUnknown(code: ReturnType<typeof codeOf>): ReturnType<typeof toSubgraphError> {
  return toSubgraphError(code, { lahde, saanto: "MUUTOS-EPASELVA", neuvo: unknown });
}

const unknown = {
  fi: "Ei ole tiedossa, tuliko muutos voimaan. Toista se samoilla arvoilla: se ei voi tulla kahdesti.",
  sv: "Det är inte känt om ändringen gjordes. Upprepa den med samma värden: den kan inte göras två gånger.",
  en: "It is not known whether the change was made. Repeat it with the same values: it can't be made twice.",
};
const noHetu = {
  fi: "suostumuksia voi antaa vain henkilö, jolla on henkilötunnus",
  sv: "samtycken kan ges bara av den som har personbeteckning",
  en: "consents can be given only by a person with an identity code",
};
const badKey = { fi: "toistoavain on UUID", sv: "toistoavain är en UUID", en: "toistoavain is a UUID" };
const keyUsed = {
  fi: "toistoavain on jo käytetty toiseen suostumukseen: anna uusi",
  sv: "nyckeln har redan använts för ett annat samtycke: ge en ny",
  en: "the key has been used for another consent: give a new one",
};
const badCover = {
  fi: "kattavuus ei sovi suostumuksen lajiin, tai se puuttuu",
  sv: "omfattningen passar inte samtyckets slag, eller saknas",
  en: "what it covers does not fit the kind of consent, or is missing",
};
const badReceiver = {
  fi: "biopankkisuostumuksella on saaja, biopankin OID; palveluohjaussuostumuksella ei",
  sv: "ett biobankssamtycke har en mottagare, biobankens OID; ett samtycke till servicehandledning har ingen",
  en: "a biobank consent has a receiver, the biobank's OID; one to guidance has none",
};
const ended = {
  fi: "viimeinen voimassaolopäivä on mennyt",
  sv: "den sista giltighetsdagen har gått",
  en: "the last day of validity has passed",
};
const notOwn = {
  fi: "tunniste ei ole oman suostumuksesi",
  sv: "identifieraren hör inte till ditt samtycke",
  en: "the identifier is not of a consent of yours",
};
const notGiven = {
  fi: "suostumus ei ole annettu, joten sitä ei voi perua",
  sv: "samtycket har inte getts, så det kan inte återtas",
  en: "the consent has not been given, so it can't be withdrawn",
};
const conflict = {
  fi: "suostumus muuttui samaan aikaan muualla: lue se uudelleen",
  sv: "samtycket ändrades samtidigt på annat håll: läs det på nytt",
  en: "the consent was changed elsewhere at the same time: read it again",
};
