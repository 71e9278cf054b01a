import { z } from "zod";
import { coding } from "./elements.ts";
import type { CodingWire, MarkedWire } from "./elements.ts";
import { reference, toLiteral } from "./references.ts";
import type { Potilas } from "./wire.ts";

/** Marks of a row, by which the gate judges it. */
export type Rivimerkki =
  | "HUOLTAJALTA_SALATTU"
  | "HUOLTAJALLE_AVOIN"
  | "ERITYINEN_SISALTO"
  | "EI_SAHKOISEEN_ASIOINTIIN"
  | "TURVAKIELTO";

/** "THL - Alaikäisen potilastietojen luovuttaminen huoltajille" (verified), in `meta.security` or an extension. */
const guardianSystem = "urn:oid:1.2.246.537.5.40202.201901";
const guardians: Readonly<Record<string, Rivimerkki>> = {
  // Not able to decide: given to guardians. Able, and allows it.
  "1": "HUOLTAJALLE_AVOIN",
  "2": "HUOLTAJALLE_AVOIN",
  // Able, and denies it. Not known whether able: not given.
  "3": "HUOLTAJALTA_SALATTU",
  "4": "HUOLTAJALTA_SALATTU",
};

const confidentialitySystem = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
const confidentiality: Readonly<Record<string, readonly Rivimerkki[]>> = {
  U: [],
  L: [],
  M: [],
  N: [],
  R: ["ERITYINEN_SISALTO"],
  V: ["ERITYINEN_SISALTO"],
};

const actSystem = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
/** Policies of v3-ActCode that keep a record from the customer: how the Finnish special content is marked is assumed. */
const notToPatient: ReadonlySet<string> = new Set(["NOPAT", "TABOO", "PHY"]);

/** Labels that say nothing of who may see: test data, purpose, a part of the whole, and the person's own label. */
const silentSystems: ReadonlySet<string> = new Set([
  "http://terminology.hl7.org/CodeSystem/v3-ActReason",
  "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
  "https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/fi-base-security-label-cs",
]);

/** Branch of the register that a record is in. */
export type Rekisterilaji = "TERVEYDENHUOLTO" | "SOSIAALIHUOLTO";

/** Code systems of registers (verified); that a system tells them in `meta.tag` is assumed. */
const patientRegisters = "urn:oid:1.2.246.537.5.40150";
const socialRegisters = /^urn:oid:1\.2\.246\.537\.6\.1264(\.\d+)?$/;

/** The branch by a resource's tags of its register. Null without one, and where tags of both stand: then it is not known. */
export function toRekisterilaji({ meta }: MarkedWire): Rekisterilaji | null {
  const systems = (meta?.tag ?? []).map(({ system = "" }) => system);
  const isHealth = systems.includes(patientRegisters);
  const isSocial = systems.some((system) => socialRegisters.test(system));
  if (isHealth === isSocial) return null;
  return isHealth ? "TERVEYDENHUOLTO" : "SOSIAALIHUOLTO";
}

const provenance = z.object({
  target: z.array(reference).max(1000),
  extension: z
    .array(z.looseObject({ valueCoding: coding.optional() }))
    .max(200)
    .default([]),
});

/** A Provenance as far as marks go: what it is about, and its codes. */
export interface ProvenanceWire {
  readonly targets: readonly string[];
  readonly codings: readonly CodingWire[];
}

/** Reads Provenances that came beside a search; undefined when one can't be read: a mark may be in it. */
export function parseProvenances(values: readonly unknown[], base: string): readonly ProvenanceWire[] | undefined {
  const read = z.array(provenance).max(10_000).safeParse(values);
  return read.data?.map(({ target, extension }) => ({
    targets: target.flatMap((each) => {
      const literal = toLiteral(each, base);
      return literal === undefined ? [] : [`${literal.type}/${literal.id}`];
    }),
    codings: extension.flatMap(({ valueCoding }) => valueCoding ?? []),
  }));
}

/** What the marks of a resource are read from. */
export interface MarkSources {
  /** `Observation/123`. */
  readonly target: string;
  readonly provenances: readonly ProvenanceWire[];
  readonly potilas: Potilas;
}

/**
 * Marks of a resource: its own labels and extensions, and those of its Provenances. A denial wins over its opposite.
 * A label of a system we do not know is taken for special content. Undefined for a code that its system does not have.
 */
export function toRivimerkit(
  resource: MarkedWire,
  { target, provenances, potilas }: MarkSources,
): readonly Rivimerkki[] | undefined {
  const labels = resource.meta?.security ?? [];
  const elsewhere = [
    ...resource.extension.flatMap(({ valueCoding }) => valueCoding ?? []),
    ...provenances.filter(({ targets }) => targets.includes(target)).flatMap(({ codings }) => codings),
  ].filter(({ system }) => system === guardianSystem);
  const read = [...labels, ...elsewhere].map(toMarks);
  if (read.includes(undefined)) return undefined;
  const marks = new Set(read.flatMap((each) => each ?? []));
  if (potilas.turvakielto) marks.add("TURVAKIELTO");
  if (marks.has("HUOLTAJALTA_SALATTU")) marks.delete("HUOLTAJALLE_AVOIN");
  return [...marks].sort();
}

function toMarks({ system = "", code = "" }: CodingWire): readonly Rivimerkki[] | undefined {
  if (system === guardianSystem) return toList(Object.hasOwn(guardians, code) ? guardians[code] : undefined);
  if (system === confidentialitySystem) return Object.hasOwn(confidentiality, code) ? confidentiality[code] : undefined;
  if (system === actSystem && notToPatient.has(code)) return ["EI_SAHKOISEEN_ASIOINTIIN"];
  return silentSystems.has(system) ? [] : ["ERITYINEN_SISALTO"];
}

function toList(mark: Rivimerkki | undefined): readonly Rivimerkki[] | undefined {
  return mark === undefined ? undefined : [mark];
}
