import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";

/** Types of resource that are asked. */
export const tyypit = [
  "Patient",
  "Observation",
  "Encounter",
  "Communication",
  "CarePlan",
  "Goal",
  "EpisodeOfCare",
] as const;

/** A type of resource that is asked. */
export type Tyyppi = (typeof tyypit)[number];

/** What a node says it can do, as far as it matters. */
export interface Kyvyt {
  /** Several searches may go in one `batch` Bundle. */
  readonly batch: boolean;
  /** Search parameters of each type that can be searched; a type that can't be is missing. */
  readonly haut: Partial<Readonly<Record<Tyyppi, ReadonlySet<string>>>>;
  /** Types whose Provenances come along when asked. */
  readonly provenance: ReadonlySet<Tyyppi>;
}

const code = z.object({ code: z.string() });
const resource = z.object({
  type: z.string(),
  interaction: z.array(code).max(50).default([]),
  searchParam: z
    .array(z.object({ name: z.string() }))
    .max(500)
    .default([]),
  searchRevInclude: z.array(z.string()).max(500).default([]),
});
const statement = z.object({
  resourceType: z.literal("CapabilityStatement"),
  fhirVersion: z.string().regex(/^4\.0\.\d+$/),
  format: z.array(z.string()).max(50),
  rest: z
    .array(
      z.object({
        mode: z.string(),
        interaction: z.array(code).max(50).default([]),
        resource: z.array(resource).max(500).default([]),
      }),
    )
    .min(1)
    .max(10),
});

/** Reads a CapabilityStatement. A node that is not R4, or speaks no JSON, is not one that can be read. */
export function parseKyvyt(value: unknown): SourceResult<Kyvyt> {
  const read = statement.safeParse(value);
  if (!read.success) return failed("invalid", "not a CapabilityStatement of R4");
  if (!read.data.format.some((format) => /json/.test(format))) return failed("invalid", "the node speaks no JSON");
  const rest = read.data.rest.find(({ mode }) => mode === "server");
  if (rest === undefined) return failed("invalid", "not the statement of a server");
  const searchable = rest.resource.filter(({ interaction }) => interaction.some((each) => each.code === "search-type"));
  const known = tyypit.flatMap((tyyppi) => {
    const found = searchable.find(({ type }) => type === tyyppi);
    return found === undefined ? [] : [{ tyyppi, found }];
  });
  return ok({
    batch: rest.interaction.some((each) => each.code === "batch"),
    haut: Object.fromEntries(
      known.map(({ tyyppi, found }) => [tyyppi, new Set(found.searchParam.map(({ name }) => name))]),
    ),
    provenance: new Set(
      known.filter(({ found }) => found.searchRevInclude.includes("Provenance:target")).map(({ tyyppi }) => tyyppi),
    ),
  });
}
