import { randomBytes } from "node:crypto";
import type { Fault } from "../http/index.ts";
import { toOutcome, toSearchset } from "./bundle.ts";
import type { Asiakasrivi, Rekisteri } from "./records.ts";
import { toPersonIdentifier } from "./references.ts";
import type { Json } from "./references.ts";
import type { Tavat } from "./vendors.ts";
import {
  isVisit,
  toCarePlan,
  toCommunication,
  toEncounters,
  toEpisode,
  toGoals,
  toObservation,
  toOtherCarePlans,
  toOtherObservations,
  toPatient,
  toProvenance,
} from "./wire.ts";

/** Where a search is made, and the fault that shows in its answer. */
export interface Haku {
  readonly base: string;
  readonly rekisteri: Rekisteri;
  readonly oma: Tavat;
  readonly sivut: Map<string, Sivu>;
  readonly fault: Fault | undefined;
}

/** Matches that a `next` link still leads to. */
export interface Sivu {
  readonly type: string;
  readonly matches: readonly Json[];
  readonly includes: readonly Json[];
}

/** A searchset for a type and its parameters. */
export function search(type: string, params: URLSearchParams, haku: Haku): Json {
  if (type === "Patient") return toPage({ type, matches: findPatients(params, haku), includes: [] }, haku);
  const id = (params.get("patient") ?? params.get("subject") ?? "").replace(/^Patient\//, "");
  const rivi = haku.rekisteri.haeId(id);
  if (rivi === undefined) return toPage({ type, matches: [], includes: [] }, haku);
  const matches = toResources(type, withSubjectFault(rivi, haku), haku.oma).filter((each) => isAsked(each, params));
  const includes = params.get("_revinclude") === "Provenance:target" ? toProvenances(type, rivi) : [];
  return toPage({ type, matches, includes }, haku);
}

/** The page a token leads to; undefined for one that is not known. */
export function turnPage(token: string, haku: Haku): Json | undefined {
  const sivu = haku.sivut.get(token);
  return sivu === undefined ? undefined : toPage(sivu, haku);
}

function findPatients(params: URLSearchParams, { rekisteri, fault, oma }: Haku): readonly Json[] {
  const [system = "", value = ""] = (params.get("identifier") ?? "").split("|");
  const rivi = rekisteri.etsi(value);
  if (rivi === undefined || toPersonIdentifier(rivi.henkilo)["system"] !== system) return [];
  const patient = toPatient(rivi, fault?.koodi === "turvakielto");
  const text = { status: "generated", div: '<div xmlns="http://www.w3.org/1999/xhtml">Asiakas</div>' };
  return [oma.kertomus ? { ...patient, text } : patient];
}

/** `vaaraHenkilo`: the resources are of somebody else. */
function withSubjectFault(rivi: Asiakasrivi, { fault }: Haku): Asiakasrivi {
  if (fault?.laji !== "vaaraHenkilo") return rivi;
  return { ...rivi, id: "e0", henkilo: { ...rivi.henkilo, hetu: "010190-999W" } };
}

type Marked = Parameters<typeof toProvenance>[1];

function toResources(type: string, rivi: Asiakasrivi, oma: Tavat): readonly Json[] {
  const { havainnot, ohjaukset, suunnitelmat } = rivi.hoito;
  switch (type) {
    case "Observation":
      return [...havainnot.map((each) => toObservation(each, rivi, oma)), ...toOtherObservations(rivi, oma)];
    case "Encounter":
      return ohjaukset.filter(isVisit).flatMap((each) => toEncounters(each, rivi, oma));
    case "Communication":
      return ohjaukset.map((each) => toCommunication(each, rivi, oma));
    case "CarePlan":
      return [...suunnitelmat.map((each) => toCarePlan(each, rivi, oma)), ...toOtherCarePlans(rivi, oma)];
    case "Goal":
      return suunnitelmat.flatMap((each) => toGoals(each, rivi, oma));
    case "EpisodeOfCare":
      return rivi.asiakkuudet.map((each) => toEpisode(each, rivi, oma));
    default:
      return [];
  }
}

function toProvenances(type: string, { hoito }: Asiakasrivi): readonly Json[] {
  const all: Readonly<Record<string, readonly Marked[]>> = {
    Observation: hoito.havainnot,
    Encounter: hoito.ohjaukset.filter(isVisit),
    Communication: hoito.ohjaukset.filter((each) => !isVisit(each)),
    CarePlan: hoito.suunnitelmat,
  };
  return (all[type] ?? []).flatMap((each): readonly Json[] => {
    const found = toProvenance(type, each);
    return found === undefined ? [] : [found];
  });
}

/** `code` as `system|`, the one token form that is needed. */
function isAsked(resource: Json, params: URLSearchParams): boolean {
  const code = params.get("code");
  return code === null || JSON.stringify(resource["code"]).includes(`"${code.replace(/\|$/, "")}"`);
}

function toPage({ type, matches, includes }: Sivu, haku: Haku): Json {
  const { base, oma, sivut, fault } = haku;
  const here = matches.slice(0, oma.sivunKoko);
  const rest = matches.slice(oma.sivunKoko);
  const token = randomBytes(12).toString("hex");
  const isLooped = fault?.koodi === "silmukka";
  const isLast = rest.length === 0 && !isLooped;
  if (!isLast) sivut.set(token, { type, matches: isLooped ? matches : rest, includes });
  const targets = new Set(here.map(({ id }) => `${type}/${String(id)}`));
  const url = `${base}?_getpages=${token}`;
  const next = fault?.koodi === "muualle" ? "http://127.0.0.2:1/fhir?_getpages=1" : isLast ? undefined : url;
  return toSearchset({
    base,
    self: `${base}/${type}`,
    next,
    matches: here,
    includes: includes.filter((each) => targets.has(targetOf(each))),
    outcomes: [
      ...(oma.ilmoitusVastauksissa ? [toOutcome("informational", "information")] : []),
      ...(fault?.koodi === "vajaa" ? [toOutcome("incomplete", "warning")] : []),
    ],
  });
}

/** What a Provenance of ours is about. */
function targetOf({ target }: Json): string {
  return /[A-Za-z]+\/[^"]+/.exec(JSON.stringify(target))?.[0] ?? "";
}
