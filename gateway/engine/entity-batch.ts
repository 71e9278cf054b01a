import { Kind, print, visit } from "graphql";
import type { DocumentNode } from "graphql";
import type { GuardedCall } from "../gate/index.ts";
import type { RequestScope, SubgraphAnswer, SubgraphRequest } from "../subgraph/index.ts";

interface Waiting {
  readonly representations: readonly unknown[];
  readonly resolve: (answer: SubgraphAnswer) => void;
  readonly reject: (error: unknown) => void;
}

interface Batch {
  readonly request: SubgraphRequest;
  readonly waiting: Waiting[];
}

/**
 * Joins entity fetches of one client request that ask a subgraph the same selection with the same
 * other variables, and sends each distinct representation once: @apollo/gateway sends a call for
 * each alias, and duplicates as they are. Nothing is ever joined across client requests: batches are
 * kept by the request's scope. Each caller gets objects of its own, because the gateway merges into
 * them.
 */
export function batchEntities(call: GuardedCall): GuardedCall {
  const batches = new WeakMap<RequestScope, Map<string, Batch>>();
  const textOf = createSelectionText();
  return (request, scope) => {
    const { representations, ...others } = request.variables;
    if (!Array.isArray(representations)) return call(request, scope);
    const open = batches.get(scope) ?? new Map<string, Batch>();
    batches.set(scope, open);
    const key = `${textOf(request.document)}\n${JSON.stringify(others)}`;
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { representations, resolve, reject };
      const batch = open.get(key);
      if (batch !== undefined) {
        batch.waiting.push(waiting);
        return;
      }
      const made: Batch = { request, waiting: [waiting] };
      open.set(key, made);
      // Fetches of one step of the plan begin in one turn of the event loop.
      setImmediate(() => {
        open.delete(key);
        void send(call, made, scope);
      });
    });
  };
}

async function send(call: GuardedCall, { request, waiting }: Batch, scope: RequestScope): Promise<void> {
  const positions = new Map<string, number>();
  const distinct: unknown[] = [];
  const asked = waiting.map(({ representations }) =>
    representations.map((representation) => {
      const key = JSON.stringify(representation);
      const known = positions.get(key);
      if (known !== undefined) return known;
      positions.set(key, distinct.length);
      return distinct.push(representation) - 1;
    }),
  );
  try {
    const variables = { ...request.variables, representations: distinct };
    const answer = await call({ document: request.document, variables }, scope);
    for (const [at, one] of waiting.entries()) one.resolve(partOf(answer, asked[at] ?? []));
  } catch (error) {
    for (const one of waiting) one.reject(error);
  }
}

/** The part of a joined answer that one caller asked for, in its own order. */
function partOf(answer: SubgraphAnswer, positions: readonly number[]): SubgraphAnswer {
  const entities: unknown = answer.data?.["_entities"];
  const errors = answer.errors.flatMap((error) => {
    const [root, at, ...rest] = error.path ?? [];
    if (root !== "_entities" || typeof at !== "number") return [error];
    return positions.flatMap((position, own) =>
      position === at ? [{ ...error, path: ["_entities", own, ...rest] }] : [],
    );
  });
  if (!Array.isArray(entities)) return { data: answer.data, errors };
  return { data: { _entities: positions.map((position) => structuredClone(entities[position])) }, errors };
}

/** A document's text without the operation's name, which the gateway numbers by fetch. */
function createSelectionText(): (document: DocumentNode) => string {
  const known = new WeakMap<DocumentNode, string>();
  return (document) => {
    const found = known.get(document);
    if (found !== undefined) return found;
    const text = print(visit(document, { [Kind.OPERATION_DEFINITION]: (node) => ({ ...node, name: undefined }) }));
    known.set(document, text);
    return text;
  };
}
