import type { MockResponse } from "../http/index.ts";
import type { Json } from "./references.ts";

/** An answer in JSON. */
export function toJson(status: number, value: unknown, type = "application/json"): MockResponse {
  return { status, headers: { "content-type": `${type}; charset=utf-8` }, body: JSON.stringify(value) };
}

/** A resource as an answer. */
export function toFhir(status: number, resource: Json): MockResponse {
  return toJson(status, resource, "application/fhir+json");
}

/** An OperationOutcome; the diagnostics are text that no client may see. */
export function toOutcome(code: string, severity = "error"): Json {
  return {
    resourceType: "OperationOutcome",
    issue: [{ severity, code, diagnostics: `Sisäinen virhe: ${code} (java.lang.Esimerkki)` }],
  };
}

/** Errors a node can be told to show, by the code of the fault `virhekoodi`: status and issue code. */
export const virheet: Readonly<Record<string, readonly [status: number, issue: string]>> = {
  login: [401, "login"],
  forbidden: [403, "forbidden"],
  "not-found": [404, "not-found"],
  deleted: [410, "deleted"],
  invalid: [422, "invalid"],
  throttled: [429, "throttled"],
  transient: [503, "transient"],
  timeout: [504, "timeout"],
};

/** A searchset: matches, what is included beside them, and outcomes. */
export function toSearchset(options: {
  readonly base: string;
  readonly self: string;
  readonly next: string | undefined;
  readonly matches: readonly Json[];
  readonly includes: readonly Json[];
  readonly outcomes: readonly Json[];
}): Json {
  const { base, self, next, matches, includes, outcomes } = options;
  const toEntries = (resources: readonly Json[], mode: string): readonly Json[] =>
    resources.map((resource) => ({
      fullUrl: mode === "outcome" ? undefined : `${base}/${String(resource["resourceType"])}/${String(resource["id"])}`,
      resource,
      search: { mode },
    }));
  const entry = [...toEntries(matches, "match"), ...toEntries(includes, "include"), ...toEntries(outcomes, "outcome")];
  return {
    resourceType: "Bundle",
    type: "searchset",
    link: [{ relation: "self", url: self }, ...(next === undefined ? [] : [{ relation: "next", url: next }])],
    ...(entry.length === 0 ? {} : { entry }),
  };
}
