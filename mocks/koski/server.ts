import { z } from "zod";
import type { MockRequest, MockResponse } from "../http/index.ts";
import { hetuTarkistusmerkki } from "../population/index.ts";
import type { Henkilo, Opinto, Population } from "../population/index.ts";
import { selectTyypit, toOppija } from "./records.ts";
import type { Tyypit } from "./records.ts";
import { toJson, toKoskiError, toOppijaJson, toRekisteritiedot } from "./wire.ts";
import type { Laajuus } from "./wire.ts";

/** What the service knows when it answers. */
export interface KoskiWorld {
  readonly population: Population;
  /** Subject of a client certificate → the authorities' paths it may use. */
  readonly luovutukset: Readonly<Record<string, readonly Tuote[]>>;
  /** Refuses identity codes with an individual number from 900, as production does. */
  readonly production: boolean;
}

/** The authorities' own paths that the mock serves; `hva` is our assumption. */
export type Tuote = "kela" | "keha/sdg" | "hva" | "suomifi";

const root = "/koski/api/luovutuspalvelu/";
const subjectHeader = "x-amzn-mtls-clientcert-subject";
const maxBatch = 1000;

const koskiTypes = ["perusopetus", "lukiokoulutus", "ammatillinenkoulutus"] as const;
const sdgTypes = ["lukiokoulutus", "ammatillinenkoulutus", "ylioppilastutkinto", "korkeakoulutus"] as const;

/** One path: whose it is, what it answers, and how it checks an identity code. */
interface Endpoint {
  readonly tuote: Tuote;
  readonly kind: "hetu" | "hetut" | "rekisteritiedot";
  readonly tyypit: Tyypit;
  /** Form only: a wrong check character is then an unknown person (404). */
  readonly formOnly: boolean;
}

const typesOf = (...tyypit: readonly Opinto["tyyppi"][]): Tyypit => new Set(tyypit);
const hvaTypes = typesOf("perusopetus", ...sdgTypes);
const endpoints: Readonly<Record<string, Endpoint>> = {
  "kela/hetu": { tuote: "kela", kind: "hetu", tyypit: typesOf(...koskiTypes, "ylioppilastutkinto"), formOnly: false },
  "kela/hetut": { tuote: "kela", kind: "hetut", tyypit: typesOf(...koskiTypes), formOnly: false },
  "keha/sdg/hetu": { tuote: "keha/sdg", kind: "hetu", tyypit: typesOf(...sdgTypes), formOnly: true },
  "hva/hetu": { tuote: "hva", kind: "hetu", tyypit: hvaTypes, formOnly: false },
  "hva/hetut": { tuote: "hva", kind: "hetut", tyypit: hvaTypes, formOnly: false },
  "suomifi/rekisteritiedot": { tuote: "suomifi", kind: "rekisteritiedot", tyypit: hvaTypes, formOnly: false },
};

/** Answers one request as Koski's luovutuspalvelu would. */
export function answer(request: MockRequest, world: KoskiWorld): MockResponse {
  const { fault } = request;
  if (fault?.laji === "virhekoodi") return toKoskiError(fault.koodi ?? "internalError");
  const url = new URL(request.path, "http://koski.invalid");
  const endpoint = url.pathname.startsWith(root) ? endpoints[url.pathname.slice(root.length)] : undefined;
  if (endpoint === undefined || request.method !== "POST") return toKoskiError("notFound");
  const refusal = refuse(request, endpoint, world);
  if (refusal !== undefined) return refusal;
  const asking: Asking = { endpoint, world, wrongPerson: fault?.laji === "vaaraHenkilo", laajuus: toLaajuus(url) };
  const body = parseJson(request.body);
  if (body === undefined) return toKoskiError("badRequest.format.json", "Epäkelpo JSON-dokumentti");
  return endpoint.kind === "hetut" ? answerMany(body, asking) : answerOne(body, asking);
}

interface Asking {
  readonly endpoint: Endpoint;
  readonly world: KoskiWorld;
  readonly wrongPerson: boolean;
  readonly laajuus: Laajuus;
}

function refuse(request: MockRequest, endpoint: Endpoint, world: KoskiWorld): MockResponse | undefined {
  const subject = request.headers[subjectHeader];
  if (subject === undefined) return toKoskiError("unauthorized.notAuthenticated", "Käyttäjä ei ole tunnistautunut.");
  const allowed = world.luovutukset[subject];
  if (allowed === undefined) return toKoskiError("unauthorized.loginFail", "Sisäänkirjautuminen epäonnistui.");
  if (!allowed.includes(endpoint.tuote)) {
    return toKoskiError("forbidden.kiellettyKäyttöoikeus", "Ei sallittu näillä käyttöoikeuksilla");
  }
  if (!/^application\/json\s*(;\s*charset=utf-8)?$/i.test(request.headers["content-type"] ?? "")) {
    return toKoskiError("unsupportedMediaType.jsonOnly", "Wrong content type: only application/json is supported");
  }
  return undefined;
}

