import { randomUUID } from "node:crypto";
import type { MockRequest, MockResponse } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import type { Asking, KantaWorld } from "./kanta-world.ts";
import { createConsent, updateConsent } from "./muutokset.ts";
import { answerJwks, answerToken } from "./oauth.ts";
import { answerAmmattilaiselle, answerOma } from "./omatieto.ts";
import { categoriesOf } from "./records.ts";
import { hetuSystem, toFailure, toFhir, toOutcome, toSearchset } from "./wire.ts";
import type { Resource } from "./wire.ts";

const pagePath = /^\/tahdonilmaisut\/sivut\/([0-9a-f-]{36})$/;
const consentPath = /^\/tahdonilmaisut\/Consent\/([A-Za-z0-9.-]{1,64})$/;

/** Faults that are shown in an answer that is otherwise good. */
const spoilers: ReadonlySet<string> = new Set([
  "osittainen",
  "linkki_muualle",
  "linkki_silmukka",
  "tuntematon_tila",
  "laajennos",
  "scope_puuttuu",
]);

/** Answers one request as Kanta would. */
export async function answer(request: MockRequest, world: KantaWorld): Promise<MockResponse> {
  const { fault } = request;
  const koodi = fault?.laji === "virhekoodi" ? (fault.koodi ?? "transient") : undefined;
  const asking: Asking = { request, world, koodi, wrongPerson: fault?.laji === "vaaraHenkilo" };
  const route = `${request.method} ${request.path}`;
  if (route === "GET /oauth2/jwks") return answerJwks(world.oauth);
  if (koodi !== undefined && !spoilers.has(koodi)) return toFailure(koodi);
  if (route === "POST /oauth2/token") return answerToken(asking);
  if (route === "POST /omatietovaranto/QuestionnaireResponse/_search") return answerOma(asking);
  if (request.headers["authorization"] !== `Bearer ${world.token}`) return toFailure("login");
  return answerProfessional(route, asking);
}

/** What the region's technical sign-in opens. Who asks, and why, must be told with each question. */
function answerProfessional(route: string, asking: Asking): MockResponse {
  const { headers, method, path } = asking.request;
  if (!headers["x-kanta-loppukayttaja"] || !headers["x-kanta-kayttotarkoitus"]) return toFailure("forbidden");
  if (route === "POST /ammattilaisrajapinta/QuestionnaireResponse/_search") return answerAmmattilaiselle(asking);
  if (route === "POST /tahdonilmaisut/Consent/_search") return answerSearch(asking);
  if (route === "POST /tahdonilmaisut/Consent") return loseIfTold(createConsent(asking), asking.world);
  const id = consentPath.exec(path)?.[1];
  if (method === "PUT" && id !== undefined) return loseIfTold(updateConsent(asking, id), asking.world);
  const page = pagePath.exec(path)?.[1];
  return method === "GET" && page !== undefined ? answerPage(asking, page) : toFailure("not_found");
}

/** As a proxy tells when what stands behind it did not answer it in time: the change has been made. */
function loseIfTold(answered: MockResponse, world: KantaWorld): MockResponse {
  if (!world.isNextWriteLost) return answered;
  world.isNextWriteLost = false;
  return toFailure("exception");
}

function answerSearch(asking: Asking): MockResponse {
  const { request, world } = asking;
  const form = new URLSearchParams(request.body);
  const [system, hetu] = (form.get("patient.identifier") ?? "").split("|");
  if (system !== hetuSystem || hetu === undefined || hetu === "") return toFailure("invalid");
  const categories = form.get("category")?.split(",");
  const found = world.book
    .of(asking.wrongPerson ? nextPersonOf(world.population, hetu) : hetu)
    .filter((each) => categories === undefined || categoriesOf(each).some((category) => categories.includes(category)));
  return toPage(asking, found, Number(form.get("_count") ?? world.pageSize));
}

function answerPage(asking: Asking, key: string): MockResponse {
  const { pages } = asking.world;
  const left = pages.get(key);
  if (left === undefined) return toFailure("not_found");
  pages.delete(key);
  return toPage(asking, left, asking.world.pageSize);
}

function toPage(asking: Asking, found: readonly Resource[], count: number): MockResponse {
  const size = Math.max(1, Math.min(count, asking.world.pageSize));
  const { headers, path } = asking.request;
  const base = `http://${headers["host"]}`;
  const rest = found.slice(size);
  const next = toNext(asking, rest, base);
  const outcome = asking.koodi === "osittainen" ? toOutcome("warning", "incomplete") : undefined;
  const matches = found.slice(0, size).map((each) => spoil(each, asking.koodi));
  return toFhir(200, toSearchset({ self: `${base}${path}`, next }, matches, outcome));
}

function toNext({ koodi, world: { pages } }: Asking, rest: readonly Resource[], base: string): string | undefined {
  if (koodi === "linkki_muualle") return "http://127.0.0.2:1/tahdonilmaisut/sivut/1";
  if (rest.length === 0 && koodi !== "linkki_silmukka") return undefined;
  const key = randomUUID();
  if (pages.size > 1000) pages.clear();
  pages.set(key, rest);
  return `${base}/tahdonilmaisut/sivut/${key}`;
}

function spoil(resource: Resource, koodi: string | undefined): Resource {
  if (koodi === "tuntematon_tila") return { ...resource, status: "paused" };
  if (koodi !== "laajennos") return resource;
  return {
    ...resource,
    modifierExtension: [{ url: "https://asiakasgraph.example/fhir/vain-osa", valueBoolean: true }],
  };
}

/** The next person of the population who has an identity code: for the fault `vaaraHenkilo`. */
function nextPersonOf(population: Population, hetu: string): string {
  const index = population.etsi(hetu)?.index ?? 0;
  for (let at = 1; at < population.size; at += 1) {
    const other = population.henkilo((index + at) % population.size);
    if (other.hetu !== undefined && population.tahdonilmaisut(other).length > 0) return other.hetu;
  }
  return hetu;
}
