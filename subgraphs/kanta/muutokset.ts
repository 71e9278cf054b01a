import type { SourceResult } from "../../gateway/source/index.ts";
import {
  checkMayChange,
  mayChange,
  muutosEpaselva,
  openMuutettava,
  parseToistoavain,
  toistoavainKaytetty,
  toSubgraphError,
  unwrapBeforeChange,
  unwrapChange,
} from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { KantaClient } from "./client.ts";
import { isSame } from "./muutos.ts";
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
  readonly asiakas?: string | null;
}

/** What is to be withdrawn. */
export interface PeruArguments {
  readonly tunniste: string;
  readonly asiakas?: string | null;
}

/**
 * Gives a consent of a person. The register itself sees to it that one key makes one consent (R4's
 * conditional create): nothing is kept here, so it may be repeated anywhere. @throws BAD_USER_INPUT; SOURCE_… with the
 * advice to repeat, when what came of it is not known.
 */
export async function annaSuostumus(
  { suostumus, toistoavain, asiakas }: AnnaArguments,
  context: SubgraphContext,
  client: KantaClient,
): Promise<Suostumusmuutos> {
  const { key, hetu } = openPerson(asiakas, context);
  checkMayChange(tiedot[suostumus.laji], context);
  const avain = parseToistoavain(toistoavain);
  const annettava = toAnnettava(suostumus, context.tanaan);
  const created = await client.createSuostumus({ annettava, hetu, asiakasId: key.id, toistoavain: avain }, context);
  const { suostumus: made, isNew } = unwrapDone(created);
  if (!isSame(annettava, made)) throw toSubgraphError("BAD_USER_INPUT", { syy: toistoavainKaytetty });
  return { tulos: isNew ? "TEHTY" : "OLI_JO_TEHTY", asiakas: key };
}

/**
 * Withdraws a consent of a person: of the version that is read now, so that a change in between is never
 * written over. One that is withdrawn already is told as done. @throws BAD_USER_INPUT for one that is not the person's
 * or does not stand to be withdrawn; SOURCE_… with the advice to repeat.
 */
export async function peruSuostumus(
  { tunniste, asiakas }: PeruArguments,
  context: SubgraphContext,
  client: KantaClient,
): Promise<Suostumusmuutos> {
  const { key, hetu } = openPerson(asiakas, context);
  const lajit = (["BIOPANKKI", "PALVELUOHJAUS"] as const).filter((laji) => mayChange(tiedot[laji], context));
  const own = unwrapBeforeChange(await client.fetchSuostumukset({ hetu, lajit }, context), lahde);
  const found = own.find(({ id }) => id === tunniste);
  if (found === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: notOwn });
  if (found.status === "inactive") return { tulos: "OLI_JO_TEHTY", asiakas: key };
  if (found.status !== "active") throw toSubgraphError("BAD_USER_INPUT", { syy: notGiven });
  const changed = unwrapDone(await client.withdrawSuostumus(found, hetu, context));
  if (changed.suostumus.status !== "inactive") {
    throw toSubgraphError("SOURCE_INVALID_RESPONSE", { lahde, ...muutosEpaselva });
  }
  return { tulos: "TEHTY", asiakas: key };
}

/** The person, of whom Kanta knows by identity code only. @throws as `openMuutettava`; BAD_USER_INPUT without a code. */
function openPerson(asiakas: string | null | undefined, context: SubgraphContext): Person {
  const { key, tunnus } = openMuutettava(asiakas, context);
  if (tunnus.laji !== "HETU") throw toSubgraphError("BAD_USER_INPUT", { syy: noHetu });
  return { key, hetu: tunnus.arvo };
}

interface Person {
  readonly key: AsiakasKey;
  readonly hetu: string;
}

/** Numbers of the items: a mandate may cover one and not the other. */
const tiedot = { BIOPANKKI: 11, PALVELUOHJAUS: 12 } as const satisfies Record<Annettava["laji"], number>;

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
function unwrapDone<T extends Muutettu>(result: SourceResult<T>): Extract<T, { readonly laji: "TEHTY" }> & Done {
  const value = unwrapChange(result, lahde);
  if (value.laji === "RISTIRIITA") throw toSubgraphError("BAD_USER_INPUT", { syy: conflict });
  // The other member of the union has been told above.
  return value as Extract<T, { readonly laji: "TEHTY" }> & Done;
}

interface Done {
  readonly suostumus: SuostumusWire;
}

const noHetu = {
  fi: "suostumuksia voi antaa vain henkilö, jolla on henkilötunnus",
  sv: "samtycken kan ges bara av den som har personbeteckning",
  en: "consents can be given only by a person with an identity code",
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
  fi: "tunniste ei ole tämän asiakkaan suostumuksen",
  sv: "identifieraren hör inte till den här kundens samtycke",
  en: "the identifier is not of a consent of this customer",
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
