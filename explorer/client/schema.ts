import { buildSchema } from "graphql";
import type { GraphQLSchema } from "graphql";

/** The public schema, or why there is none. */
export type SchemaResult =
  | { readonly kind: "schema"; readonly schema: GraphQLSchema }
  | { readonly kind: "notServed"; readonly status: number }
  | { readonly kind: "unreachable" }
  | { readonly kind: "invalid" };

/** Fetches `GET /schema.graphql` of this origin, signed in where the session is. Never throws. */
export async function fetchSchema(headers: Readonly<Record<string, string>>): Promise<SchemaResult> {
  let text: string;
  try {
    const response = await fetch("/schema.graphql", { headers, credentials: "omit" });
    if (!response.ok) return { kind: "notServed", status: response.status };
    text = await response.text();
  } catch {
    return { kind: "unreachable" };
  }
  try {
    // Directives of ours may stand on fields without their definitions; the service has checked the rest.
    return { kind: "schema", schema: buildSchema(text, { assumeValidSDL: true }) };
  } catch {
    return { kind: "invalid" };
  }
}
