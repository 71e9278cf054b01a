import { GraphQLError } from "graphql";
import type { ErrorCode, ErrorParameters } from "../errors.ts";
import { codeOf } from "../source/index.ts";
import type { SourceResult } from "../source/index.ts";

/**
 * The only error a resolver throws on purpose. Carries a code and parameters of the error table: the
 * text a client reads is made from them at the edge. A list may hold one in place of an item.
 */
export function toSubgraphError(code: ErrorCode, parameters: ErrorParameters): GraphQLError {
  return new GraphQLError(code, { extensions: { code, parameters } });
}

/** The value of a good result. @throws the subgraph error of a failed one. */
export function unwrap<T>(result: SourceResult<T>, lahde: string): T {
  if (result.ok) return result.value;
  const { kind, reason } = result.failure;
  throw toSubgraphError(codeOf(result.failure), kind === "bad-input" ? { lahde, syy: reason } : { lahde });
}
