import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Kind } from "graphql";
import type { FieldNode } from "graphql";
import type { Actor } from "../actor/index.ts";
import { rootTypeOf } from "../catalogue/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { Engine, EngineAnswer } from "../engine/index.ts";
import { errorTable, toErrorView } from "../errors.ts";
import type { ErrorLanguage, GraphError } from "../errors.ts";
import type { PersonNote } from "../gate/index.ts";
import type { Operation } from "../operation/index.ts";
import { createCallRecorder } from "../source/index.ts";
import type { Deadline, LahdeRow } from "../source/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import { logFailures } from "./log-failures.ts";
import { chooseLanguage } from "./language.ts";
import { maskNodes } from "./mask-nodes.ts";
import { prepare } from "./prepare.ts";
import type { Prepared, PrepareOptions } from "./prepare.ts";
import { toPublicAnswer } from "./public-get.ts";
import { readRelease } from "./read-release.ts";
import { readSearches } from "./read-searches.ts";
import { readStatistics } from "./read-statistics.ts";
import type { Asked, Toimi } from "./record-release.ts";
import type { HttpAnswer } from "./write.ts";

/** What answering needs. */
export interface GraphqlOptions extends PrepareOptions {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  /** What the gate found out of each person during a request. */
  readonly notesOf: (scope: RequestScope) => ReadonlyMap<string, PersonNote>;
  /** How ids are told to this actor: a third party has ids of its own, everyone else the graph's. */
  readonly ownIdsOf: (actor: Actor) => ((id: string) => string) | undefined;
  /** Names of sources for people, by their name in the graph. */
  readonly titles: Readonly<Record<string, string>>;
  /** Told of every answer's rows, for the state of the sources. */
  readonly onRows: (rows: readonly LahdeRow[]) => void;
}

/** Answers one POST to `/graphql`, or the GET of a registered operation. Never rejects. */
export type AnswerGraphql = (incoming: IncomingMessage, deadline: Deadline) => Promise<HttpAnswer>;

/**
 * The way of one request, cheapest check first: body, token, operation, variables, then the engine.
 * What is refused before the engine is a request error: HTTP 4xx and no `data`. What fails in it is
 * a field error: HTTP 200, `data`, `errors` and `extensions.lahteet`.
 */
