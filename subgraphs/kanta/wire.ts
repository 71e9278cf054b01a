import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { isAika, isPaiva } from "../../gateway/subgraph/index.ts";

/** Code system of identity codes (verified: Finnish base profiles). */
export const hetuSystem = "urn:oid:1.2.246.21";
/** Code system of organisations (verified). */
export const organisaatioSystem = "urn:oid:1.2.246.537.6.202";
/** Code systems of our own for what Kanta has no resource of (assumed). */
const lajiSystem = "https://asiakasgraph.example/fhir/CodeSystem/suostumuslaji";
/** What a consent covers (assumed). */
export const kattavuusSystem = "https://asiakasgraph.example/fhir/CodeSystem/suostumuskattavuus";
/** Category of SoTeConsent: value set verified, code system and codes assumed. */
const soteSystem = "https://gen.kanta.fi/fhir/tahdonilmaisut/CodeSystem/figen-cs-consentcategory-soteconsent";

/** What a consent is about. */
export type Suostumuslaji =
  | "BIOPANKKI"
  | "PALVELUOHJAUS"
  | "LUOVUTUSLUPA_TERVEYDENHUOLTO"
  | "LUOVUTUSLUPA_SOSIAALIHUOLTO"
  | "SOTE_TERVEYDENHUOLLOSTA"
  | "SOTE_SOSIAALIHUOLLOSTA"
  | "LUOVUTUSKIELTO"
  | "INFORMOINTI";

/** The category of each kind, as a search and a resource name it. */
export const lajit: Readonly<Record<Suostumuslaji, { readonly system: string; readonly code: string }>> = {
  BIOPANKKI: { system: lajiSystem, code: "BIOPANKKI" },
  PALVELUOHJAUS: { system: lajiSystem, code: "PALVELUOHJAUS" },
  LUOVUTUSLUPA_TERVEYDENHUOLTO: { system: lajiSystem, code: "LUOVUTUSLUPA_TERVEYDENHUOLTO" },
  LUOVUTUSLUPA_SOSIAALIHUOLTO: { system: lajiSystem, code: "LUOVUTUSLUPA_SOSIAALIHUOLTO" },
  SOTE_TERVEYDENHUOLLOSTA: { system: soteSystem, code: "TERVEYDENHUOLLOSTA_SOSIAALIHUOLTOON" },
  SOTE_SOSIAALIHUOLLOSTA: { system: soteSystem, code: "SOSIAALIHUOLLOSTA_TERVEYDENHUOLTOON" },
  LUOVUTUSKIELTO: { system: lajiSystem, code: "LUOVUTUSKIELTO" },
  INFORMOINTI: { system: lajiSystem, code: "INFORMOINTI" },
};

const tunnus = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const text = z.string().min(1).max(500);
const codings = z.array(z.looseObject({ system: text.optional(), code: text.optional() })).max(20);
const identifier = z.looseObject({ system: text.optional(), value: text.optional() });
const reference = z.looseObject({ identifier: identifier.optional(), display: text.optional() });
/** A day or a point in time. R4 allows a year or month alone: a consent of which no day is known orders nothing. */
const paivaTaiAika = z.string().refine((value) => isPaiva(value) || isAika(value));
/** R4's dateTime: also a year, or a year and month. */
const osittainen = z
  .string()
  .refine((value) => isPaiva(value) || isAika(value) || /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(value));

const kattavuus = z.enum(["NAYTE", "TERVEYSTIETO", "YHTEYDENOTTO", "PALVELUTARVE"]);
const provision = z.looseObject({
  type: z.enum(["deny", "permit"]).optional(),
  period: z.looseObject({ start: osittainen.optional(), end: osittainen.optional() }).optional(),
  class: z
    .array(z.looseObject({ system: text.optional(), code: text }))
    .max(50)
    .optional(),
  actor: z.array(z.looseObject({ reference })).max(50).optional(),
  provision: z.array(z.looseObject({})).max(50).optional(),
});

const consent = z
  .looseObject({
    resourceType: z.literal("Consent"),
    id: tunnus,
    meta: z.looseObject({ versionId: tunnus, lastUpdated: z.string().refine(isAika) }),
    status: z.enum(["draft", "proposed", "active", "rejected", "inactive", "entered-in-error"]),
    scope: z.looseObject({ coding: codings.optional() }),
    category: z
      .array(z.looseObject({ coding: codings.optional() }))
      .min(1)
      .max(20),
    patient: reference,
    dateTime: paivaTaiAika,
    organization: z.array(reference).max(20).optional(),
    policy: z.array(z.looseObject({})).optional(),
    policyRule: z.looseObject({}).optional(),
    provision: provision.optional(),
    // An extension that changes the meaning, and rules that we do not know: not to be read as if they were not there.
    modifierExtension: z.undefined().optional(),
    implicitRules: z.undefined().optional(),
  })
  .refine(({ policy, policyRule }) => policy !== undefined || policyRule !== undefined);

