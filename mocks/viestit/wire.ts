import type { MockResponse } from "../http/index.ts";

/** A JSON answer. */
export function toJson(status: number, value: unknown): MockResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

const statuses: Readonly<Record<string, number>> = {
  validation: 400,
  credentials: 400,
  token: 401,
  forbidden: 403,
  missing: 404,
  size: 413,
  busy: 429,
  internal: 500,
  maintenance: 503,
};

/** An error in the service's form (`reason`, `validationErrors`); an unknown code is told with status 500. */
export function toError(koodi: string): MockResponse {
  return toJson(statuses[koodi] ?? 500, {
    reason: `Request refused: ${koodi}`,
    validationErrors: koodi === "validation" ? [{ error: "must not be empty", errorCode: "E_EMPTY" }] : [],
  });
}
