import type { IncomingMessage, ServerResponse } from "node:http";
import type { DocumentNode, GraphQLSchema } from "graphql";
import type { GraphError } from "../errors.ts";
import { createCallRecorder, createDeadline, readBody } from "../source/index.ts";
import type { CallRecorder, SourceFault } from "../source/index.ts";
import { createIsWithinSallittu } from "./check-sallittu.ts";
import type { IsWithinSallittu } from "./check-sallittu.ts";
import { readHopBody } from "./envelope.ts";
import type { HopBody } from "./envelope.ts";
import { longestLifeMs, openRequest, signAnswer } from "./hop-signature.ts";
import { createNonceStore } from "./nonce-store.ts";
import type { NonceStore } from "./nonce-store.ts";
import { createParsedDocuments } from "./parsed-documents.ts";
import type { SubgraphKey } from "./subgraph-key.ts";
import type { SubgraphAnswer, SubgraphTransport } from "./transport.ts";

/** What answering the gateway needs. */
export interface HopOptions {
  /** The subgraph, as it would run in the gateway's process. */
  readonly transport: SubgraphTransport;
  /** The subgraph's own schema, by whose marks operations are checked once more. */
  readonly schema: GraphQLSchema;
  readonly key: SubgraphKey;
  /** The wall clock, as signatures tell it. */
  readonly now: () => Date;
  /** Told of every request that was let in, for the log of this process. */
  readonly onAnswered: (outcome: ServedOutcome) => void;
}

/** What went wrong in one request. */
export interface ServedOutcome {
  /** Correlation id, the gateway's. */
  readonly pyynto: string;
  readonly faults: readonly SourceFault[];
  readonly errors: readonly GraphError[];
}

const maxBodyBytes = 4 * 1024 * 1024;
/** Requests in the time that a signature counts: 6 500 a second. About 40 MB. */
const maxNonces = 262_144;

/**
 * Answers `POST /graphql` of the gateway. In order: signature over method, path and body; nonce not seen
 * before (by this process: one of several instances does not know what another has seen); form of the
 * envelope; the persons and items it allows. What fails of the first three is a 401, of the last a 403,
 * both with an empty body.
 */
export function createAnswerHop(
  options: HopOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const nonces = createNonceStore({ keepMs: longestLifeMs, maxNonces, nowMs: () => performance.now() });
  const answering: Answering = {
    ...options,
    parse: createParsedDocuments(),
    isWithinSallittu: createIsWithinSallittu(options.schema),
  };
  return async (request, response) => {
    const opened = await open(request, options, nonces);
    if (opened === undefined) response.writeHead(401).end();
    else await answer(response, opened, answering);
  };
}

interface Opened {
  readonly nonce: string;
  readonly hop: HopBody;
}

async function open(
  request: IncomingMessage,
  { key, now }: HopOptions,
  nonces: NonceStore,
): Promise<Opened | undefined> {
  const { method, url: path, headers } = request;
  if (method !== "POST" || path !== "/graphql" || headers["signature"] === undefined) return undefined;
  const body = await readBody(request, maxBodyBytes);
  if (body === undefined) return undefined;
  const nonce = openRequest({ path, headers, body }, key, now());
  if (nonce === undefined || !nonces.add(nonce)) return undefined;
  const hop = readHopBody(body.toString("utf8"));
  return hop === undefined ? undefined : { nonce, hop };
}

interface Answering extends HopOptions {
  readonly parse: (text: string) => DocumentNode;
  readonly isWithinSallittu: IsWithinSallittu;
}

async function answer(response: ServerResponse, { nonce, hop }: Opened, options: Answering): Promise<void> {
  const { transport, key, now, onAnswered, parse, isWithinSallittu } = options;
  const { actor, pyynto, leftMs, ...given } = hop.envelope;
  const deadline = createDeadline(leftMs);
  response.on("close", () => (response.writableFinished ? deadline.done() : deadline.end()));
  const recorder = createCallRecorder(() => deadline.elapsedMs());
  const fail = (status: number, code: GraphError["code"], cause: unknown): void => {
    response.writeHead(status).end();
    onAnswered({ pyynto, faults: [], errors: [{ code, parameters: {}, cause }] });
  };
  try {
    const request = { document: parse(hop.query), variables: hop.variables, ...given };
    if (!isWithinSallittu(request)) {
      fail(403, "FORBIDDEN", new Error("the gateway asks beyond what its envelope allows"));
      return;
    }
    const result = await transport.call(request, { actor, pyynto, deadline, recorder });
    const text = toText(result, recorder);
    if (!response.destroyed) response.writeHead(200, toHeaders(signAnswer(text, { nonce, key, now: now() }))).end(text);
    onAnswered({ pyynto, faults: recorder.failures(), errors: result.errors });
  } catch (cause) {
    // A bug; the gateway tells its client that the source can't be reached.
    fail(500, "INTERNAL_SERVER_ERROR", cause);
  }
}

function toHeaders(signed: Readonly<Record<string, string>>): Record<string, string> {
  return { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...signed };
}

function toText({ data, errors }: SubgraphAnswer, recorder: CallRecorder): string {
  const told = errors.map(({ code, parameters, path }) => ({
    message: code,
    path,
    extensions: { code, lahde: parameters.lahde },
  }));
  return JSON.stringify({
    data,
    ...(told.length === 0 ? {} : { errors: told }),
    extensions: { lahteet: recorder.rows() },
  });
}
