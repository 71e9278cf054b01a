import { parseFhirOutcome } from "../../gateway/source/index.ts";
import type { FailureKind, FhirOutcome, SourceFailure } from "../../gateway/source/index.ts";

/** What an issue code of R4 means for us; `deleted` and `not-found` are for the caller to judge. */
const kinds: Readonly<Record<string, FailureKind | "gone">> = {
  invalid: "invalid",
  structure: "invalid",
  required: "invalid",
  value: "invalid",
  invariant: "invalid",
  security: "denied",
  login: "denied",
  unknown: "denied",
  expired: "denied",
  forbidden: "denied",
  suppressed: "denied",
  processing: "invalid",
  "not-supported": "invalid",
  duplicate: "invalid",
  "multiple-matches": "invalid",
  "not-found": "not-found",
  deleted: "gone",
  "too-long": "invalid",
  "code-invalid": "invalid",
  extension: "invalid",
  "too-costly": "unavailable",
  "business-rule": "invalid",
  conflict: "invalid",
  transient: "unavailable",
  "lock-error": "unavailable",
  "no-store": "unavailable",
  exception: "unavailable",
  timeout: "timeout",
  incomplete: "unavailable",
  throttled: "unavailable",
  informational: "invalid",
};

/** Issue codes that are known, for the test that lists them. */
export const issueCodes: readonly string[] = Object.keys(kinds);

/** What an answer that gives nothing means: `gone` for a resource that has been deleted. */
export type Refusal = { readonly kind: "gone" } | ({ readonly kind: FailureKind } & SourceFailure);

/**
 * The meaning of a status that is not 200. The status decides; the outcome only tells a timeout from other trouble,
 * and what is throttled from what we did wrong. Takes no text of the source.
 */
export function toRefusal(status: number, body: unknown): Refusal {
  const told = worstOf(parseFhirOutcome(body));
  if (status === 401 || status === 403) return { kind: "denied", reason: "the node refuses us" };
  if (status === 404) return { kind: "not-found", reason: "not found at the node" };
  if (status === 410) return { kind: "gone" };
  if (status === 408 || status === 504 || told === "timeout") {
    return { kind: "timeout", reason: "the node tells of a timeout of its own" };
  }
  if (status === 429 || status >= 500 || told === "unavailable") {
    return { kind: "unavailable", reason: "the node is busy, closed or broken" };
  }
  return { kind: "invalid", reason: "the node does not accept our message" };
}

/** What an outcome within an answer of 200 says: undefined where it is no more than information. */
export function toWarning(told: FhirOutcome): Refusal | "partial" | undefined {
  const worst = worstOf(told);
  if (worst === "gone") return { kind: "gone" };
  if (worst !== undefined) return { kind: worst, reason: "an outcome within the node's answer" };
  return told.issue.some(({ code, severity }) => code === "incomplete" && severity === "warning")
    ? "partial"
    : undefined;
}

/** By the first error; a code that R4 does not have is an answer that can't be read. */
function worstOf(told: FhirOutcome | undefined): FailureKind | "gone" | undefined {
  const found = told?.issue.find(({ severity }) => severity === "error" || severity === "fatal");
  if (found === undefined) return undefined;
  return Object.hasOwn(kinds, found.code) ? kinds[found.code] : "invalid";
}
