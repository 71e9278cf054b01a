import type { AnswerGraphql } from "./answer-graphql.ts";
import { startServer } from "./http-server.ts";
import type { RunningServer } from "./http-server.ts";
import type { Log } from "./log.ts";

/** Bounds of a plain gateway's requests. */
export const plainLimits = { maxBodyBytes: 1024 * 1024, requestMs: 30_000 } as const;

/** Where a plain gateway listens, and what answers. */
export interface PlainServing {
  /** 0 takes a free one. */
  readonly port: number;
  readonly answerGraphql: AnswerGraphql;
  readonly log: Log;
}

/** Serves `/graphql` on loopback, and nothing else: no explorer, no sign-in, no schema. @throws Error of node:net. */
export function servePlain({ port, answerGraphql, log }: PlainServing): Promise<RunningServer> {
  const { maxBodyBytes, requestMs } = plainLimits;
  return startServer({
    host: "127.0.0.1",
    port,
    answerGraphql,
    explorer: new Map(),
    schemaText: () => "",
    readiness: () => Promise.resolve({ valmis: true }),
    signIn: () => Promise.resolve({ status: 404, body: '{"errors":[{"message":"not found"}]}' }),
    local: undefined,
    requestMs,
    maxQueries: 10_000,
    takesEvents: true,
    http: {
      maxBodyBytes,
      maxConnections: 10_000,
      headersMs: 10_000,
      receiveMs: 15_000,
      maxPipelined: 16,
      stalledMs: 30_000,
    },
    allowedOrigins: [],
    behindTls: false,
    log,
  });
}
