import { z } from "zod";
import { hasPersonalCode } from "../has-personal-code.ts";

/** The media type of FHIR R4 in JSON. */
export const fhirJson = "application/fhir+json";

const issue = z.object({ severity: z.enum(["fatal", "error", "warning", "information"]), code: z.string() });
const outcome = z.object({ resourceType: z.literal("OperationOutcome"), issue: z.array(issue).min(1).max(100) });

/** An OperationOutcome of R4: severities and codes only, never its texts. */
export type FhirOutcome = z.infer<typeof outcome>;

/** Reads an OperationOutcome; undefined for anything else. What its codes mean is each register's own. */
export function parseFhirOutcome(value: unknown): FhirOutcome | undefined {
  return outcome.safeParse(value).data;
}

/** Where a link may lead, and what it may not hold. */
export interface LinkBounds {
  /** Address of the interface, with or without an ending slash: a relative link is read below it (R4, 3.1.0.1.2). */
  readonly base: URL;
  /** Identifiers of the persons asked about. Any identity code is refused without being named here. */
  readonly arvot: readonly string[];
}

/**
 * Path and query, under the origin, of a link to a search's next page, as the register wrote it. Undefined for one
 * that may not be followed: no address, another origin than the base's (the token would go there), a sign-in or a
 * fragment in it, or a person's identifier, as it stands or in escapes. Does not check that the path is below the
 * base's.
 */
export function toLinkPath(link: string, { base, arvot }: LinkBounds): string | undefined {
  const from = `${base.href.replace(/\/$/, "")}/`;
  if (!URL.canParse(link, from)) return undefined;
  const url = new URL(link, from);
  const isBare = url.username === "" && url.password === "" && url.hash === "";
  if (url.origin !== base.origin || !isBare) return undefined;
  const path = url.pathname + url.search;
  const isTelling = (text: string): boolean => hasPersonalCode(text) || arvot.some((arvo) => text.includes(arvo));
  return isTelling(path) || isTelling(decode(path)) ? undefined : path;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not well encoded: looked at as it stands.
    return text;
  }
}
