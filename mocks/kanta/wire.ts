import type { MockResponse } from "../http/index.ts";
import type { OmaArvio, Tahdonilmaisu, TahdonilmaisunLaji } from "../population/index.ts";

/** A FHIR resource as JSON. */
export type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string };

/** Code system of identity codes (verified). */
export const hetuSystem = "urn:oid:1.2.246.21";
const organisaatioSystem = "urn:oid:1.2.246.537.6.202";
const omaSystem = "https://asiakasgraph.example/fhir/CodeSystem/suostumuslaji";
const soteSystem = "https://gen.kanta.fi/fhir/tahdonilmaisut/CodeSystem/figen-cs-consentcategory-soteconsent";
const kattavuusSystem = "https://asiakasgraph.example/fhir/CodeSystem/suostumuskattavuus";
const omaProfile = "https://asiakasgraph.example/fhir/StructureDefinition/suostumus";
const soteProfile = "https://gen.kanta.fi/fhir/tahdonilmaisut/StructureDefinition/soteluovutuslupa";
const scopeSystem = "http://terminology.hl7.org/CodeSystem/consentscope";

interface Kind {
  readonly system: string;
  readonly code: string;
  readonly display: string;
  readonly scope: "research" | "patient-privacy";
  readonly policy: string;
}

const own = (code: string, display: string, policy: string): Kind => ({
  system: omaSystem,
  code,
  display,
  scope: code === "BIOPANKKI" ? "research" : "patient-privacy",
  policy,
});
const sote = (code: string, display: string): Kind => ({
  system: soteSystem,
  code,
  display,
  scope: "patient-privacy",
  policy: "703/2023 54 §",
});

const kinds: Readonly<Record<TahdonilmaisunLaji, Kind>> = {
  BIOPANKKI: own("BIOPANKKI", "Biopankkisuostumus", "Biopankkilaki 688/2012 11 §"),
  PALVELUOHJAUS: own("PALVELUOHJAUS", "Suostumus palveluohjaukseen", "GDPR 6(1)(a)"),
  LUOVUTUSLUPA_TERVEYS: own("LUOVUTUSLUPA_TERVEYDENHUOLTO", "Luovutuslupa", "703/2023 54 §"),
  LUOVUTUSLUPA_SOSIAALI: own("LUOVUTUSLUPA_SOSIAALIHUOLTO", "Sosiaalihuollon luovutuslupa", "703/2023 54 §"),
  LUOVUTUSKIELTO: own("LUOVUTUSKIELTO", "Luovutuskielto", "703/2023 54 §"),
  INFORMOINTI: own("INFORMOINTI", "Kanta-informointi", "703/2023"),
  OMATIETOJEN_JAKO: own("OMATIETOJEN_JAKO", "Hyvinvointitietojen jakaminen", "703/2023"),
  SOTE_TERVEYDESTA_SOSIAALIIN: sote("TERVEYDENHUOLLOSTA_SOSIAALIHUOLTOON", "Terveydenhuollosta sosiaalihuoltoon"),
  SOTE_SOSIAALISTA_TERVEYTEEN: sote("SOSIAALIHUOLLOSTA_TERVEYDENHUOLTOON", "Sosiaalihuollosta terveydenhuoltoon"),
};

const statuses = { ANNETTU: "active", PERUTTU: "inactive", KIELLETTY: "rejected" } as const;

/** An expression of will as a FHIR R4 Consent. */
export function toConsent(tahto: Tahdonilmaisu, hetu: string): Resource {
  const kind = kinds[tahto.laji];
  const { osapuoli } = tahto;
  return {
    resourceType: "Consent",
    id: tahto.tunnus,
    meta: {
      versionId: tahto.peruttu === undefined ? "1" : "2",
      lastUpdated: `${tahto.peruttu ?? tahto.annettu}T09:00:00.000+02:00`,
      profile: [kind.system === soteSystem ? soteProfile : omaProfile],
    },
    status: statuses[tahto.tila],
    scope: { coding: [{ system: scopeSystem, code: kind.scope }] },
    category: [{ coding: [{ system: kind.system, code: kind.code, display: kind.display }] }],
    patient: { type: "Patient", identifier: { system: hetuSystem, value: hetu } },
    dateTime: tahto.annettu,
    ...(osapuoli === undefined ? {} : { organization: [toOrganization(osapuoli)] }),
    policyRule: { text: kind.policy },
    provision: toProvision(tahto),
  };
}

function toProvision({ laji, annettu, paattyy, osapuoli, kattavuus }: Tahdonilmaisu): Record<string, unknown> {
  const isBiobank = laji === "BIOPANKKI" && osapuoli !== undefined;
  return {
    type: laji === "LUOVUTUSKIELTO" ? "deny" : "permit",
    period: { start: annettu, ...(paattyy === undefined ? {} : { end: paattyy }) },
    ...(isBiobank ? { actor: [{ role: receiver, reference: { display: osapuoli.nimi } }] } : {}),
    ...(kattavuus.length === 0 ? {} : { class: kattavuus.map((code) => ({ system: kattavuusSystem, code })) }),
  };
}

