import { createHash } from "node:crypto";
import type { MockResponse } from "../http/index.ts";
import { findKunta } from "../population/index.ts";
import type { KanavaRecord, OrganisaatioRecord, PalveluRecord, Teksti } from "./records.ts";

type Json = Readonly<Record<string, unknown>>;

const modified = "2026-10-01T06:00:00.000Z";

/** A JSON answer. */
export function toJson(status: number, value: unknown): MockResponse {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(value) };
}

/** A good answer with its entity tag; 304 without a body to who has this version. */
export function toConditional(value: unknown, ifNoneMatch: string | undefined): MockResponse {
  const answer = toJson(200, value);
  const etag = `W/"${createHash("sha256").update(answer.body).digest("hex").slice(0, 16)}"`;
  if (ifNoneMatch === etag) return { status: 304, headers: { etag }, body: "" };
  return { ...answer, headers: { ...answer.headers, etag } };
}

/** A page of services; past the end without `itemList`. */
export function toSivu(
  rows: readonly PalveluRecord[],
  page: { readonly number: number; readonly count: number },
): Json {
  return {
    pageNumber: page.number,
    pageSize: 100,
    pageCount: page.count,
    itemList: rows.length === 0 ? null : rows.map(toService),
  };
}

function toService(record: PalveluRecord): Json {
  const { luokka, jarjestaja } = record;
  return {
    id: record.id,
    sourceId: null,
    generalDescriptionId: null,
    type: "Service",
    subType: null,
    fundingType: "PubliclyFunded",
    serviceNames: toTexts(record.nimi, "Name"),
    serviceChargeType: record.maksu,
    areaType: "LimitedType",
    areas: [{ type: "Municipality", code: null, name: null, municipalities: record.kunnat.map(toMunicipality) }],
    serviceDescriptions: [
      ...toTexts({ fi: `${record.nimi.fi}, esimerkkikuvaus` }, "Summary"),
      ...toTexts({ fi: "Pidempi kuvaus, jota ei näytetä." }, "Description"),
    ],
    languages: ["fi", "sv"],
    serviceClasses: [
      {
        name: toTexts(luokka.nimi),
        code: luokka.koodi,
        ontologyType: "PTV",
        uri: `http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/${luokka.koodi}`,
        parentId: null,
        parentUri: null,
      },
    ],
    ontologyTerms: [],
    targetGroups: [],
    lifeEvents: [],
    industrialClasses: [],
    legislation: [],
    keywords: [],
    requirements: [],
    serviceChannels: record.kanavat.map(({ id, nimi }) => ({
      serviceChannel: { id, name: nimi.fi },
      serviceChargeType: null,
      description: [],
      extraTypes: [],
      serviceHours: [],
      contactDetails: null,
      digitalAuthorizations: [],
      modified,
    })),
    organizations: [
      toRole(jarjestaja, "Responsible", "SelfProducedServices"),
      ...record.tuottajat.map((tuottaja) => toRole(tuottaja, "Producer", "ProcuredServices")),
    ],
    serviceVouchersInUse: record.asiakasseteli,
    serviceVouchers: [],
    serviceCollections: [],
    publishingStatus: record.tila,
    modified,
    responsibleSoteOrganization: null,
  };
}

function toRole({ id, nimi }: OrganisaatioRecord, roleType: string, provisionType: string): Json {
  return { organization: { id, name: nimi.fi }, roleType, provisionType, additionalInformation: [] };
}

/** An organisation. */
export function toOrganization({ id, ytunnus, nimi, laji }: OrganisaatioRecord): Json {
  return {
    id,
    oid: null,
    parentOrganizationId: null,
    organizationRootId: id,
    municipality: null,
    organizationType: laji,
    businessCode: ytunnus,
    businessName: nimi.fi,
    organizationNames: toTexts(nimi, "Name"),
    displayNameType: [{ type: "Name", language: "fi" }],
    organizationDescriptions: toTexts({ fi: `${nimi.fi}, esimerkkikuvaus` }, "Summary"),
    emails: [],
    phoneNumbers: [],
    webPages: Object.keys(nimi).map((language) => ({
      url: `https://www.esimerkki.invalid/${language}`,
      value: nimi.fi,
      language,
    })),
    addresses: [],
    electronicInvoicings: [],
    services: [],
    subOrganizations: [],
    areaType: null,
    areas: [],
    publishingStatus: "Published",
    modified,
  };
}

/** A channel, with an official's phone that no client of ours is to show. */
export function toChannel({ id, laji, nimi, jarjestaja, kunta }: KanavaRecord): Json {
  return {
    id,
    serviceChannelType: laji,
    organizationId: jarjestaja.id,
    serviceChannelNames: toTexts(nimi, "Name"),
    serviceChannelDescriptions: toTexts({ fi: "Esimerkkikuvaus" }, "Summary"),
    areaType: "LimitedType",
    areas: [],
    languages: ["fi"],
    webPages: laji === "EChannel" ? [{ url: "https://asiointi.esimerkki.invalid/", language: "fi" }] : [],
    serviceHours: [],
    services: [],
    publishingStatus: "Published",
    modified,
    phoneNumbers: [
      { type: "Phone", number: "0401234567", additionalInformation: "Virkailija Testinen", language: "fi" },
    ],
    addresses: laji === "ServiceLocation" ? [toAddress(kunta)] : [],
  };
}

function toAddress(kunta: string): Json {
  const nimi = findKunta(kunta)?.nimi;
  return {
    type: "Location",
    subType: "Single",
    country: "FI",
    streetAddress: {
      street: toTexts({ fi: "Esimerkkikatu", sv: "Exempelgatan" }),
      streetNumber: "1",
      postalCode: findKunta(kunta)?.postinumerot[0] ?? "00000",
      postOffice: nimi === undefined ? [] : toTexts(nimi),
      municipality: toMunicipality(kunta),
      latitude: "6672000",
      longitude: "385000",
      coordinateState: "Ok",
    },
  };
}

function toMunicipality(code: string): Json {
  const nimi = findKunta(code)?.nimi;
  return { code, name: nimi === undefined ? [] : toTexts(nimi) };
}

function toTexts(teksti: Teksti, type?: string): readonly Json[] {
  return Object.entries(teksti).map(([language, value]) => ({
    language,
    value,
    ...(type === undefined ? {} : { type }),
  }));
}
