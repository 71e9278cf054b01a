import { createParser } from "eventsource-parser";
import type { Dispatcher } from "undici";
import { failed, ok } from "./failure.ts";
import type { SourceResult } from "./failure.ts";
import type { JsonPostOptions } from "./json-post.ts";
import { openPool } from "./open-pool.ts";

/** One address that answers a POST with events, as GraphQL over server-sent events has them. */
export interface EventStream {
  /**
   * Posts a text and gives each `next` event's JSON until the peer completes; what is none ends it with a failure. Ends by
   * itself when `leaving` is aborted. Never rejects.
   */
  open(body: string, leaving: AbortSignal): Promise<SourceResult<AsyncIterable<SourceResult<unknown>>>>;
  close(): Promise<void>;
}

/**
 * Events over POST, the distinct connections mode of the graphql-sse protocol: each subscription is a request. No redirect is
 * followed, nothing is sent twice. `maxBytes` bounds one event; between events any time may pass.
 * @throws TypeError when the URL is none.
 */
export function createEventStream({ url, timeoutMs, connections, maxBytes }: JsonPostOptions): EventStream {
  const { pool, path } = openPool({ url, timeoutMs, bodyTimeoutMs: 0, connections });
  const headers = { "content-type": "application/json", accept: "text/event-stream" };
  return {
    close: () => pool.destroy(),
    async open(body, signal) {
      try {
        const response = await pool.request({ method: "POST", path, headers, body, signal });
        // A body that is not read to its end is destroyed, and says so.
        response.body.on("error", () => undefined);
        const [type = ""] = String(response.headers["content-type"] ?? "").split(";");
        if (response.statusCode === 200 && type.trim().toLowerCase() === "text/event-stream") {
          return ok(readEvents(response.body, maxBytes));
        }
        response.body.destroy();
        return failed("invalid", "not an event stream");
      } catch {
        return signal.aborted
          ? failed("timeout", "the client left")
          : failed("unavailable", "connection refused or reset");
      }
    },
  };
}

async function* readEvents(
  body: Dispatcher.ResponseData["body"],
  maxBytes: number,
): AsyncGenerator<SourceResult<unknown>> {
  const read: SourceResult<unknown>[] = [];
  let isOver = false;
  const take = (result: SourceResult<unknown>): void => {
    if (!isOver) read.push(result);
    isOver ||= !result.ok;
  };
  const parser = createParser({
    maxBufferSize: maxBytes,
    onEvent({ event, data }) {
      if (event === "next") take(parse(data));
      isOver ||= event === "complete";
    },
    onError({ type }) {
      if (type === "max-buffer-size-exceeded") take(failed("invalid", "event over the limit"));
    },
  });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body) {
      parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
      yield* read.splice(0);
      if (isOver) return;
    }
    yield failed("unavailable", "the event stream was cut");
  } catch {
    yield failed("unavailable", "the event stream was cut");
  } finally {
    body.destroy();
  }
}

function parse(data: string): SourceResult<unknown> {
  try {
    return ok(JSON.parse(data));
  } catch {
    // The parser quotes the event.
    return failed("invalid", "not JSON");
  }
}