const receiver = {
  coding: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", code: "IRCP" }],
};

function toOrganization({ id, nimi }: { readonly id: string; readonly nimi: string }): Record<string, unknown> {
  return { type: "Organization", identifier: { system: organisaatioSystem, value: `urn:oid:${id}` }, display: nimi };
}

/** Canonical address of the questionnaire (invented), with its version. */
const kysely = "https://asiakasgraph.example/fhir/Questionnaire/toimintakyky-oma-arvio|1.0.0";
const icfSystem = "urn:oid:1.2.246.537.6.48";
const tarkenneSystem = "https://asiakasgraph.example/fhir/CodeSystem/icf-tarkenne";

/** A self-assessment as a QuestionnaireResponse of the PHR. */
export function toQuestionnaireResponse({ tunnus, taytetty, vastaukset }: OmaArvio, patientId: string): Resource {
  const person = { reference: `Patient/${patientId}`, type: "Patient" };
  return {
    resourceType: "QuestionnaireResponse",
    id: tunnus,
    meta: {
      versionId: "1",
      lastUpdated: taytetty,
      profile: ["http://phr.kanta.fi/StructureDefinition/fiphr-sd-questionnaireresponse-r4"],
    },
    language: "fi",
    text: {
      status: "generated",
      div: '<div xmlns="http://www.w3.org/1999/xhtml" lang="fi" xml:lang="fi">Toimintakyvyn oma arvio</div>',
    },
    identifier: { system: "urn:ietf:rfc:3986", value: `urn:uuid:${tunnus}` },
    questionnaire: kysely,
    status: "completed",
    subject: person,
    authored: taytetty,
    source: person,
    item: vastaukset.map(({ icf, kysymys, aste, sanoin }) => ({
      linkId: icf,
      definition: `${icfSystem}#${icf}`,
      text: kysymys,
      answer: [
        ...(aste === undefined ? [] : [{ valueCoding: { system: tarkenneSystem, code: String(aste) } }]),
        ...(sanoin === undefined ? [] : [{ valueString: sanoin }]),
      ],
    })),
  };
}

/** A page of a search. `next` is an absolute address. */
export function toSearchset(
  { self, next }: { readonly self: string; readonly next: string | undefined },
  matches: readonly Resource[],
  outcome?: Resource,
): Resource {
  return {
    resourceType: "Bundle",
    type: "searchset",
    link: [{ relation: "self", url: self }, ...(next === undefined ? [] : [{ relation: "next", url: next }])],
    entry: [
      ...matches.map((resource) => ({ resource, search: { mode: "match" } })),
      ...(outcome === undefined ? [] : [{ resource: outcome, search: { mode: "outcome" } }]),
    ],
  };
}

/** A resource that tells what went wrong. */
export function toOutcome(severity: "error" | "warning", code: string, details?: string): Resource {
  const coding = { system: "https://asiakasgraph.example/fhir/CodeSystem/kanta-virhe", code: details };
  return {
    resourceType: "OperationOutcome",
    issue: [
      {
        severity,
        code,
        ...(details === undefined ? {} : { details: { coding: [coding], text: "Kannan oma selite 010190-999X" } }),
        diagnostics: "org.example.kanta.PalveluPoikkeus",
      },
    ],
  };
}

/** A FHIR answer; a resource that has a version tells it as its ETag. */
export function toFhir(
  status: number,
  resource: Resource,
  headers: Readonly<Record<string, string>> = {},
): MockResponse {
  const { meta } = resource;
  const version = typeof meta === "object" && meta !== null && "versionId" in meta ? String(meta.versionId) : undefined;
  return {
    status,
    headers: {
      "content-type": "application/fhir+json; charset=utf-8",
      "cache-control": "no-store",
      ...(version === undefined ? {} : { etag: `W/"${version}"` }),
      ...headers,
    },
    body: JSON.stringify(resource),
  };
}

const failures: Readonly<Record<string, readonly [status: number, code: string, details?: string]>> = {
  invalid: [400, "invalid"],
  login: [401, "login"],
  forbidden: [403, "forbidden"],
  jakamislupa_puuttuu: [403, "suppressed", "JAKAMISLUPA_PUUTTUU"],
  not_found: [404, "not-found"],
  conflict: [409, "conflict"],
  deleted: [410, "deleted"],
  version_conflict: [412, "conflict"],
  processing: [422, "processing"],
  throttled: [429, "throttled"],
  exception: [500, "exception"],
  transient: [503, "transient"],
};

/** The register's own failure, by its name in the README; an unknown one is told with status 500. */
export function toFailure(name: string): MockResponse {
  const [status, code, details] = failures[name] ?? [500, "exception"];
  const retry = status === 429 || status === 503 ? { "retry-after": "5" } : undefined;
  return toFhir(status, toOutcome("error", code, details), retry);
}
