import type { IncomingMessage } from "node:http";
import { createCallRecorder, createDeadline, createSource, ok, readBody, readJson } from "../source/index.ts";
import type { SourceResult } from "../source/index.ts";
import type { HttpAnswer } from "./write.ts";

/** Answers a request under `/paikallinen/`. */
export type ReadLocal = (request: IncomingMessage, path: string) => Promise<HttpAnswer>;

const limitMs = 3000;
const maxBodyBytes = 16 * 1024;

/**
 * For local use: passes `/paikallinen/…` on to the mocks' process, which signs in as a persona and
 * sets the mocks' faults, so that the explorer needs no other origin. Never configured in production.
 */
export function createLocalServices(url: string): ReadLocal {
  const source = createSource({ lahde: "paikallinen", url, timeoutMs: limitMs });
  return async (request, path) => {
    const { method } = request;
    if (method !== "GET" && method !== "POST" && method !== "PUT") return { status: 405, body: "{}" };
    const body = method === "GET" ? undefined : ((await readBody(request, maxBodyBytes))?.toString("utf8") ?? "");
    if (body !== undefined && request.headers["content-type"] !== "application/json")
      return { status: 415, body: "{}" };
    const deadline = createDeadline(limitMs);
    const result = await source.call(
      {
        method,
        path: path.slice("/paikallinen".length),
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body }),
      },
      { deadline, recorder: createCallRecorder(() => deadline.elapsedMs()) },
      async (response): Promise<SourceResult<HttpAnswer>> => {
        const json = await readJson(response);
        return json.ok ? ok({ status: response.status, body: JSON.stringify(json.value) }) : json;
      },
    );
    deadline.end();
    return result.ok
      ? result.value
      : { status: 502, body: '{"message":"Mockit eivät vastaa.","neuvo":"Käynnistä palvelu uudelleen: npm start"}' };
  };
}
