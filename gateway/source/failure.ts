import type { ErrorCode } from "../errors.ts";

/**
 * Why a source gave no usable answer. `reason` is a constant string for the log: it never holds a
 * URL, a header, a body or a value of the source.
 */
export interface SourceFailure {
  readonly kind: FailureKind;
  readonly reason: string;
}

/** What went wrong, from the caller's point of view. */
export type FailureKind =
  | "timeout"
  | "unavailable"
  | "invalid"
  | "denied"
  | "not-found"
  | "bad-input"
  | "consent-missing"
  | "configuration";

/** An answer, or the reason why there is none. The expected is a value; only bugs are thrown. */
export type SourceResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: SourceFailure };

/** The one place where a source's failure becomes one of our error codes. */
const codes = {
  timeout: "SOURCE_TIMEOUT",
  unavailable: "SOURCE_UNAVAILABLE",
  invalid: "SOURCE_INVALID_RESPONSE",
  denied: "SOURCE_DENIED",
  "not-found": "SUBJECT_NOT_FOUND",
  "bad-input": "BAD_USER_INPUT",
  "consent-missing": "CONSENT_MISSING",
  configuration: "SOURCE_DENIED",
} as const satisfies Record<FailureKind, ErrorCode>;

/** The error code a client sees for a failure. */
export function codeOf(failure: SourceFailure): ErrorCode {
  return codes[failure.kind];
}

/** A good result. */
export function ok<T>(value: T): SourceResult<T> {
  return { ok: true, value };
}

/** A failed result; `reason` is a constant string, never a value from the source. */
export function failed(kind: FailureKind, reason: string): { readonly ok: false; readonly failure: SourceFailure } {
  return { ok: false, failure: { kind, reason } };
}
