import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { MockRequest, MockResponse } from "../http/index.ts";
import type { Henkilo, Population } from "../population/index.ts";
import { toKatot, toKokeilu, toVakuuttaminen } from "./records.ts";
import {
  isXRoadHeader,
  toFinnishTime,
  toHenkilonKatot,
  toJson,
  toKelaError,
  toKokeiluAnswer,
  toXRoadError,
  withXRoadHeaders,
} from "./wire.ts";

/** What the service knows when it answers. */
export interface KelaWorld {
  readonly population: Population;
  readonly now: () => Date;
  /** Purpose codes of the contract. */
  readonly kayttotarkoitukset: readonly string[];
}

const root = "/r1/FI/GOV/0246246-0/Kelmu/etuustiedot/v1/";
const member = /^[^/\s]+\/[^/\s]+\/[^/\s]+\/[^/\s]+$/;
const hetuForm = /^\d{6}[-+ABCDEFYXWVU]\d{3}[0-9A-FHJ-NPR-Y]$/;
const checkCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
const maxBatch = 100;

const lajit = z.array(z.enum(["LAAKE", "MATKA"])).min(1);
const vuosi = z.int();
const single = z.object({ henkilotunnus: z.string(), vuosi, katot: lajit });
const batch = z.object({ henkilotunnukset: z.array(z.string()).min(1).max(maxBatch), vuosi, katot: lajit });
const person = z.object({ henkilotunnus: z.string() });

const messages: Readonly<Record<string, string>> = {
  "KELMU-400-01": "Virheellinen henkilötunnus",
  "KELMU-400-02": "Vuodelta ei ole tietoja",
  "KELMU-400-03": "Sanoma ei vastaa rajapintakuvausta",
  "KELMU-403-01": "Organisaatiolla ei ole sopimusta",
  "KELMU-403-02": "Ei tiedonsaantioikeutta tähän tietoon",
  "KELMU-403-03": "Loppukäyttäjä puuttuu",
  "KELMU-404-01": "Henkilöä ei löydy",
  "KELMU-409-01": "Asiakas on kieltänyt kyselyn",
  "KELMU-429-01": "Liikaa kyselyjä",
  "KELMU-503-01": "Huoltokatko",
};

/** Answers one request as X-Road and Kela behind it would; its own errors X-Road sends without the headers of an answer. */
export function answer(request: MockRequest, world: KelaWorld): MockResponse {
  const { laji, koodi = "KELMU-503-01" } = request.fault ?? {};
  const own = laji === "virhekoodi" && !isXRoadHeader(koodi) ? toFault(koodi) : answerService(request, world);
  return own.headers["x-road-error"] === undefined ? withXRoadHeaders(request, own, koodi) : own;
}

function answerService(request: MockRequest, world: KelaWorld): MockResponse {
  const early = refuse(request, world);
  if (early !== undefined) return early;
  const asking: Asking = { body: parseJson(request.body), wrongPerson: request.fault?.laji === "vaaraHenkilo", world };
  switch (request.path.slice(root.length)) {
    case "maksukatot/haku":
      return answerKatot(asking);
    case "maksukatot/joukkohaku":
      return answerBatch(asking);
    case "tuottajavalinnat/haku":
      return answerPerson(asking, ({ hetu, henkilo }) => toKokeiluAnswer(hetu, toKokeilu(henkilo, world.now())));
    case "vakuuttaminen/haku":
      return answerPerson(asking, ({ hetu, henkilo }) => ({ henkilotunnus: hetu, ...toVakuuttaminen(henkilo) }));
    default:
      return toXRoadError("Server.ServerProxy.UnknownService", "Unknown service: SERVICE:FI/GOV/0246246-0/Kelmu");
  }
}

interface Asking {
  /** Undefined when it was not JSON. */
  readonly body: unknown;
  readonly wrongPerson: boolean;
  readonly world: KelaWorld;
}

/** A person, under the identity code that the answer names: the one asked, also when it is passive. */
interface Found {
  readonly hetu: string;
  readonly henkilo: Henkilo;
}

