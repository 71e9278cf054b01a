import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { rootTypeOf } from "../catalogue/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { Engine, EngineAnswer } from "../engine/index.ts";
import { toErrorView } from "../errors.ts";
import type { ErrorTeller, GraphError } from "../errors.ts";
import type { Operation } from "../operation/index.ts";
import { createCallRecorder } from "../source/index.ts";
import type { CallRecorder, Deadline, LahdeRow } from "../source/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import { recordFailures, toToimi } from "./own-acts.ts";
import { logFailures } from "./log-failures.ts";
import { chooseLanguage } from "./language.ts";
import { prepare } from "./prepare.ts";
import type { Prepared, PrepareOptions } from "./prepare.ts";
import { toPublicAnswer } from "./public-get.ts";
import type { Asked } from "./record-release.ts";
import { refuse, refuseUnplanned } from "./refuse.ts";
import { releaseParts } from "./release-parts.ts";
import { createRelease } from "./release.ts";
import type { ReleaseSources } from "./release.ts";
import { fieldsOf } from "./selected-fields.ts";
import { sendParts } from "./send-parts.ts";
import type { StreamWriter } from "./write-stream.ts";
import type { HttpAnswer } from "./write.ts";

/** What answering needs. */
export interface GraphqlOptions extends PrepareOptions, ReleaseSources {
  readonly engine: Engine;
  /** Names of sources for people, by their name in the graph. */
  readonly titles: Readonly<Record<string, string>>;
  /** Told of every answer's rows, for the state of the sources. */
  readonly onRows: (rows: readonly LahdeRow[]) => void;
}

/**
 * Answers one POST to `/graphql`, or the GET of a registered operation. With `parts`, the answer may come in parts: undefined
 * when all of them have been sent. Never rejects.
 */
export type AnswerGraphql = (
  incoming: IncomingMessage,
  deadline: Deadline,
  parts?: StreamWriter,
) => Promise<HttpAnswer | undefined>;

/**
 * The way of one request, cheapest check first: body, token, operation, variables, then the engine.
 * What is refused before the engine is a request error: HTTP 4xx and no `data`. What fails in it is
 * a field error: HTTP 200, `data`, `errors` and `extensions.lahteet`.
 */
