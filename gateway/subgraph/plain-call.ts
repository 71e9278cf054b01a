import { print } from "graphql";
import type { GraphError } from "../errors.ts";
import { codeOf } from "../source/index.ts";
import type { JsonPost } from "../source/index.ts";
import { isObject } from "../is-object.ts";
import type { RequestScope, SubgraphAnswer, SubgraphRequest } from "./transport.ts";

/** A call of any subgraph that speaks GraphQL over HTTP. */
type PlainCall = (request: SubgraphRequest, scope: RequestScope) => Promise<SubgraphAnswer>;

/**
 * Calls a subgraph that is not ours, unsigned and unjudged: for a gateway over a supergraph that holds nobody's data, and
 * for benchmarks and outside test suites. Nothing that it says of an error is passed on but where it happened.
 */
export function createPlainCall(lahde: string, peer: JsonPost): PlainCall {
  // By the text: a plan's text is one string, and its beginning of a body is made once.
  const starts = new Map<string, string>();
  const startOf = (request: SubgraphRequest): string => {
    const { text } = request;
    // Only here: a document that is read is parsed, and kept.
    if (text === undefined) return toStart(print(request.document));
    const known = starts.get(text) ?? toStart(text);
    if (starts.size >= maxStarts) starts.clear();
    starts.set(text, known);
    return known;
  };
  return async (request, { deadline }) => {
    const variables = request.variablesText ?? JSON.stringify(request.variables);
    const result = await peer.post(`${startOf(request)}${variables}}`, deadline);
    if (!result.ok) return failWith(codeOf(result.failure), lahde);
    return readAnswer(result.value, lahde);
  };
}

const maxStarts = 10_000;

function toStart(text: string): string {
  return `{"query":${JSON.stringify(text)},"variables":`;
}

/** The answer of a call that failed. */
export function failWith(code: GraphError["code"], lahde: string): SubgraphAnswer {
  return { data: null, errors: [{ code, parameters: { lahde } }] };
}

/** Reads an answer; one that is none of GraphQL's is an error. */
export function readAnswer(value: unknown, lahde: string): SubgraphAnswer {
  if (!isObject(value)) return failWith("SOURCE_INVALID_RESPONSE", lahde);
  const { data = null, errors = [] } = value;
  const isData = data === null || isObject(data);
  if (!isData || !Array.isArray(errors)) return failWith("SOURCE_INVALID_RESPONSE", lahde);
  if (data === null && errors.length === 0) return failWith("SOURCE_INVALID_RESPONSE", lahde);
  return { data, errors: errors.map((error) => toGraphError(error, lahde)) };
}

function toGraphError(error: unknown, lahde: string): GraphError {
  const path = isObject(error) ? error["path"] : undefined;
  const isPath =
    Array.isArray(path) &&
    path.every((step) => typeof step === "string" || typeof step === "number") &&
    path.length > 0;
  return { code: "SOURCE_DENIED", parameters: { lahde }, ...(isPath ? { path } : {}) };
}