/** X-Road's own checks, then Kela's checks of its headers. */
function refuse(request: MockRequest, world: KelaWorld): MockResponse | undefined {
  const { headers } = request;
  if (!request.path.startsWith("/r1/")) return toXRoadError("Client.BadRequest", "Malformed service path");
  if (!member.test(headers["x-road-client"] ?? "")) {
    return toXRoadError("Client.MissingHeaderField", "Missing or malformed X-Road-Client header");
  }
  if (!request.path.startsWith(root)) {
    return toXRoadError("Server.ServerProxy.UnknownService", "Unknown service: SERVICE:FI/GOV/0246246-0/Kelmu");
  }
  if (request.method !== "POST") return toXRoadError("Server.ServerProxy.AccessDenied", "Request is not allowed");
  if (!world.kayttotarkoitukset.includes(headers["x-kela-kayttotarkoitus"] ?? "")) return toFault("KELMU-403-02");
  if ((headers["x-kela-loppukayttaja"] ?? "") === "") return toFault("KELMU-403-03");
  return undefined;
}

function toFault(koodi: string): MockResponse {
  if (/^KELMU-\d{3}-/.test(koodi)) return toKelaError(koodi, messages[koodi] ?? "Virhe");
  return toXRoadError(koodi, "Request is not allowed: SERVICE:FI/GOV/0246246-0/Kelmu");
}

function answerKatot({ body, wrongPerson, world }: Asking): MockResponse {
  const asked = single.safeParse(body);
  if (!asked.success) return toFault("KELMU-400-03");
  const { henkilotunnus, vuosi: year, katot: kinds } = asked.data;
  if (!isHetu(henkilotunnus)) return toFault("KELMU-400-01");
  const found = find(henkilotunnus, wrongPerson, world.population);
  if (found === undefined) return toFault("KELMU-404-01");
  const katot = toKatot(world.population, found.henkilo, { vuosi: year, lajit: kinds, now: world.now() });
  if (katot === undefined) return toFault("KELMU-400-02");
  return toJson(200, { ...toHeading(world), ...toHenkilonKatot(found.hetu, found.henkilo, katot) });
}

function answerBatch({ body, wrongPerson, world }: Asking): MockResponse {
  const asked = batch.safeParse(body);
  if (!asked.success) return toFault("KELMU-400-03");
  const { henkilotunnukset, vuosi: year, katot: kinds } = asked.data;
  if (!henkilotunnukset.every(isHetu)) return toFault("KELMU-400-01");
  const rows: unknown[] = [];
  // The order of rows is free: the last asked comes first.
  for (const henkilotunnus of henkilotunnukset.toReversed()) {
    const found = find(henkilotunnus, wrongPerson, world.population);
    if (found === undefined) {
      rows.push({ henkilotunnus, tila: "EI_LOYDY" });
      continue;
    }
    const katot = toKatot(world.population, found.henkilo, { vuosi: year, lajit: kinds, now: world.now() });
    if (katot === undefined) return toFault("KELMU-400-02");
    rows.push({ tila: "OK", ...toHenkilonKatot(found.hetu, found.henkilo, katot) });
  }
  return toJson(200, { ...toHeading(world), henkilot: rows });
}

function answerPerson(asking: Asking, toAnswer: (found: Found) => Readonly<Record<string, unknown>>): MockResponse {
  const { body, wrongPerson, world } = asking;
  const asked = person.safeParse(body);
  if (!asked.success) return toFault("KELMU-400-03");
  if (!isHetu(asked.data.henkilotunnus)) return toFault("KELMU-400-01");
  const found = find(asked.data.henkilotunnus, wrongPerson, world.population);
  return found === undefined ? toFault("KELMU-404-01") : toJson(200, { ...toHeading(world), ...toAnswer(found) });
}

/** The person asked for, or on demand the next one that has an identity code. */
function find(hetu: string, wrongPerson: boolean, population: Population): Found | undefined {
  const henkilo = population.etsi(hetu);
  if (henkilo === undefined || !wrongPerson) return henkilo === undefined ? undefined : { hetu, henkilo };
  for (let step = 1; step < population.size; step += 1) {
    const other = population.henkilo((henkilo.index + step) % population.size);
    if (other.hetu !== undefined) return { hetu: other.hetu, henkilo: other };
  }
  return undefined;
}

function toHeading(world: KelaWorld): Readonly<Record<string, unknown>> {
  return { kyselyId: randomUUID(), poimintaaika: toFinnishTime(world.now()) };
}

function isHetu(hetu: string): boolean {
  const digits = hetu.slice(0, 6) + hetu.slice(7, 10);
  return hetuForm.test(hetu) && checkCharacters[Number(digits) % 31] === hetu[10];
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON is told the same way as a message of the wrong form.
    return undefined;
  }
}
