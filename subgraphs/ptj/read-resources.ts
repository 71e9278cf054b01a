import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import type { Tyyppi } from "./capabilities.ts";
import type { MarkedWire } from "./elements.ts";
import { parseProvenances, toRivimerkit } from "./marks.ts";
import type { Rivimerkki } from "./marks.ts";
import type { Loydos } from "./search.ts";
import { isOf } from "./references.ts";
import type { ViiteWire } from "./references.ts";
import type { Potilas } from "./wire.ts";

/** A resource that has been read, and its marks. */
export interface Luettu<T> {
  readonly resource: T;
  readonly rivimerkit: readonly Rivimerkki[];
}

/** How resources of one type are read. */
export interface Lukutapa<T> {
  readonly tyyppi: Tyyppi;
  readonly schema: z.ZodType<T>;
  /** Whose the resource says it is. */
  readonly subjectOf: (resource: T) => ViiteWire | undefined;
}

/**
 * Reads all that a search found. One that is not of the agreed form, or whose subject is not the person asked, makes
 * the whole answer invalid: it may be another's. So does the same resource twice, and a mark that can't be read.
 */
export function readResources<T extends MarkedWire>(
  { resources, provenances }: Loydos,
  { tyyppi, schema, subjectOf }: Lukutapa<T>,
  { potilas, base }: { readonly potilas: Potilas; readonly base: string },
): SourceResult<readonly Luettu<T>[]> {
  const read = z.array(schema).safeParse(resources);
  if (!read.success) return failed("invalid", "a resource not of the agreed form");
  if (!read.data.every((each) => isOf(subjectOf(each), potilas, base))) {
    return failed("invalid", "a resource of another person than asked");
  }
  if (new Set(read.data.map(({ id }) => id)).size !== read.data.length) return failed("invalid", "one resource twice");
  const sources = parseProvenances(provenances, base);
  if (sources === undefined) return failed("invalid", "a Provenance that can't be read");
  const marked: Luettu<T>[] = [];
  for (const resource of read.data) {
    const rivimerkit = toRivimerkit(resource, { target: `${tyyppi}/${resource.id}`, provenances: sources, potilas });
    if (rivimerkit === undefined) return failed("invalid", "a mark that its code list does not have");
    marked.push({ resource, rivimerkit });
  }
  return ok(marked);
}
