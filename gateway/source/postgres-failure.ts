import { DatabaseError } from "pg";
import { failed } from "./failure.ts";
import type { FailureKind } from "./failure.ts";
import { PostgresFrameError } from "./postgres-stream.ts";

/** SQLSTATE, or its class of two characters → what it means for us. PostgreSQL documentation, appendix A. */
const kinds: Readonly<Record<string, FailureKind>> = {
  "57014": "timeout",
  "42501": "denied",
  "22": "invalid",
  "28": "configuration",
  "3D": "configuration",
  "3F": "configuration",
  "42": "configuration",
};

const reasons = {
  timeout: "database cancelled the statement",
  denied: "database denies our role",
  invalid: "database could not read its own data",
  configuration: "database refuses our sign-in or does not know our statement",
  unavailable: "database can't serve now",
} as const;

/**
 * The failure behind an error of the driver. What the server wrote is dropped: only its SQLSTATE is
 * read, as its texts may quote values. What is no answer of a server is a lost connection.
 */
export function toPostgresFailure(error: unknown): ReturnType<typeof failed> {
  // The one message that is ours: a constant.
  if (error instanceof PostgresFrameError) return failed("invalid", error.message);
  if (!(error instanceof DatabaseError)) return failed("unavailable", "connection refused, reset or cut");
  const code = error.code ?? "";
  const kind = kinds[code] ?? kinds[code.slice(0, 2)];
  if (kind === "timeout" || kind === "denied" || kind === "invalid" || kind === "configuration") {
    return failed(kind, reasons[kind]);
  }
  return failed("unavailable", reasons.unavailable);
}

/** True when the connection can serve the next statement: the server answered, and stays. */
export function isConnectionWhole(error: unknown): boolean {
  return error instanceof DatabaseError && error.severity === "ERROR";
}

/** True when the server was gone before it could answer: a restart, or an idle connection it had closed. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof PostgresFrameError) return false;
  return !(error instanceof DatabaseError) || error.code === "57P01";
}
