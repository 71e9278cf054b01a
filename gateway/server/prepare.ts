import type { IncomingMessage } from "node:http";
import { parseAsia, tuntematon, withAsia } from "../actor/index.ts";
import type { Actor, Authenticate } from "../actor/index.ts";
import type { GraphError } from "../errors.ts";
import { findText, findValueFault, readVariables } from "../operation/index.ts";
import type { Operation, OperationLimits, ReadOperation, RegisteredOptions, ScalarChecks } from "../operation/index.ts";
import type { Engine } from "../engine/index.ts";
import type { Admit } from "./admit.ts";
import type { ClientAddress, IsFromProxy } from "./client-address.ts";
import type { Log } from "./log.ts";
import { readDocumentId } from "./public-get.ts";
import { readRequest } from "./read-request.ts";
import type { GraphRequest } from "./read-request.ts";
import type { ReleaseRecord } from "./record-release.ts";

/** What reading a request needs. */
export interface PrepareOptions {
  readonly engine: Pick<Engine, "schema">;
  /** The use log: what leaves is in it before. */
  readonly record: ReleaseRecord;
  readonly authenticate: Authenticate;
  readonly readOperation: ReadOperation;
  readonly checks: ScalarChecks;
  readonly registered: RegisteredOptions;
  readonly clientAddress: ClientAddress;
  readonly isFromProxy: IsFromProxy;
  /** Weighs an operation and counts it for its actor, before it is planned. */
  readonly admit: Admit;
  readonly limits: Pick<OperationLimits, "maxText" | "maxList"> & {
    /** Largest body, bytes. */
    readonly maxBodyBytes: number;
  };
  readonly log: Log;
}

/** A request that may run. */
export interface Prepared {
  readonly ok: true;
  readonly actor: Actor;
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  /** It asks the schema of the graph. */
  readonly asksSchema: boolean;
  /** To be called once, when the operation has ended. */
  readonly done: () => void;
}

/** Why a request may not run: nothing has. */
export interface Refused {
  readonly ok: false;
  readonly errors: readonly GraphError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request on its way in. */
interface Incoming {
  readonly incoming: IncomingMessage;
  readonly options: PrepareOptions;
  /** Correlation id. */
  readonly pyynto: string;
}

/**
 * Reads a request, cheapest check first: body, token, operation, variables, cost, the actor's own bounds. A public GET
 * has no body, and is nobody's: whoever asks gets the same, whatever token comes with it.
 */
export async function prepare(way: Incoming): Promise<Prepared | Refused> {
  const { incoming, options } = way;
  const documentId = readDocumentId(incoming);
  const read =
    documentId === undefined
      ? await readRequest(incoming, options.limits.maxBodyBytes)
      : ({ ok: true, request: toGetRequest(documentId) } as const);
  if (!read.ok) return { ok: false, errors: [read.error] };
  // Before the token and before any parsing: an unregistered text costs nothing where it can't run.
  const named = findText(read.request, options.registered);
  if (!named.ok) return { ok: false, errors: [named.error] };
  const identified = documentId === undefined ? await identify(way) : ({ ok: true, actor: tuntematon } as const);
  return identified.ok ? prepareFor(identified.actor, { ...way, request: read.request, text: named.text }) : identified;
}

function toGetRequest(documentId: string): GraphRequest {
  return { query: undefined, documentId, operationName: undefined, variables: {}, extensions: {} };
}

async function identify({ incoming, options, pyynto }: Incoming): Promise<{ ok: true; actor: Actor } | Refused> {
  // Of two headers Node gives the first: both are read, and the pair is no bearer token.
  const { headersDistinct, method = "" } = incoming;
  const identified = await options.authenticate(headersDistinct["authorization"]?.join(", "), {
    method,
    proofs: headersDistinct["dpop"] ?? [],
    fromProxy: (header) => (options.isFromProxy(incoming) ? (headersDistinct[header] ?? []) : []),
  });
  if (identified.ok) return identified;
  options.log("tunniste hylätty", { pyynto, koodi: identified.code, syy: identified.reason });
  const asked = { actor: tuntematon, pyynto, operation: undefined };
  options.record.refusal(asked, "KIRJAUTUMINEN_EVATTY", identified.code);
  const { code, challenge } = identified;
  const headers = challenge === undefined ? {} : { headers: { "www-authenticate": challenge } };
  return { ok: false, errors: [{ code, parameters: {} }], ...headers };
}

interface Read extends Incoming {
  readonly request: GraphRequest;
  readonly text: string;
}

function prepareFor(signedIn: Actor, { incoming, options, pyynto, request, text }: Read): Prepared | Refused {
  const parsed = options.readOperation(text, request.operationName);
  if (!parsed.ok) return parsed;
  const { operation } = parsed;
  const { checks, engine, limits } = options;
  const checked = readVariables(operation, request.variables, { schema: engine.schema, checks, limits });
  if (!checked.ok) return checked;
  const syy = findValueFault(request.extensions, limits);
  if (syy !== undefined) return { ok: false, errors: [{ code: "BAD_USER_INPUT", parameters: { syy } }] };
  const stated = parseAsia(request.extensions);
  if (!stated.ok) return { ok: false, errors: [{ code: "BAD_USER_INPUT", parameters: { syy: stated.syy } }] };
  const actor = withAsia(signedIn, stated.asia);
  const { variables } = checked;
  const leave = options.admit({ actor, operation, variables, address: options.clientAddress(incoming) });
  if (leave.ok) return { ...leave, actor, operation, variables };
  // Too many persons, or too much: the customers and the data protection officer may want to know.
  if (leave.headers !== undefined && actor.kind !== "tuntematon") {
    options.record.refusal({ actor, pyynto, operation }, "EVATTY", "RATE_LIMITED");
  }
  return leave;
}
