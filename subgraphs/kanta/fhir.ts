import { z } from "zod";
import { failed, fhirJson, ok, parseFhirOutcome, readJson, toLinkPath } from "../../gateway/source/index.ts";
import type {
  CallScope,
  Source,
  SourceFailure,
  SourceRequest,
  SourceResponse,
  SourceResult,
} from "../../gateway/source/index.ts";

/** A search by POST (R4): what is searched for is in the body, and never in an address. */
export interface Search<T> {
  readonly source: Source;
  /** Address of the source: a link to the next page must lead to the same place. */
  readonly base: URL;
  readonly resourceType: string;
  readonly form: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly scope: CallScope;
  /** Reads the matches found so far: within the call, so that one that won't do is told as the source's fault. */
  readonly parse: (matches: readonly unknown[]) => SourceResult<readonly T[]>;
}

/** Pages of one search; a register that goes on further has gone round. */
const maxPages = 20;

/**
 * Every match of a search, page by page. What is included beside matches is left out. An answer that the register
 * itself calls incomplete is no answer: what is missing may be what forbids.
 */
export async function searchAll<T>(search: Search<T>): Promise<SourceResult<readonly T[]>> {
  const { source, resourceType, form, headers, scope } = search;
  let request: SourceRequest = {
    method: "POST",
    path: `/${resourceType}/_search`,
    headers: { ...headers, accept: fhirJson, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  };
  let found: readonly unknown[] = [];
  for (let count = 1; ; count += 1) {
    const before = { matches: found, isLast: count === maxPages };
    const page = await source.call(request, scope, (response) => readPage(response, search, before));
    if (!page.ok) return page;
    const { next, matches, values } = page.value;
    if (next === undefined) return ok(values);
    found = matches;
    request = { method: "GET", path: next, headers: { ...headers, accept: fhirJson } };
  }
}

interface Before {
  readonly matches: readonly unknown[];
  /** One more page is no longer asked. */
  readonly isLast: boolean;
}

async function readPage<T>(
  response: SourceResponse,
  { resourceType, base, parse }: Search<T>,
  before: Before,
): Promise<SourceResult<Page & { readonly values: readonly T[] }>> {
  const body = await readFhir(response);
  if (!body.ok) return body;
  const page = parseSearchset(body.value, resourceType, base);
  if (!page.ok) return page;
  if (before.isLast && page.value.next !== undefined) return failed("invalid", "a search that does not end");
  const matches = [...before.matches, ...page.value.matches];
  const read = parse(matches);
  return read.ok ? ok({ next: page.value.next, matches, values: read.value }) : read;
}

/** Reads a body of status 200 or 201 as JSON; any other status is the failure it means. */
export async function readFhir(response: SourceResponse): Promise<SourceResult<unknown>> {
  const body = await readJson(response);
  if (response.status === 200 || response.status === 201) return body;
  return { ok: false, failure: toFhirFailure(response.status, body.ok ? body.value : undefined) };
}

/** A page of a search: its matches, and the path of the next page below the source's address. */
export interface Page {
  readonly matches: readonly unknown[];
  readonly next: string | undefined;
}

const entry = z.object({
  resource: z.looseObject({ resourceType: z.string() }),
  search: z.looseObject({ mode: z.enum(["match", "include", "outcome"]).optional() }).optional(),
});
const searchset = z.looseObject({
  resourceType: z.literal("Bundle"),
  type: z.literal("searchset"),
  link: z
    .array(z.looseObject({ relation: z.string(), url: z.string().max(4000) }))
    .max(20)
    .default([]),
  entry: z.array(entry).max(1000).default([]),
});

/** Reads a Bundle of the type searchset (R4). A match of another kind than was asked makes it invalid. */
export function parseSearchset(value: unknown, resourceType: string, base: URL): SourceResult<Page> {
  const read = searchset.safeParse(value);
  if (!read.success) return failed("invalid", "not a searchset");
  const { entry: entries, link } = read.data;
  const outcomes = entries.filter((each) => toMode(each) === "outcome");
  if (outcomes.some(({ resource }) => !isHarmless(resource))) {
    return failed("unavailable", "the register tells that its answer is not whole");
  }
  const matches = entries.filter((each) => toMode(each) === "match").map(({ resource }) => resource);
  if (matches.some((each) => each.resourceType !== resourceType)) return failed("invalid", "match of another kind");
  const url = link.find(({ relation }) => relation === "next")?.url;
  const next = url === undefined ? undefined : toPath(url, base);
  return url !== undefined && next === undefined ? failed("invalid", "a link to elsewhere") : ok({ matches, next });
}

function toMode({ resource, search }: z.infer<typeof entry>): "match" | "include" | "outcome" {
  return search?.mode ?? (resource.resourceType === "OperationOutcome" ? "outcome" : "match");
}

function isHarmless(resource: unknown): boolean {
  return parseFhirOutcome(resource)?.issue.every(({ severity }) => severity === "information") === true;
}

/** The path of a link below `base`; undefined where it leads elsewhere, or may not be followed. */
export function toPath(link: string, base: URL): string | undefined {
  const path = toLinkPath(link, { base, arvot: [] });
  const prefix = base.pathname.replace(/\/$/, "");
  return path?.startsWith(`${prefix}/`) === true ? path.slice(prefix.length) : undefined;
}

/**
 * The meaning of an answer that is not 200 (R4, and the Finnish SMART statement: 401, 403 and 404 may all mean "not
 * yours"). `body` is undefined when it was not JSON. Takes no text of the source.
 */
export function toFhirFailure(status: number, body: unknown): SourceFailure {
  const codes = parseFhirOutcome(body)?.issue.map(({ code }) => code) ?? [];
  if (status === 403 && codes.includes("suppressed")) {
    return { kind: "consent-missing", reason: "the person has not allowed it" };
  }
  if (status === 401 || status === 403) return { kind: "denied", reason: "the register refuses us" };
  if (status === 429 || status >= 500) return { kind: "unavailable", reason: "the register is busy, closed or broken" };
  if (status === 200 || status === 201) return { kind: "invalid", reason: "not an answer of the register" };
  return { kind: "configuration", reason: "the register does not accept our message" };
}