export function createAnswerGraphql(options: GraphqlOptions): AnswerGraphql {
  return async (incoming, deadline, parts) => {
    const pyynto = randomUUID();
    const language = chooseLanguage(incoming.headers["accept-language"]);
    const teller: ErrorTeller = { language, pyynto, titles: options.titles };
    try {
      const prepared = await prepare({ incoming, options, pyynto });
      if (!prepared.ok) return { ...refuse(prepared.errors, teller), headers: prepared.headers ?? {} };
      try {
        return await run(prepared, { options, deadline, teller, incoming, parts });
      } finally {
        prepared.done();
      }
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

interface Running {
  readonly options: GraphqlOptions;
  readonly deadline: Deadline;
  readonly teller: ErrorTeller;
  readonly incoming: IncomingMessage;
  readonly parts: StreamWriter | undefined;
}

async function run(prepared: Prepared, running: Running): Promise<HttpAnswer | undefined> {
  const { operation, asksSchema } = prepared;
  const { options, teller, incoming } = running;
  const isOfPersons = isPersonal(operation, options.catalogue);
  if (incoming.method !== "GET") return answerAll(prepared, { ...running, isOfPersons });
  // Only what is public is ever asked by an address, registered or not.
  if (isOfPersons || asksSchema) return { ...refuse([notByGet], teller), headers: { allow: "POST" } };
  return answerAll(prepared, { ...running, isOfPersons });
}

const notByGet: GraphError = { code: "METHOD_NOT_ALLOWED", parameters: { syy: "POST" } };

async function answerAll(
  { actor, operation, variables, asksSchema }: Prepared,
  { options, deadline, teller, incoming, isOfPersons, parts }: Running & { readonly isOfPersons: boolean },
): Promise<HttpAnswer | undefined> {
  const { record, engine, catalogue } = options;
  const asked = { actor, pyynto: teller.pyynto, operation };
  if (isOfPersons && !record.isAvailable()) return refuse([noRecord], teller);
  if (actor.kind === "analyytikko" && asksSchema) record.schemaRead(asked);
  const toimi = toToimi(actor, operation, catalogue);
  if (toimi !== undefined && !(await record.act(asked, toimi))) return refuse([noRecord], teller);
  const recorder = createCallRecorder(() => deadline.elapsedMs());
  const scope = { actor, deadline, recorder, pyynto: teller.pyynto };
  record.follow(scope, asked);
  const answer = await engine.execute({ operation, variables, scope, mayDefer: parts?.kind === "parts" });
  await recordFailures(answer, { record, asked, toimi });
  if (answer.refused !== undefined) return refuseUnplanned(answer.refused, { teller, log: options.log });
  return tellAnswer(answer, { options, asked: { ...asked, operation }, scope, teller, incoming, parts });
}

interface Telling extends Omit<Running, "deadline"> {
  readonly asked: Asked & { readonly operation: Operation };
  readonly scope: RequestScope & { readonly recorder: CallRecorder };
}

async function tellAnswer(
  answer: EngineAnswer,
  { options, asked, scope, teller, incoming, parts }: Telling,
): Promise<HttpAnswer | undefined> {
  const { recorder } = scope;
  const refused = findWholeRefusal(answer);
  const later = refused === undefined ? answer.later : undefined;
  if (later === undefined) noteSources(answer.errors, { options, recorder, pyynto: teller.pyynto });
  if (refused !== undefined) {
    options.record.refusal(asked, "EVATTY", refused.code);
    return refuse([refused], teller);
  }
  if (incoming.method === "GET" && answer.errors.length === 0) {
    return toPublicAnswer(answer, recorder.rows(), incoming.headers["if-none-match"]);
  }
  const release = createRelease({ options, asked, scope, recorder });
  const rows = await release(answer, asked.operation);
  if (rows === undefined) return refuse([noRecord], teller);
  const body = writeAnswer(answer, rows, teller);
  if (later === undefined || parts === undefined) return { status: 200, body };
  const errors = [...answer.errors];
  const { pyynto } = teller;
  const released = releaseParts(later, { release, pyynto, onErrors: (more) => errors.push(...more) });
  await sendParts(parts, { first: body, later: released, teller });
  noteSources(errors, { options, recorder, pyynto });
  return undefined;
}

interface Sources {
  readonly options: GraphqlOptions;
  readonly recorder: CallRecorder;
  readonly pyynto: string;
}

/** Told once of each request, when all its sources have answered. */
function noteSources(errors: readonly GraphError[], { options, recorder, pyynto }: Sources): void {
  options.onRows(recorder.rows());
  logFailures(options.log, { pyynto, faults: recorder.failures(), errors });
}

const noRecord: GraphError = { code: "AUDIT_UNAVAILABLE", parameters: {} };

/** Does an operation lead to anyone's data: anything but reference data and the schema. */
function isPersonal({ definition }: Operation, catalogue: Catalogue): boolean {
  const root = rootTypeOf(definition);
  return fieldsOf(definition.selectionSet).some(
    ({ name }) => !name.value.startsWith("__") && catalogue.kentta(root, name.value)?.viitetieto !== true,
  );
}

/** Without a sign-in, or a purpose, nothing personal has run: the whole request is refused, and told so once. */
function findWholeRefusal({ errors }: EngineAnswer): GraphError | undefined {
  const found = errors.find(({ code }) => code === "UNAUTHENTICATED" || code === "PURPOSE_MISSING");
  return found === undefined ? undefined : { code: found.code, parameters: {} };
}

function writeAnswer(
  { data, errors }: Pick<EngineAnswer, "data" | "errors">,
  rows: readonly LahdeRow[],
  teller: ErrorTeller,
): string {
  return JSON.stringify({
    data,
    ...(errors.length === 0 ? {} : { errors: errors.map((error) => toErrorView(error, teller)) }),
    extensions: { pyynto: teller.pyynto, lahteet: rows },
  });
}
