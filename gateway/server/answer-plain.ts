import { randomUUID } from "node:crypto";
import { tuntematon } from "../actor/index.ts";
import type { Engine, EnginePart, WrittenPart } from "../engine/index.ts";
import { errorTable, toErrorView } from "../errors.ts";
import type { ErrorTeller, GraphError } from "../errors.ts";
import { readVariables } from "../operation/index.ts";
import type { ReadOperation } from "../operation/index.ts";
import { createCallRecorder } from "../source/index.ts";
import type { AnswerGraphql } from "./answer-graphql.ts";
import { chooseLanguage } from "./language.ts";
import type { Log } from "./log.ts";
import { readRequest } from "./read-request.ts";
import { lastPayload, toFirstPayload, toLaterPayload } from "./tell-later.ts";
import type { PartWriter } from "./write-parts.ts";
import type { HttpAnswer } from "./write.ts";

/** What answering over any supergraph needs. */
export interface PlainOptions {
  readonly engine: Engine;
  readonly readOperation: ReadOperation;
  readonly maxBodyBytes: number;
  readonly log: Log;
}

/**
 * Answers over a supergraph that is not ours: no sign-in, no gate, no use log. The request and the operation are checked and
 * counted as everywhere, and the engine is the same. Never rejects.
 */
export function createAnswerPlain({ engine, readOperation, maxBodyBytes, log }: PlainOptions): AnswerGraphql {
  return async (incoming, deadline, parts) => {
    const pyynto = randomUUID();
    const teller: ErrorTeller = { language: chooseLanguage(incoming.headers["accept-language"]), pyynto, titles: {} };
    try {
      const read = await readRequest(incoming, maxBodyBytes);
      if (!read.ok) return refuse([read.error], teller);
      const { query, operationName, variables } = read.request;
      if (query === undefined) return refuse([{ code: "PERSISTED_QUERY_NOT_FOUND", parameters: {} }], teller);
      const parsed = readOperation(query, operationName);
      if (!parsed.ok) return refuse(parsed.errors, teller);
      const { operation } = parsed;
      const checked = readVariables(operation, variables, { schema: engine.schema, checks: {} });
      if (!checked.ok) return refuse(checked.errors, teller);
      const scope = { actor: tuntematon, deadline, recorder: createCallRecorder(() => deadline.elapsedMs()), pyynto };
      const asked = { operation, variables: checked.variables, scope, mayDefer: parts !== undefined };
      const { text, errors, refused, later } = await engine.write(asked);
      if (refused !== undefined) return refuse([refused], teller);
      const told = errors.length === 0 ? "" : `,"errors":${toText(errors, teller)}`;
      const body = `{"data":${text}${told}}`;
      if (later === undefined || parts === undefined) return { status: 200, body };
      await sendAll(parts, { first: body, later, teller });
      return undefined;
    } catch (error) {
      log("virhe pyynnön käsittelyssä", {
        pyynto,
        virhe: error instanceof Error ? error.name : "tuntematon",
        pino: error,
      });
      return refuse([{ code: "INTERNAL_SERVER_ERROR", parameters: {} }], teller);
    }
  };
}

interface Sending {
  readonly first: string;
  readonly later: AsyncIterable<WrittenPart>;
  readonly teller: ErrorTeller;
}

async function sendAll(parts: PartWriter, { first, later, teller }: Sending): Promise<void> {
  if (!(await parts.send(toFirstPayload(first)))) return;
  for await (const { text, ...part } of later) {
    // What the engine wrote.
    const data = JSON.parse(text) as EnginePart["data"];
    if (!(await parts.send(toLaterPayload({ ...part, data }, teller)))) return;
  }
  await parts.send(lastPayload);
}

function toText(errors: readonly GraphError[], teller: ErrorTeller): string {
  return JSON.stringify(errors.map((error) => toErrorView(error, teller)));
}

function refuse(errors: readonly GraphError[], teller: ErrorTeller): HttpAnswer {
  const [first] = errors;
  const status = first === undefined ? 500 : errorTable[first.code].status;
  return { status, body: `{"errors":${toText(errors, teller)}}` };
}
