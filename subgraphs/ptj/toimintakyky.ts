import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { toKoodi } from "../../gateway/subgraph/index.ts";
import type { Koodi } from "../../gateway/subgraph/index.ts";
import { concept, dateTime, head, period, textOf, toAjankohta, toPaiva } from "./elements.ts";
import type { ConceptWire } from "./elements.ts";
import type { Rekisterilaji, Rivimerkki } from "./marks.ts";
import { toRekisterointinumero } from "./professionals.ts";
import { toLukutapa } from "./read-resources.ts";
import type { Luettu, Lukutapa } from "./read-resources.ts";
import { isOf, reference, toLiteral } from "./references.ts";
import type { ViiteWire } from "./references.ts";
import type { Potilas } from "./wire.ts";

/** THL - ICF (verified). */
const icf = "urn:oid:1.2.246.537.6.48";
/** A qualifier is told in the same list, in HL7's own name of the ICF, or as a number (recalled). */
const qualifierSystems: ReadonlySet<string> = new Set([icf, "http://hl7.org/fhir/sid/icf"]);
/** Alone, after a point, or after the code it qualifies: `2`, `.2`, `d450.2`. */
const qualifier = /^(?:[bsde]\d*)?\.?(\d)$/;

const degrees = {
  "0": "EI_ONGELMAA",
  "1": "LIEVA",
  "2": "KOHTALAINEN",
  "3": "VAIKEA",
  "4": "TAYDELLINEN",
  "8": "EI_MAARITELTY",
  "9": "EI_SOVELLETTAVISSA",
} as const;

/** Value of the enum `ToimintakyvynAste`. */
export type Aste = (typeof degrees)[keyof typeof degrees];

const value = {
  valueCodeableConcept: concept.optional(),
  valueInteger: z.number().optional(),
  valueString: z.string().max(5000).optional(),
};
const status = z.enum([
  "registered",
  "preliminary",
  "final",
  "amended",
  "corrected",
  "cancelled",
  "entered-in-error",
  "unknown",
]);
/** A finding, or one that is only preliminary and told as such. The others are none, or not any more. */
const shown: ReadonlySet<string> = new Set(["preliminary", "final", "amended", "corrected"]);

const observation = z.object({
  ...head,
  ...value,
  status,
  code: concept,
  subject: reference.optional(),
  performer: z.array(reference).max(50).default([]),
  effectiveDateTime: dateTime.optional(),
  effectivePeriod: period.optional(),
  effectiveInstant: dateTime.optional(),
  issued: dateTime.optional(),
  component: z.array(z.object(value)).max(50).default([]),
  hasMember: z.array(reference).max(1000).default([]),
});

/** An Observation as far as item 13 reads it. */
export type ObservationWire = z.infer<typeof observation>;

/** How Observations are read. */
export const observationTapa: Lukutapa<ObservationWire> = toLukutapa(
  "Observation",
  observation,
  ({ subject }) => subject,
);

/** Value of the type `ToimintakykyArvio`, but for the region and controller of its row. */
export interface ToimintakykyArvio {
  readonly koodi: Koodi;
  readonly aste: Aste | null;
  readonly arvio: string | null;
  readonly arvioija: { readonly nimi: string | null; readonly rekisterointinumero: string | null } | null;
  readonly paiva: string | null;
  readonly ajankohta: string | null;
  readonly alustava: boolean;
  readonly rivimerkit: readonly Rivimerkki[];
  readonly rekisterilaji: Rekisterilaji | null;
}

/**
 * Findings by professionals with a code of the ICF, newest first. The customer's own and the next of kin's are left
 * out, and so is a note that only groups findings; its marks are theirs too. A qualifier that the ICF does not have
 * makes the answer invalid.
 */