export function createAnswerGraphql(options: GraphqlOptions): AnswerGraphql {
  return async (incoming, deadline) => {
    const pyynto = randomUUID();
    const language = chooseLanguage(incoming.headers["accept-language"]);
    const teller: Teller = { language, pyynto, titles: options.titles };
    try {
      const prepared = await prepare({ incoming, options, pyynto });
      if (!prepared.ok) return { ...refuse(prepared.errors, teller), headers: prepared.headers ?? {} };
      try {
        return await run(prepared, { options, deadline, teller, incoming });
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
  readonly teller: Teller;
  readonly incoming: IncomingMessage;
}

async function run(prepared: Prepared, running: Running): Promise<HttpAnswer> {
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
  { options, deadline, teller, incoming, isOfPersons }: Running & { readonly isOfPersons: boolean },
): Promise<HttpAnswer> {
  const { record, engine, catalogue } = options;
  const asked = { actor, pyynto: teller.pyynto, operation };
  if (isOfPersons && !record.isAvailable()) return refuse([noRecord], teller);
  if (actor.kind === "analyytikko" && asksSchema) record.schemaRead(asked);
  const toimi = toToimi(actor, operation, catalogue);
  if (toimi !== undefined && !(await record.act(asked, toimi))) return refuse([noRecord], teller);
  const recorder = createCallRecorder(() => deadline.elapsedMs());
  const scope = { actor, deadline, recorder, pyynto: teller.pyynto };
  record.follow(scope, asked);
  const answer = await engine.execute({ operation, variables, scope });
  await recordFailures(answer, { record, asked, toimi });
  if (answer.refused !== undefined) return refuseUnplanned(answer.refused, teller);
  const rows = recorder.rows();
  options.onRows(rows);
  logFailures(options.log, { pyynto: teller.pyynto, faults: recorder.failures(), errors: answer.errors });
  const refused = findWholeRefusal(answer);
  if (refused !== undefined) {
    record.refusal(asked, "EVATTY", refused.code);
    return refuse([refused], teller);
  }
  if (incoming.method === "GET" && answer.errors.length === 0) {
    return toPublicAnswer(answer, rows, incoming.headers["if-none-match"]);
  }
  const notes = options.notesOf(scope);
  const release = readRelease(answer, operation, { catalogue, toOwnId: options.ownIdsOf(actor) });
  const haut = readSearches(answer, operation, catalogue);
  const statistics = readStatistics(answer, operation, catalogue);
  if (!(await record.release(asked, { release, notes, rows, haut, statistics }))) return refuse([noRecord], teller);
  return { status: 200, body: writeAnswer(answer, mayTellNodes(notes) ? rows : maskNodes(rows), teller) };
}

/** What a customer begins, which is in the use log before it is done; the gate tells of changes of a person's data. */
function toToimi(actor: Actor, { definition }: Operation, catalogue: Catalogue): Begun | undefined {
  if (actor.kind !== "asiakas" || rootTypeOf(definition) !== "Mutation") return undefined;
  const fields = rootFieldsOf(definition).filter(
    ({ name }) => !name.value.startsWith("__") && catalogue.kentta("Mutation", name.value)?.muutos === undefined,
  );
  const kentat = [...new Set(fields.map(({ name }) => name.value))].toSorted().map((name) => `Mutation.${name}`);
  const keys = new Set(fields.map(({ name, alias }) => (alias ?? name).value));
  return kentat.length === 0 ? undefined : { asiakasId: actor.asiakasId, kentat, keys };
}

interface Begun extends Toimi {
  /** Response keys of its fields. */
  readonly keys: ReadonlySet<string>;
}

interface Acting {
  readonly record: GraphqlOptions["record"];
  readonly asked: Asked;
  readonly toimi: Begun | undefined;
}

/** What failed, or whose outcome is not known, is told in a row of its own: of the fields at the root only. */
async function recordFailures({ errors }: EngineAnswer, { record, asked, toimi }: Acting): Promise<void> {
  if (toimi === undefined) return;
  const { asiakasId, kentat, keys } = toimi;
  for (const { code, path } of errors) {
    const isOwn = path === undefined || (path.length === 1 && keys.has(String(path[0])));
    if (isOwn) await record.act(asked, { asiakasId, kentat, koodi: code });
  }
}

/** Like a limit that is passed before: nothing has run, and no one's data was asked. */
function refuseUnplanned(error: GraphError, teller: Teller): HttpAnswer {
  const headers: HttpAnswer["headers"] = error.code === "OVERLOADED" ? { "retry-after": "2" } : {};
  return { ...refuse([error], teller), headers };
}

const noRecord: GraphError = { code: "AUDIT_UNAVAILABLE", parameters: {} };

/** Does an operation lead to anyone's data: anything but reference data and the schema. */
function isPersonal({ definition }: Operation, catalogue: Catalogue): boolean {
  const root = rootTypeOf(definition);
  return rootFieldsOf(definition).some(
    ({ name }) => !name.value.startsWith("__") && catalogue.kentta(root, name.value)?.viitetieto !== true,
  );
}

function rootFieldsOf({ selectionSet }: Pick<Operation["definition"], "selectionSet">): readonly FieldNode[] {
  return selectionSet.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? rootFieldsOf(selection) : [];
  });
}

/** Without a sign-in, or a purpose, nothing personal has run: the whole request is refused, and told so once. */
function findWholeRefusal({ errors }: EngineAnswer): GraphError | undefined {
  const found = errors.find(({ code }) => code === "UNAUTHENTICATED" || code === "PURPOSE_MISSING");
  return found === undefined ? undefined : { code: found.code, parameters: {} };
}

/** Regions of nodes are told only when the place of everyone in the answer may be. */
function mayTellNodes(notes: ReadonlyMap<string, PersonNote>): boolean {
  return [...notes.values()].every(({ paikkaNaytetaan }) => paikkaNaytetaan !== false);
}

interface Teller {
  readonly language: ErrorLanguage;
  readonly pyynto: string;
  readonly titles: Readonly<Record<string, string>>;
}

function writeAnswer({ data, errors }: EngineAnswer, rows: readonly LahdeRow[], teller: Teller): string {
  return JSON.stringify({
    data,
    ...(errors.length === 0 ? {} : { errors: errors.map((error) => toErrorView(error, teller)) }),
    extensions: { pyynto: teller.pyynto, lahteet: rows },
  });
}

function refuse(errors: readonly GraphError[], teller: Teller): HttpAnswer {
  const [first] = errors;
  return {
    status: first === undefined ? 500 : errorTable[first.code].status,
    body: JSON.stringify({ errors: errors.map((error) => toErrorView(error, teller)) }),
  };
}
