import { Kind, print, visit } from "graphql";
import type { DocumentNode } from "graphql";
import type { RequestScope, SubgraphAnswer, SubgraphRequest, SubgraphTransport } from "./transport.ts";

interface Waiting {
  readonly representations: readonly unknown[];
  readonly resolve: (answer: SubgraphAnswer) => void;
  readonly reject: (error: unknown) => void;
}

interface Batch {
  readonly request: SubgraphRequest;
  /** Whom the joined call is about, as far as its parts were told. */
  readonly asiakkaat: Set<string>;
  readonly kotialueet: Map<string, string>;
  readonly waiting: Waiting[];
}

/** A call of a subgraph. */
type Call = SubgraphTransport["call"];

/**
 * Joins entity fetches of one client request that ask a subgraph the same selection of the same items, with the same
 * other variables, and sends each distinct representation once: who asks may have a call for each alias and for each
 * person met, and a subgraph in another process batches only what comes in one call. Nothing is ever joined across
 * client requests: batches are kept by the request's scope. Each caller gets objects of its own.
 *
 * `whenGathered` says when to send: by default when nothing more can be asked without an answer.
 */
export function joinEntities(call: Call, whenGathered: (act: () => void) => void = afterPromises): Call {
  const batches = new WeakMap<RequestScope, Map<string, Batch>>();
  const textOf = createSelectionText();
  return (request, scope) => {
    const { representations, ...others } = request.variables;
    if (!Array.isArray(representations)) return call(request, scope);
    const open = batches.get(scope) ?? new Map<string, Batch>();
    batches.set(scope, open);
    const { asiakkaat = [], tiedot } = request.sallittu ?? {};
    const key = `${textOf(request.document)}\n${JSON.stringify([others, tiedot])}`;
    return new Promise((resolve, reject) => {
      const known = open.get(key);
      const batch: Batch = known ?? { request, asiakkaat: new Set(), kotialueet: new Map(), waiting: [] };
      for (const id of asiakkaat) batch.asiakkaat.add(id);
      for (const [id, alue] of Object.entries(request.kotialueet ?? {})) batch.kotialueet.set(id, alue);
      batch.waiting.push({ representations, resolve, reject });
      if (known !== undefined) return;
      open.set(key, batch);
      whenGathered(() => {
        open.delete(key);
        void send(call, batch, scope);
      });
    });
  };
}

/** After every promise that is already settled has been followed. */
function afterPromises(act: () => void): void {
  void Promise.resolve().then(() => process.nextTick(act));
}

async function send(call: Call, batch: Batch, scope: RequestScope): Promise<void> {
  const { request, asiakkaat, kotialueet, waiting } = batch;
  const [alone, second] = waiting;
  if (alone !== undefined && second === undefined && isEachOnce(alone.representations)) {
    // Nobody to join: it goes on as it came.
    return passOn(call, { request, scope, alone });
  }
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
    const { document, sallittu } = request;
    const variables = { ...request.variables, representations: distinct };
    const allowed = sallittu === undefined ? {} : { sallittu: { ...sallittu, asiakkaat: [...asiakkaat] } };
    const homes = kotialueet.size === 0 ? {} : { kotialueet: Object.fromEntries(kotialueet) };
    const answer = whole(await call({ document, variables, ...allowed, ...homes }, scope), distinct.length);
    const [only, ...others] = waiting;
    if (others.length === 0 && only?.representations.length === distinct.length) only.resolve(answer);
    else for (const [at, one] of waiting.entries()) one.resolve(partOf(answer, asked[at] ?? []));
  } catch (error) {
    for (const one of waiting) one.reject(error);
  }
}

async function passOn(
  call: Call,
  {
    request,
    scope,
    alone,
  }: { readonly request: SubgraphRequest; readonly scope: RequestScope; readonly alone: Waiting },
): Promise<void> {
  try {
    alone.resolve(await call(request, scope));
  } catch (error) {
    alone.reject(error);
  }
}

/** Is each surely named once: all of one type, by their ids, and nothing else. */
function isEachOnce(representations: readonly unknown[]): boolean {
  const ids = new Set<string>();
  let known: unknown;
  for (const each of representations) {
    if (typeof each !== "object" || each === null) return false;
    const { __typename: type, id }: { __typename?: unknown; id?: unknown } = each;
    if (typeof id !== "string" || typeof type !== "string" || Object.keys(each).length !== 2) return false;
    known ??= type;
    if (type !== known) return false;
    ids.add(id);
  }
  return ids.size === representations.length;
}

/** An answer whose entities are as many as were asked; by any other number it can't be told which is whose. */
function whole({ data, errors }: SubgraphAnswer, length: number): SubgraphAnswer {
  const entities: unknown = data?.["_entities"];
  if (!Array.isArray(entities) || entities.length === length) return { data, errors };
  return { data: null, errors: [{ code: "SOURCE_INVALID_RESPONSE", parameters: {} }] };
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
