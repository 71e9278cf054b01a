import { GraphQLError, Kind, parse } from "graphql";
import type { GraphError, Reason } from "../errors.ts";
import type { ReadOperation } from "./operation-cache.ts";
import type { OperationResult } from "./parse-operation.ts";

/** Operations that were registered at deployment. */
export interface RegisteredOptions {
  /** Texts by their SHA-256 in hexadecimal. */
  readonly texts: ReadonlyMap<string, string>;
  /** Is any other text refused. */
  readonly only: boolean;
}

/** What a request names: a text, a registered operation's id, or both. */
export interface NamedOperation {
  readonly query: string | undefined;
  readonly documentId: string | undefined;
}

/** The text to read, or why there is none: no text was parsed. */
export type TextResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly error: GraphError };

/**
 * Finds the text of a request. Registering is a step of deployment: no request adds an operation. Where
 * only registered ones are run, a text of the caller's is refused before it is parsed.
 */
export function findText({ query, documentId }: NamedOperation, { texts, only }: RegisteredOptions): TextResult {
  if (documentId === undefined) {
    if (only || query === undefined) return refuse({ code: "PERSISTED_QUERY_REQUIRED", parameters: {} });
    return { ok: true, text: query };
  }
  const text = texts.get(documentId.replace(/^sha256:/, "").toLowerCase());
  if (text === undefined) return refuse({ code: "PERSISTED_QUERY_NOT_FOUND", parameters: {} });
  if (query !== undefined && query !== text) return refuse({ code: "BAD_REQUEST", parameters: { syy: differs } });
  return { ok: true, text };
}

/**
 * Reads every operation of the registered texts, one at a time: reading one is work. A text of several
 * operations gives each of them.
 */
export function* readRegistered(
  texts: RegisteredOptions["texts"],
  readOperation: ReadOperation,
): Generator<OperationResult> {
  for (const text of texts.values()) {
    const read = readOperation(text, undefined);
    const names = read.ok ? [] : namesOf(text);
    if (names.length > 1) yield* names.map((name) => readOperation(text, name));
    else yield read;
  }
}

/** Names of a text's operations; none when the text is no GraphQL. */
function namesOf(text: string): readonly string[] {
  try {
    return parse(text, { noLocation: true }).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name !== undefined ? [definition.name.value] : [],
    );
  } catch (error) {
    if (error instanceof GraphQLError) return [];
    throw error;
  }
}

const differs: Reason = {
  fi: "query ei ole se, jonka documentId nimeää",
  sv: "query är inte den som documentId namnger",
  en: "query is not the one that documentId names",
};

function refuse(error: GraphError): TextResult {
  return { ok: false, error };
}
