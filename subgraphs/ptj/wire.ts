import { z } from "zod";
import { failed, ok, parseFhirOutcome } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import type { Tunnus } from "../../gateway/subgraph/index.ts";
import { toWarning } from "./outcome.ts";
import type { Refusal } from "./outcome.ts";
import type { Tyyppi } from "./capabilities.ts";

/** System of the identity code in R4 (Finnish base profiles, verified). */
export const hetuSystem = "urn:oid:1.2.246.21";

const link = z.object({ relation: z.string(), url: z.string().max(8192) });
const entry = z.object({
  resource: z.looseObject({ resourceType: z.string() }),
  search: z.object({ mode: z.enum(["match", "include", "outcome"]) }).optional(),
});
const searchset = z.object({
  resourceType: z.literal("Bundle"),
  type: z.literal("searchset"),
  link: z.array(link).max(20).default([]),
  entry: z.array(entry).default([]),
});

/** One page of an answer: resources are not read yet, but all are of the type asked. */
export interface SivuWire {
  readonly resources: readonly unknown[];
  readonly provenances: readonly unknown[];
  /** The node says that it may not have told all. */
  readonly isPartial: boolean;
  /** Where the next page is, as the node wrote it. */
  readonly next: string | undefined;
}

/** Reads a page of a search. A match of another type than asked makes it invalid; what else comes along is not read. */
export function parseSivu(value: unknown, tyyppi: Tyyppi): SourceResult<SivuWire> {
  const read = searchset.safeParse(value);
  if (!read.success) return failed("invalid", "not a searchset");
  const matches = resourcesOf(read.data, "match");
  if (matches.some(({ resourceType }) => resourceType !== tyyppi)) return failed("invalid", "a match of another type");
  const warnings = resourcesOf(read.data, "outcome").map(readWarning);
  const refusal = warnings.find((each) => each !== undefined && each !== "partial");
  if (refusal !== undefined) return refuse(refusal);
  return ok({
    resources: matches,
    provenances: resourcesOf(read.data, "include").filter(({ resourceType }) => resourceType === "Provenance"),
    isPartial: warnings.includes("partial"),
    next: read.data.link.find(({ relation }) => relation === "next")?.url,
  });
}

type Searchset = z.infer<typeof searchset>;

/** Resources of a mode; an OperationOutcome is one whatever its mode, and an entry without a mode is a match. */
function resourcesOf({ entry: entries }: Searchset, mode: string): readonly { readonly resourceType: string }[] {
  return entries
    .filter(({ resource, search }) => {
      const own = resource.resourceType === "OperationOutcome" ? "outcome" : (search?.mode ?? "match");
      return own === mode;
    })
    .map(({ resource }) => resource);
}

function readWarning(resource: unknown): ReturnType<typeof toWarning> {
  const outcome = parseFhirOutcome(resource);
  return outcome === undefined ? { kind: "invalid", reason: "not an OperationOutcome" } : toWarning(outcome);
}

/** A refusal within an answer; there is nothing that could be gone or not found in it. */
function refuse(refusal: Refusal): ReturnType<typeof failed> {
  if (refusal.kind === "gone" || refusal.kind === "not-found")
    return failed("invalid", "an outcome that fits no search");
  return { ok: false, failure: refusal };
}

const batchResponse = z.object({
  resourceType: z.literal("Bundle"),
  type: z.literal("batch-response"),
  entry: z.array(
    z.object({
      resource: z.unknown().optional(),
      response: z.object({ status: z.string().regex(/^\d{3}\b/), outcome: z.unknown().optional() }),
    }),
  ),
});

/** Answer to one search of a batch: as if it had come alone. */
export interface BatchAnswerWire {
  readonly status: number;
  readonly body: unknown;
}

/** Reads the answer to a batch of `count` searches: as many, in their order. */
export function parseBatch(value: unknown, count: number): SourceResult<readonly BatchAnswerWire[]> {
  const read = batchResponse.safeParse(value);
  if (!read.success) return failed("invalid", "not an answer to a batch");
  if (read.data.entry.length !== count) return failed("invalid", "answers are not as many as searches");
  return ok(
    read.data.entry.map(({ resource, response }) => {
      const status = Number(response.status.slice(0, 3));
      return { status, body: status === 200 ? resource : (response.outcome ?? resource) };
    }),
  );
}

const coding = z.object({ system: z.string().optional(), code: z.string().optional() });
const patient = z.object({
  id: z.string().regex(/^[A-Za-z0-9.-]{1,64}$/),
  meta: z.object({ security: z.array(coding).max(50).default([]) }).optional(),
  identifier: z
    .array(z.object({ system: z.string().optional(), value: z.string().optional() }))
    .max(100)
    .default([]),
  active: z.boolean().default(true),
  link: z
    .array(z.object({ type: z.string() }))
    .max(100)
    .default([]),
});

/** Whom a node is asked about, by its own identifier system. */
export interface Haettava {
  readonly tunnus: Tunnus;
  readonly system: string;
}

/** A person in one node's system. */
export interface Potilas extends Haettava {
  /** Logical id at the node. */
  readonly id: string;
  /** The node's own label of non-disclosure, a second signal beside the population register's. */
  readonly turvakielto: boolean;
}

/**
 * Reads the Patients of a search by identifier. Each must carry the identifier that was asked. Those joined to another
 * record, or not in use, are left out.
 */
export function parsePotilaat(resources: readonly unknown[], asked: Haettava): SourceResult<readonly Potilas[]> {
  const read = z.array(patient).max(10).safeParse(resources);
  if (!read.success) return failed("invalid", "not Patients");
  const isAsked = read.data.every(({ identifier }) =>
    identifier.some(({ system, value }) => system === asked.system && value === asked.tunnus.arvo),
  );
  if (!isAsked) return failed("invalid", "a Patient of another identifier than asked");
  const current = read.data.filter(
    ({ active, link: links }) => active && links.every(({ type }) => type !== "replaced-by"),
  );
  return ok(
    current.map(({ id, meta }) => ({
      ...asked,
      id,
      turvakielto: meta?.security.some(({ code }) => code?.toUpperCase() === "TURVAKIELTO") === true,
    })),
  );
}