/** A party as a consent names it. */
export interface OsapuoliWire {
  /** OID, without `urn:oid:`. */
  readonly oid: string | undefined;
  readonly nimi: string | undefined;
}

/** A consent as the register tells it; its time has not been looked at. */
export interface SuostumusWire {
  readonly id: string;
  readonly versio: string;
  readonly laji: Suostumuslaji;
  readonly status: z.infer<typeof consent>["status"];
  readonly annettu: string;
  /** RFC 3339. */
  readonly muutettu: string;
  readonly sallii: "permit" | "deny" | undefined;
  readonly alku: string | undefined;
  readonly loppu: string | undefined;
  readonly kattavuus: readonly z.infer<typeof kattavuus>[];
  readonly organisaatiot: readonly OsapuoliWire[];
  readonly saajat: readonly OsapuoliWire[];
  /** Narrowed by a provision of its own: to kinds of data, service tasks or receivers. */
  readonly isKohdistettu: boolean;
  /** The resource itself, for an update that leaves the rest as it is. */
  readonly resurssi: Readonly<Record<string, unknown>>;
}

/**
 * Reads the matches of a search of one person's consents. A consent of another person, of a kind that was not asked, one
 * that R4 does not allow, or the same one twice, makes the whole answer invalid.
 */
export function parseSuostumukset(
  matches: readonly unknown[],
  asked: { readonly hetu: string; readonly lajit: readonly Suostumuslaji[] },
): SourceResult<readonly SuostumusWire[]> {
  const found: SuostumusWire[] = [];
  for (const match of matches) {
    const read = parseSuostumus(match, asked.hetu);
    if (!read.ok) return read;
    if (!asked.lajit.includes(read.value.laji)) return failed("invalid", "consent of a kind that was not asked");
    found.push(read.value);
  }
  return new Set(found.map(({ id }) => id)).size === found.length ? ok(found) : failed("invalid", "one consent twice");
}

/** Reads one consent of a person. */
export function parseSuostumus(value: unknown, hetu: string): SourceResult<SuostumusWire> {
  const read = consent.safeParse(value);
  if (!read.success) return failed("invalid", "not a consent");
  const { patient, category, provision: rules = {} } = read.data;
  if (patient.identifier?.system !== hetuSystem || patient.identifier.value !== hetu) {
    return failed("invalid", "consent of another person");
  }
  const laji = toLaji(category.flatMap(({ coding = [] }) => coding));
  if (laji === undefined) return failed("invalid", "consent of an unknown kind");
  const luokat = z.array(kattavuus).safeParse(ownClasses(rules));
  if (!luokat.success) return failed("invalid", "consent that covers an unknown thing");
  // An exception that is not read would be left out of what is told: only a permission to release may have one.
  if (hasExceptions(rules) && !laji.startsWith("SOTE_")) return failed("invalid", "consent with an exception");
  return ok(toWire(read.data, laji, luokat.data));
}

function toWire(
  resurssi: z.infer<typeof consent>,
  laji: Suostumuslaji,
  luokat: SuostumusWire["kattavuus"],
): SuostumusWire {
  const { id, meta, status, dateTime, organization = [], provision: rules = {} } = resurssi;
  const { period = {}, actor = [], class: classes = [] } = rules;
  return {
    id,
    versio: meta.versionId,
    laji,
    status,
    annettu: dateTime,
    muutettu: meta.lastUpdated,
    sallii: rules.type,
    alku: period.start,
    loppu: period.end,
    kattavuus: luokat,
    organisaatiot: organization.map(toOsapuoli),
    saajat: actor.map(({ reference: party }) => toOsapuoli(party)),
    isKohdistettu: hasExceptions(rules) || classes.length > luokat.length,
    resurssi,
  };
}

function hasExceptions({ provision: exceptions = [] }: z.infer<typeof provision>): boolean {
  return exceptions.length > 0;
}

function toLaji(given: z.infer<typeof codings>): Suostumuslaji | undefined {
  const known = Object.entries(lajit).find(([, { system, code }]) =>
    given.some((coding) => coding.system === system && coding.code === code),
  );
  // Keys of the table are its own type's.
  return known?.[0] as Suostumuslaji | undefined;
}

/** Codes of our own list; classes of Kanta's list narrow a permission, and are not told. */
function ownClasses({ class: classes = [] }: z.infer<typeof provision>): readonly string[] {
  return classes.flatMap(({ system, code }) => (system === undefined || system === kattavuusSystem ? [code] : []));
}

function toOsapuoli({ identifier: given, display }: z.infer<typeof reference>): OsapuoliWire {
  const value = given?.value;
  return { oid: value?.replace(/^urn:oid:/, ""), nimi: display };
}
