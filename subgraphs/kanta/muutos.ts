import { createHash } from "node:crypto";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResponse, SourceResult } from "../../gateway/source/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";
import { readFhir } from "./fhir.ts";
import { hetuSystem, kattavuusSystem, lajit, organisaatioSystem, parseSuostumus } from "./wire.ts";
import type { SuostumusWire } from "./wire.ts";

/** A consent that the customer gives now. */
export interface Annettava {
  readonly laji: "BIOPANKKI" | "PALVELUOHJAUS";
  /** OID of the biobank; undefined for guidance. */
  readonly saaja: string | undefined;
  readonly kattavuus: SuostumusWire["kattavuus"];
  /** Last day; undefined until further notice. */
  readonly paattyy: string | undefined;
}

const displays = { BIOPANKKI: "Biopankkisuostumus", PALVELUOHJAUS: "Suostumus palveluohjaukseen" } as const;
const scopes = { BIOPANKKI: "research", PALVELUOHJAUS: "patient-privacy" } as const;
const policies = { BIOPANKKI: "Biopankkilaki 688/2012 11 §", PALVELUOHJAUS: "GDPR 6(1)(a)" } as const;

/** A consent as R4 has it (profile of our own, assumed), under an identifier that the idempotency key makes. */
export function toConsent(annettava: Annettava, hetu: string, { tunniste, nyt, tanaan }: Luonti): unknown {
  const { laji, saaja, kattavuus, paattyy } = annettava;
  const organization = {
    type: "Organization",
    identifier: { system: organisaatioSystem, value: `urn:oid:${saaja ?? ""}` },
  };
  return {
    resourceType: "Consent",
    meta: { profile: ["https://asiakasgraph.example/fhir/StructureDefinition/suostumus"] },
    identifier: [{ system: "urn:ietf:rfc:3986", value: tunniste }],
    status: "active",
    scope: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/consentscope", code: scopes[laji] }] },
    category: [{ coding: [{ ...lajit[laji], display: displays[laji] }] }],
    patient: { type: "Patient", identifier: { system: hetuSystem, value: hetu } },
    dateTime: nyt.toISOString(),
    ...(saaja === undefined ? {} : { organization: [organization] }),
    policyRule: { text: policies[laji] },
    provision: {
      type: "permit",
      period: { start: tanaan, ...(paattyy === undefined ? {} : { end: paattyy }) },
      class: kattavuus.map((code) => ({ system: kattavuusSystem, code })),
    },
  };
}

/** When and under which name a consent is made. */
export interface Luonti {
  /** `urn:uuid:…` of the idempotency key. */
  readonly tunniste: string;
  readonly nyt: Date;
  readonly tanaan: string;
}

/**
 * The identifier of a consent that is given with an idempotency key: the same customer and key, the same identifier, and
 * nobody else's. Tells neither.
 */
export function toTunniste(asiakasId: string, toistoavain: string): string {
  const hash = createHash("sha256")
    .update(JSON.stringify(["kanta", asiakasId, toistoavain.toLowerCase()]))
    .digest("hex");
  // A UUID of version 8 (RFC 9562): its bits are ours to choose.
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, variant + hash.slice(17, 20)];
  return `urn:uuid:${[...parts, hash.slice(20, 32)].join("-")}`;
}

/** A withdrawn consent: the register's own resource, its status changed and nothing else. */
export function toPeruttu({ resurssi }: SuostumusWire): unknown {
  return { ...resurssi, status: "inactive" };
}

/**
 * Who said so (R4's `X-Provenance`): the customer, whom the consent itself names, or one who acts by a mandate. Role codes
 * 12 and 13 are assumed. Names nobody: headers are logged on the way.
 */
export function toProvenance({ nyt, actor, ids }: Asker, hetu: string): string {
  const isOwn = actor.kind === "asiakas" && ids.open(actor.asiakasId)?.arvo === hetu;
  const role = { coding: [{ system: "urn:oid:1.2.246.537.5.40140", code: isOwn ? "12" : "13" }] };
  const who = isOwn ? { type: "Patient", display: "Asiakas" } : { type: "RelatedPerson", display: "Valtuutettu" };
  return JSON.stringify({ resourceType: "Provenance", recorded: nyt.toISOString(), agent: [{ role: [role], who }] });
}

type Asker = Pick<SubgraphContext, "nyt" | "actor" | "ids">;

/** What came of a change: the consent as it now stands, or that another change came in between. */
export type Muutettu = { readonly laji: "TEHTY"; readonly suostumus: SuostumusWire } | { readonly laji: "RISTIRIITA" };

/** Reads the answer to a change: a consent of this person, or a conflict of versions (R4: 409, 412). */
export async function readMuutettu(response: SourceResponse, hetu: string): Promise<SourceResult<Muutettu>> {
  const body = await readFhir(response);
  if (response.status === 409 || response.status === 412) return ok({ laji: "RISTIRIITA" });
  if (!body.ok) return body;
  const read = parseSuostumus(body.value, hetu);
  return read.ok ? ok({ laji: "TEHTY", suostumus: read.value }) : read;
}

/** True when a consent holds what was to be given: a key that was used for something else finds another. */
export function isSame({ laji, saaja, kattavuus, paattyy }: Annettava, wire: SuostumusWire): boolean {
  return (
    wire.laji === laji &&
    wire.organisaatiot[0]?.oid === saaja &&
    wire.loppu === paattyy &&
    wire.kattavuus.toSorted().join() === kattavuus.toSorted().join()
  );
}

/** Nothing was sent, for want of one who can be told. */
export const notTold = failed("denied", "no end user that can be told to Kanta");
