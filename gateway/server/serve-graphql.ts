import type { IncomingMessage, ServerResponse } from "node:http";
import { errorTable } from "../errors.ts";
import type { GraphError, Reason } from "../errors.ts";
import { createDeadline } from "../source/index.ts";
import { asksForEvents, chooseMediaType, takesParts } from "./accept.ts";
import type { MediaType } from "./accept.ts";
import type { AnswerGraphql } from "./answer-graphql.ts";
import { readDocumentId } from "./public-get.ts";
import { answerPreflight, judgeSite } from "./prevent-cross-site.ts";
import { createEventWriter, createPartWriter } from "./write-stream.ts";
import type { StreamWriter } from "./write-stream.ts";
import { fail, refuseMethod, writeJson } from "./write.ts";

/** What serving `/graphql` needs. */
export interface ServeGraphqlOptions {
  readonly answerGraphql: AnswerGraphql;
  /** Whole time of one request, milliseconds. */
  readonly requestMs: number;
  /** Queries under way at once; one more is refused before anything of it is read. */
  readonly maxQueries: number;
  /** Are events sent to whoever asks for them; without it, `text/event-stream` is not acceptable. */
  readonly takesEvents?: boolean;
  /** Origins of sites whose pages may ask. */
  readonly allowedOrigins: readonly string[];
}

/** Answers one request to `/graphql`. */
export type ServeGraphql = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Serves `/graphql`: POST, and GET of a registered public operation by its id; judged by its headers before its body is read, and only so many at
 * once: more would make each of them late.
 */
export function createServeGraphql(options: ServeGraphqlOptions): ServeGraphql {
  let underWay = 0;
  return async (request, response) => {
    const site = judgeSite(request.headers, options.allowedOrigins);
    if (isPreflight(request)) {
      response.writeHead(204, answerPreflight(site)).end();
      return;
    }
    for (const [name, value] of Object.entries(site.headers)) response.setHeader(name, value);
    const isPublicGet = readDocumentId(request) !== undefined;
    if (request.method !== "POST" && !isPublicGet) return refuseMethod(request, response, "POST");
    const streams = chooseStream(request, options.takesEvents === true);
    const type = chooseMediaType(request.headers.accept) ?? (streams === "events" ? "application/json" : undefined);
    const refused = findRefusal(request, site.mayAsk, type);
    if (refused !== undefined) return fail(request, response, refused);
    if (underWay >= options.maxQueries) {
      return fail(request, response, { code: "OVERLOADED", parameters: {} }, { headers: { "retry-after": "2" } });
    }
    underWay += 1;
    try {
      return await answerQuery(request, response, { ...options, type, streams });
    } finally {
      underWay -= 1;
    }
  };
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers.origin !== undefined && "access-control-request-method" in headers;
}

function findRefusal(
  { headers, httpVersion }: IncomingMessage,
  mayAsk: boolean,
  type: MediaType | undefined,
): GraphError | undefined {
  // h2c is what some clients offer by themselves: it may be left unanswered, other protocols are no query.
  const upgrade = headers.upgrade?.toLowerCase();
  if (httpVersion !== "1.1" || (upgrade !== undefined && upgrade !== "h2c")) {
    return { code: "BAD_REQUEST", parameters: { syy: notHttp11 } };
  }
  if (!mayAsk) return { code: "CSRF_REJECTED", parameters: {} };
  return type === undefined ? { code: "NOT_ACCEPTABLE", parameters: {} } : undefined;
}

const notHttp11: Reason = {
  fi: "vain HTTP/1.1 ilman yhteyskäytännön vaihtoa kelpaa",
  sv: "endast HTTP/1.1 utan byte av protokoll duger",
  en: "only HTTP/1.1 without a change of protocol is taken",
};

/** A body that was refused may still be coming: it is not waited for. */
const unreadStatuses: ReadonlySet<number> = new Set([
  errorTable.PAYLOAD_TOO_LARGE.status,
  errorTable.UNSUPPORTED_MEDIA_TYPE.status,
]);

interface Answering extends ServeGraphqlOptions {
  readonly type: MediaType | undefined;
  /** How the answer may be more than one. */
  readonly streams: StreamWriter["kind"] | undefined;
}

function chooseStream({ method, headers }: IncomingMessage, takesEvents: boolean): StreamWriter["kind"] | undefined {
  if (method !== "POST") return undefined;
  if (takesEvents && asksForEvents(headers.accept)) return "events";
  return takesParts(headers.accept) ? "parts" : undefined;
}

const writers = { parts: createPartWriter, events: createEventWriter };

async function answerQuery(
  request: IncomingMessage,
  response: ServerResponse,
  { answerGraphql, requestMs, type, streams }: Answering,
): Promise<void> {
  const deadline = createDeadline(requestMs);
  // A client that leaves before its answer is out: what was asked for it is ended.
  response.on("close", () => (response.writableFinished ? deadline.done() : deadline.end()));
  const stream = streams === undefined ? undefined : writers[streams](response);
  const answer = await answerGraphql(request, deadline, stream);
  if (answer === undefined) return stream?.end();
  // Part of it has left: that the rest does not come is told by a connection that ends before the answer does.
  if (stream?.hasBegun === true) return void response.socket?.end();
  if (request.method === "GET") tellVariants(response);
  if (answer.status === 304) {
    response.writeHead(304, answer.headers).end();
    return;
  }
  writeJson(response, answer, {
    "content-type": `${type ?? "application/json"}; charset=utf-8`,
    ...(unreadStatuses.has(answer.status) ? { connection: "close" } : {}),
  });
}

/** An answer that caches keep differs by what was accepted; by the asking page's origin too, where that is told. */
function tellVariants(response: ServerResponse): void {
  const known = response.getHeader("vary");
  response.setHeader("vary", known === undefined ? "Accept" : `${String(known)}, Accept`);
}
