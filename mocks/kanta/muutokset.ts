import { z } from "zod";
import type { MockResponse } from "../http/index.ts";
import { hetuOf, versionOf } from "./records.ts";
import type { Asking, KantaWorld } from "./kanta-world.ts";
import { toFailure, toFhir } from "./wire.ts";
import type { Resource } from "./wire.ts";

const coding = z.looseObject({ system: z.string(), code: z.string(), display: z.string().optional() });
/** What the register demands of a consent that it keeps: the mandatory parts of R4, and policy by constraint ppc-1. */
const consent = z
  .looseObject({
    resourceType: z.literal("Consent"),
    status: z.enum(["draft", "proposed", "active", "rejected", "inactive", "entered-in-error"]),
    scope: z.looseObject({ coding: z.array(coding).min(1) }),
    category: z.array(z.looseObject({ coding: z.array(coding.required({ display: true })).min(1) })).min(1),
    patient: z.looseObject({ identifier: z.looseObject({ system: z.string(), value: z.string() }) }),
    dateTime: z.string(),
    policy: z.array(z.looseObject({})).optional(),
    policyRule: z.looseObject({}).optional(),
  })
  .refine(({ policy, policyRule }) => policy !== undefined || policyRule !== undefined);

const provenance = z.looseObject({
  resourceType: z.literal("Provenance"),
  recorded: z.string(),
  agent: z
    .array(z.looseObject({ role: z.array(z.looseObject({ coding: z.array(coding) })), who: z.looseObject({}) }))
    .min(1),
});

/** Conditional create (R4): where a consent carries the identifier of `If-None-Exist`, that one is told and none is made. */
export function createConsent({ request, world }: Asking): MockResponse {
  const resource = readConsent(request.body);
  const condition = new URLSearchParams(request.headers["if-none-exist"] ?? "").get("identifier");
  const hetu = resource === undefined ? undefined : hetuOf(resource);
  const isKnown = hetu !== undefined && world.population.etsi(hetu)?.hetu === hetu;
  if (resource === undefined || condition === null || !isKnown || !hasProvenance(request.headers["x-provenance"])) {
    return toFailure("processing");
  }
  const known = world.book.findByIdentifier(condition);
  return known === undefined ? toFhir(201, world.book.create(resource)) : toFhir(200, known);
}

/** Update that is aware of versions (R4): another version than that of `If-Match` is 412, none at all 400. */
export function updateConsent({ request, world }: Asking, id: string): MockResponse {
  yieldToRival(world);
  const current = world.book.find(id);
  const resource = readConsent(request.body);
  const match = /^W\/"(\d+)"$/.exec(request.headers["if-match"] ?? "")?.[1];
  if (current === undefined) return toFailure("not_found");
  if (match === undefined) return toFailure("invalid");
  if (resource === undefined || !hasProvenance(request.headers["x-provenance"])) return toFailure("processing");
  // A consent is never moved from one person to another, nor under another id.
  if (resource["id"] !== id || hetuOf(resource) !== hetuOf(current)) return toFailure("processing");
  if (match !== versionOf(current)) return toFailure("version_conflict");
  return toFhir(200, world.book.replace(current, resource));
}

/** Another writer, who leaves the consent as it was in a new version. */
function yieldToRival(world: KantaWorld): void {
  const current = world.rival === undefined ? undefined : world.book.find(world.rival);
  world.rival = undefined;
  if (current !== undefined) world.book.replace(current, current);
}

function readConsent(body: string): Resource | undefined {
  return consent.safeParse(parseJson(body)).data;
}

function hasProvenance(header: string | undefined): boolean {
  return provenance.safeParse(parseJson(header ?? "")).success;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is told the same way as a resource that will not do.
    return undefined;
  }
}