export function toArviot(
  read: readonly Luettu<ObservationWire>[],
  { potilas, base }: { readonly potilas: Potilas; readonly base: string },
): SourceResult<readonly ToimintakykyArvio[]> {
  const noteMarks = toNoteMarks(read, base);
  const arviot: ToimintakykyArvio[] = [];
  for (const { resource, rivimerkit, rekisterilaji } of read) {
    const code = resource.code.coding.find(({ system, code: arvo }) => system === icf && arvo !== undefined);
    if (code?.code === undefined || !isFinding(resource, potilas, base)) continue;
    const aste = toAste(resource);
    if (aste === "invalid") return failed("invalid", "a qualifier that the ICF does not have");
    const time = timeOf(resource);
    arviot.push({
      // Named by the code server, in each language: a display is a copy in one, as the system happens to have it.
      koodi: toKoodi(icf, code.code),
      aste,
      arvio: resource.valueString ?? toOtherText(resource.valueCodeableConcept),
      arvioija: toArvioija(resource.performer),
      paiva: toPaiva(time),
      ajankohta: toAjankohta(time),
      alustava: resource.status === "preliminary",
      rivimerkit: [...new Set([...rivimerkit, ...(noteMarks.get(resource.id) ?? [])])],
      rekisterilaji,
    });
  }
  return ok(arviot.sort((one, other) => compare(other.ajankohta ?? "", one.ajankohta ?? "")));
}

function isFinding(resource: ObservationWire, potilas: Potilas, base: string): boolean {
  const { performer, hasMember } = resource;
  if (!shown.has(resource.status)) return false;
  const isNote = hasMember.length > 0 && valuesOf(resource).every((each) => toDegree(each) === null);
  const isOwn = performer.length > 0 && performer.every((each) => isLayPerson(each, potilas, base));
  return !isNote && !isOwn;
}

/** The customer or somebody close: not a professional. */
function isLayPerson(viite: ViiteWire, potilas: Potilas, base: string): boolean {
  const type = toLiteral(viite, base)?.type ?? viite.type;
  return type === "Patient" || type === "RelatedPerson" || isOf(viite, potilas, base);
}

/** Marks of notes by the findings they group. */
function toNoteMarks(
  read: readonly Luettu<ObservationWire>[],
  base: string,
): ReadonlyMap<string, readonly Rivimerkki[]> {
  return new Map(
    read.flatMap(({ resource, rivimerkit }) =>
      resource.hasMember.flatMap((each) => {
        const literal = toLiteral(each, base);
        return literal?.type === "Observation" ? [[literal.id, rivimerkit] as const] : [];
      }),
    ),
  );
}

type Value = Pick<ObservationWire, "valueCodeableConcept" | "valueInteger">;

function valuesOf(resource: ObservationWire): readonly Value[] {
  return [resource, ...resource.component];
}

/** The first value that is a qualifier; null where none is. */
function toAste(resource: ObservationWire): Aste | "invalid" | null {
  const found = valuesOf(resource).map(toDegree);
  return found.includes("invalid") ? "invalid" : (found.find((each) => each !== null) ?? null);
}

function toDegree({ valueInteger, valueCodeableConcept }: Value): Aste | "invalid" | null {
  const coded = valueCodeableConcept?.coding.find(({ system = "" }) => qualifierSystems.has(system));
  if (valueInteger === undefined && coded === undefined) return null;
  const digit = valueInteger === undefined ? qualifier.exec(coded?.code ?? "")?.[1] : String(valueInteger);
  const known = Object.entries(degrees).find(([key]) => key === digit);
  return known === undefined ? "invalid" : known[1];
}

/** The text of a value that is no qualifier. */
function toOtherText(coded: ConceptWire | undefined): string | null {
  return coded?.coding.some(({ system = "" }) => qualifierSystems.has(system)) === true ? null : textOf(coded);
}

function toArvioija(performers: readonly ViiteWire[]): ToimintakykyArvio["arvioija"] {
  const [first] = performers;
  if (first === undefined) return null;
  return { nimi: first.display ?? null, rekisterointinumero: toRekisterointinumero(first) };
}

function timeOf(resource: ObservationWire): string | undefined {
  const { effectiveDateTime, effectiveInstant, effectivePeriod, issued } = resource;
  return effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.end ?? effectivePeriod?.start ?? issued;
}

/** By code unit: the same order on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