function toLaajuus(url: URL): Laajuus {
  const isOn = (name: string): boolean => url.searchParams.get(name) === "true";
  return { osasuoritukset: isOn("osasuoritukset"), vainVahvistetut: isOn("vainVahvistetut") };
}

const one = z.object({ hetu: z.string() });
const many = z.object({ hetut: z.array(z.string()) });

function answerOne(body: unknown, asking: Asking): MockResponse {
  const { endpoint, laajuus, world } = asking;
  const asked = one.safeParse(body);
  if (!asked.success) return toKoskiError("badRequest.validation.jsonSchema", "Virheellinen pyyntö");
  const { hetu } = asked.data;
  if (!isForm(hetu, world) || (!endpoint.formOnly && !isChecked(hetu))) return toHetuError();
  const henkilo = isChecked(hetu) ? find(hetu, asking) : undefined;
  if (endpoint.kind === "rekisteritiedot") {
    if (henkilo === undefined) return toJson(200, { oppilaitokset: [] });
    return toJson(200, toRekisteritiedot(selectTyypit(toOppija(world.population, henkilo), endpoint.tyypit)));
  }
  if (henkilo === undefined) {
    const key = endpoint.formOnly ? "notFound.oppijaaEiLöydyHetulla" : "notFound.oppijaaEiLöydyTaiEiOikeuksia";
    return toKoskiError(key, "Oppijaa ei löydy annetulla hetulla tai käyttäjällä ei ole oikeuksia tietojen katseluun.");
  }
  const oppija = selectTyypit(toOppija(world.population, henkilo), endpoint.tyypit);
  // SDG filters after it has found somebody, and can so answer an empty list.
  if (oppija.opiskeluoikeudet.length === 0 && !endpoint.formOnly) {
    return toKoskiError("notFound.oppijaaEiLöydyTaiEiOikeuksia", "Oppijaa ei löydy tai ei oikeuksia.");
  }
  return toJson(200, toOppijaJson(oppija, laajuus));
}

function answerMany(body: unknown, asking: Asking): MockResponse {
  const { endpoint, laajuus, world } = asking;
  const asked = many.safeParse(body);
  if (!asked.success) return toKoskiError("badRequest.validation.jsonSchema", "Virheellinen pyyntö");
  const { hetut } = asked.data;
  if (hetut.length > maxBatch) return toKoskiError("badRequest", `Liian monta hetua, enintään ${maxBatch} sallittu`);
  if (!hetut.every((hetu) => isForm(hetu, world))) return toHetuError();
  // Order is not promised, persons without data and with a wrong check character are simply absent.
  const oppijat = hetut.toReversed().flatMap((hetu) => {
    const henkilo = isChecked(hetu) ? find(hetu, asking) : undefined;
    if (henkilo === undefined) return [];
    const oppija = selectTyypit(toOppija(world.population, henkilo), endpoint.tyypit);
    return oppija.opiskeluoikeudet.length === 0 ? [] : [toOppijaJson(oppija, laajuus)];
  });
  return toJson(200, oppijat);
}

/** The person asked for, or on demand the next one that has an identity code and something to tell. */
function find(hetu: string, { world, wrongPerson, endpoint }: Asking): Henkilo | undefined {
  const { population } = world;
  const henkilo = population.etsi(hetu);
  if (henkilo === undefined || !wrongPerson) return henkilo;
  for (let step = 1; step < population.size; step += 1) {
    const other = population.henkilo((henkilo.index + step) % population.size);
    const record = selectTyypit(toOppija(population, other), endpoint.tyypit);
    if (other.hetu !== undefined && record.opiskeluoikeudet.length > 0) return other;
  }
  return undefined;
}

function toHetuError(): MockResponse {
  return toKoskiError("badRequest.validation.henkilötiedot.hetu", "Virheellinen muoto hetulla");
}

function isForm(hetu: string, world: KoskiWorld): boolean {
  if (!/^\d{6}[-+ABCDEFYXWVU]\d{3}[0-9A-FHJ-NPR-Y]$/.test(hetu)) return false;
  return !(world.production && hetu[7] === "9");
}

function isChecked(hetu: string): boolean {
  return hetuTarkistusmerkki(hetu.slice(0, 6) + hetu.slice(7, 10)) === hetu[10];
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Koski's own words for it follow in the answer.
    return undefined;
  }
}
