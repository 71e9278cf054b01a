import type { ServerResponse } from "node:http";
import { once } from "node:events";

/** Writes an answer that is more than one. */
export interface StreamWriter {
  /** What the client takes: an answer in parts, or events. */
  readonly kind: "parts" | "events";
  /** Has anything been sent: then the answer can be no other. */
  readonly hasBegun: boolean;
  /** Begins the answer, if it has not begun: for a stream whose first payload may be long in coming. */
  begin(): void;
  /** Sends one more payload, JSON, and waits until the client has taken enough. False when the client has left. */
  send(payload: string): Promise<boolean>;
  /** Calls `act` when the client has left, or the answer is out. */
  whenLeft(act: () => void): void;
  /** Ends the answer after its last payload. */
  end(): void;
}

interface StreamForm {
  readonly kind: StreamWriter["kind"];
  readonly contentType: string;
  readonly first: string;
  readonly toText: (payload: string) => string;
  readonly last: string;
}

/**
 * Parts of incremental delivery over HTTP, as the specification's proposal of 2022 has them and Apollo's clients name
 * `deferSpec=20220824`. The line that ends a part goes with it: a client reads a part when it sees its end.
 */
const parts: StreamForm = {
  kind: "parts",
  contentType: 'multipart/mixed; boundary="-"; deferSpec=20220824',
  first: "\r\n---",
  toText: (payload) => `\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${payload}\r\n---`,
  last: "--\r\n",
};

/** GraphQL over server-sent events, distinct connections mode (protocol of graphql-sse). */
const events: StreamForm = {
  kind: "events",
  contentType: "text/event-stream; charset=utf-8",
  first: ":\n\n",
  toText: (payload) => `event: next\ndata: ${payload}\n\n`,
  last: "event: complete\ndata:\n\n",
};

/** How often a stream says that it is there, milliseconds: proxies end what is silent for long. */
const signOfLifeMs = 12_000;

/** A writer of an answer in parts. */
export function createPartWriter(response: ServerResponse): StreamWriter {
  return createWriter(response, parts);
}

/** A writer of events; a comment between them now and then keeps the connection. */
export function createEventWriter(response: ServerResponse): StreamWriter {
  const writer = createWriter(response, events);
  const timer = setInterval(() => writer.hasBegun && !response.writableEnded && response.write(":\n\n"), signOfLifeMs);
  timer.unref();
  response.once("close", () => clearInterval(timer));
  return writer;
}

function createWriter(response: ServerResponse, { kind, contentType, first, toText, last }: StreamForm): StreamWriter {
  let hasBegun = false;
  const begin = (): void => {
    if (hasBegun || response.destroyed) return;
    hasBegun = true;
    response.writeHead(200, { "content-type": contentType, "cache-control": "no-store" }).write(first);
  };
  return {
    kind,
    begin,
    get hasBegun() {
      return hasBegun;
    },
    async send(payload) {
      begin();
      if (response.destroyed) return false;
      if (!response.write(toText(payload))) await untilTaken(response);
      return !response.destroyed;
    },
    whenLeft: (act) => void response.once("close", act),
    end: () => void response.end(last),
  };
}

/** How long a client may take nothing of its answer, milliseconds. */
const stalledMs = 30_000;

/** Waits until what was written is taken; a client that takes none of it for long is cut off. */
async function untilTaken(response: ServerResponse): Promise<void> {
  const timer = setTimeout(() => response.destroy(), stalledMs);
  await Promise.race([once(response, "drain"), once(response, "close")]);
  clearTimeout(timer);
}
