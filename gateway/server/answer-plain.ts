import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { OperationTypeNode } from "graphql";
import { tuntematon } from "../actor/index.ts";
import { readParts } from "../engine/index.ts";
import type { Engine, EngineRequest, WrittenAnswer } from "../engine/index.ts";
import { toErrorView } from "../errors.ts";
import type { ErrorTeller, GraphError } from "../errors.ts";
import { readVariables } from "../operation/index.ts";
import type { ReadOperation } from "../operation/index.ts";
import { createCallRecorder, createDeadline } from "../source/index.ts";
import type { Deadline } from "../source/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import type { AnswerGraphql } from "./answer-graphql.ts";
import { chooseLanguage } from "./language.ts";
import type { Log } from "./log.ts";
import { readRequest } from "./read-request.ts";
import { refuse, refuseUnplanned } from "./refuse.ts";
import { sendParts } from "./send-parts.ts";
import type { StreamWriter } from "./write-stream.ts";
import type { HttpAnswer } from "./write.ts";

/** What answering over any supergraph needs. */
export interface PlainOptions {
  readonly engine: Engine;
  readonly readOperation: ReadOperation;
  readonly maxBodyBytes: number;
  /** Time for one event of a subscription, milliseconds. */
  readonly requestMs: number;
  readonly log: Log;
}

/**
 * Answers over a supergraph that is not ours: no sign-in, no gate, no use log. The request and the operation are checked and
 * counted as everywhere, and the engine is the same. A subscription is answered to whoever takes events. Never rejects.
 */
export function createAnswerPlain(options: PlainOptions): AnswerGraphql {
  return async (incoming, deadline, stream) => {
    const pyynto = randomUUID();
    const teller: ErrorTeller = { language: chooseLanguage(incoming.headers["accept-language"]), pyynto, titles: {} };
    try {
      const read = await readPlain(incoming, options);
      if (!read.ok) return refuse(read.errors, teller);
      const { ok: _, ...asked } = read;
      const isSubscription = asked.operation.definition.operation === OperationTypeNode.SUBSCRIPTION;
      if (isSubscription && stream?.kind === "events") {
        return await sendEvents(asked, stream, { ...options, teller, limitMs: options.requestMs });
      }
      return await answerOnce({ ...asked, scope: toScope(deadline, pyynto) }, stream, { ...options, teller });
    } catch (error) {
      options.log("virhe pyynnön käsittelyssä", {
        pyynto,
        virhe: error instanceof Error ? error.name : "tuntematon",
        pino: error,
      });
      return refuse([{ code: "INTERNAL_SERVER_ERROR", parameters: {} }], teller);
    }
  };
}

type PlainRead =
  | ({ readonly ok: true } & Pick<EngineRequest, "operation" | "variables">)
  | { readonly ok: false; readonly errors: readonly GraphError[] };

async function readPlain(
  incoming: IncomingMessage,
  { engine, readOperation, maxBodyBytes }: PlainOptions,
): Promise<PlainRead> {
  const read = await readRequest(incoming, maxBodyBytes);
  if (!read.ok) return { ok: false, errors: [read.error] };
  const { query, operationName, variables } = read.request;
  if (query === undefined) return { ok: false, errors: [{ code: "PERSISTED_QUERY_NOT_FOUND", parameters: {} }] };
  const parsed = readOperation(query, operationName);
  if (!parsed.ok) return parsed;
  const checked = readVariables(parsed.operation, variables, { schema: engine.schema, checks: {} });
  return checked.ok ? { ok: true, operation: parsed.operation, variables: checked.variables } : checked;
}

function toScope(deadline: Deadline, pyynto: string): RequestScope {
  return { actor: tuntematon, deadline, recorder: createCallRecorder(() => deadline.elapsedMs()), pyynto };
}

interface Telling {
  readonly engine: Engine;
  readonly teller: ErrorTeller;
  readonly log: Log;
}

async function answerOnce(
  asked: EngineRequest,
  stream: StreamWriter | undefined,
  { engine, teller, log }: Telling,
): Promise<HttpAnswer | undefined> {
  const answer = await engine.write({ ...asked, mayDefer: stream?.kind === "parts" });
  if (answer.refused !== undefined) return refuseUnplanned(answer.refused, { teller, log });
  const body = toBody(answer, teller);
  if (stream?.kind === "events") await stream.send(body);
  else if (stream === undefined || answer.later === undefined) return { status: 200, body };
  else await sendParts(stream, { first: body, later: readParts(answer.later), teller });
  return undefined;
}

function toBody({ text, errors }: WrittenAnswer, teller: ErrorTeller): string {
  const told = errors.length === 0 ? "" : `,"errors":${toText(errors, teller)}`;
  return `{"data":${text}${told}}`;
}

/** A subscription ends after a day at the latest: whoever still listens opens it anew. */
const subscriptionMs = 24 * 60 * 60 * 1000;

/** The subscription lasts as long as the client is there; each event has the time of one request. */
async function sendEvents(
  asked: Pick<EngineRequest, "operation" | "variables">,
  events: StreamWriter,
  { engine, teller, log, limitMs }: Telling & { readonly limitMs: number },
): Promise<HttpAnswer | undefined> {
  const whole = createDeadline(subscriptionMs);
  events.whenLeft(() => whole.end());
  const scopeOfEvent = (): RequestScope => toScope(createDeadline(limitMs), teller.pyynto);
  const opened = await engine.subscribe({ ...asked, scope: toScope(whole, teller.pyynto), scopeOfEvent });
  if (!opened.ok) return refuseUnplanned(opened.error, { teller, log });
  events.begin();
  for await (const answer of opened.answers) if (!(await events.send(toBody(answer, teller)))) break;
  whole.done();
  return undefined;
}

function toText(errors: readonly GraphError[], teller: ErrorTeller): string {
  return JSON.stringify(errors.map((error) => toErrorView(error, teller)));
}
