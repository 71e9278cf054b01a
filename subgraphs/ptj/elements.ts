import { z } from "zod";
import { isAika, isPaiva } from "../../gateway/subgraph/index.ts";
import { reference } from "./references.ts";

const text = z.string().max(5000);

/** A code and its system. */
export const coding = z.object({ system: text.optional(), code: text.optional(), display: text.optional() });

/** A coded value of R4. */
export const concept = z.object({ coding: z.array(coding).max(50).default([]), text: text.optional() });

/** A code and its system, as it came. */
export type CodingWire = z.infer<typeof coding>;
/** A coded value, as it came. */
export type ConceptWire = z.infer<typeof concept>;

/** A time of R4: a year, a month, a day, or a moment with an offset. */
export const dateTime = z.string().refine((value) => {
  if (/^\d{4}$/.test(value)) return true;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return true;
  return isPaiva(value) || isAika(value);
});

/** Start and end, either of which may be missing. */
export const period = z.object({ start: dateTime.optional(), end: dateTime.optional() });

const extension = z.looseObject({ url: text, valueCoding: coding.optional(), valueReference: reference.optional() });

/** What every resource begins with. Narrative (`text`) is not among it: it is never read. */
export const head = {
  id: z.string().regex(/^[A-Za-z0-9.-]{1,64}$/),
  meta: z
    .object({ security: z.array(coding).max(50).default([]), tag: z.array(coding).max(50).default([]) })
    .optional(),
  extension: z.array(extension).max(200).default([]),
};

/** The parts of a resource by which its marks are told. */
export interface MarkedWire {
  readonly id: string;
  readonly meta?: { readonly security: readonly CodingWire[]; readonly tag: readonly CodingWire[] } | undefined;
  readonly extension: readonly { readonly valueCoding?: CodingWire | undefined }[];
}

/** First day-exact part of a time: `YYYY-MM-DD`, null where the time is not that exact. */
export function toPaiva(time: string | undefined): string | null {
  return time !== undefined && time.length >= 10 ? time.slice(0, 10) : null;
}

/** A time as exact as it is, without its hour: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export function toAjankohta(time: string | undefined): string | null {
  return time === undefined ? null : time.slice(0, 10);
}

/** The moment, null where the time tells none. */
export function toAika(time: string | undefined): string | null {
  return time !== undefined && time.length > 10 ? time : null;
}

/** A value's own text, else the first name of a code; null without any. */
export function textOf(value: ConceptWire | undefined): string | null {
  const found = value?.text ?? value?.coding.find(({ display }) => display !== undefined)?.display;
  return found === undefined || found === "" ? null : found;
}
