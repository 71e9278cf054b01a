import type { GraphQLFormattedError } from "graphql";
import type { GraphError } from "../errors.ts";

/** An error of ours as @apollo/gateway takes it: it mends the path and leaves the extensions alone, which carry ours through. */
export function toCarrier(error: GraphError): GraphQLFormattedError {
  return {
    message: error.code,
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: { asiakas: { code: error.code, parameters: error.parameters, cause: error.cause } },
  };
}

/** The error of ours that one of @apollo/gateway carries; one that carries none is a fault of the engine. */
export function fromCarrier(error: {
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: unknown;
}): GraphError {
  const { extensions, path } = error;
  const carried =
    typeof extensions === "object" && extensions !== null && "asiakas" in extensions ? extensions.asiakas : undefined;
  // Only toCarrier writes this member.
  const own = carried as Pick<GraphError, "code" | "parameters" | "cause"> | undefined;
  const at = path === undefined ? {} : { path };
  if (own === undefined) return { code: "INTERNAL_SERVER_ERROR", parameters: {}, cause: error, ...at };
  const { code, parameters, cause } = own;
  return { code, parameters, ...at, ...(cause === undefined ? {} : { cause }) };
}
