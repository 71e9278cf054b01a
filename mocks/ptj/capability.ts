import { hakuehdot, tavat } from "./vendors.ts";
import type { Toimittaja } from "./vendors.ts";

/** The system's CapabilityStatement, as `metadata` gives it: what the client adapts to. */
export function toCapability(toimittaja: Toimittaja, base: string): Readonly<Record<string, unknown>> {
  const oma = tavat[toimittaja];
  return {
    resourceType: "CapabilityStatement",
    status: "active",
    date: "2026-01-15",
    kind: "instance",
    software: { name: oma.nimi, version: "1.0" },
    implementation: { description: `${oma.nimi}: jäljitelmä`, url: base },
    fhirVersion: "4.0.1",
    format: toimittaja === "A" ? ["xml", "json"] : ["application/fhir+json"],
    rest: [
      {
        mode: "server",
        security: {
          extension: [
            {
              url: "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
              extension: [{ url: "token", valueUri: `${new URL(base).origin}/oauth/token` }],
            },
          ],
          service: [{ text: "SMART-on-FHIR" }],
        },
        resource: [
          ...Object.entries(hakuehdot).map(([type, names]) => ({
            type,
            interaction: [{ code: "read" }, { code: "search-type" }],
            ...(oma.merkitProvenancessa && type !== "Patient" ? { searchRevInclude: ["Provenance:target"] } : {}),
            searchParam: [...names, "_id"].map((name) => ({ name, type: typeOf(name) })),
          })),
          { type: "Provenance", interaction: [{ code: "read" }] },
        ],
        interaction: oma.batch ? [{ code: "batch" }] : [],
      },
    ].map((rest) => (rest.interaction.length === 0 ? { ...rest, interaction: undefined } : rest)),
  };
}

function typeOf(name: string): string {
  if (["patient", "subject", "encounter"].includes(name)) return "reference";
  return name === "date" ? "date" : "token";
}

/** What `.well-known/smart-configuration` says. */
export function toSmartConfiguration(toimittaja: Toimittaja, origin: string): Readonly<Record<string, unknown>> {
  const permission = tavat[toimittaja].luvat === "v2" ? "permission-v2" : "permission-v1";
  return {
    issuer: origin,
    jwks_uri: `${origin}/oauth/jwks`,
    token_endpoint: `${origin}/oauth/token`,
    token_endpoint_auth_methods_supported: ["private_key_jwt"],
    token_endpoint_auth_signing_alg_values_supported: ["RS384", "ES384"],
    grant_types_supported: ["client_credentials"],
    scopes_supported: ["system/*.rs", "system/*.read"],
    code_challenge_methods_supported: ["S256"],
    capabilities: ["client-confidential-asymmetric", permission],
  };
}
