import { print } from "graphql";
import type { DocumentNode, GraphQLSchema } from "graphql";
import { z } from "zod";
import { errorTable, isErrorCode } from "../errors.ts";
import type { GraphError } from "../errors.ts";
import { codeOf, createSource, failed, ok, readJson } from "../source/index.ts";
import type { LahdeRow, SourceResponse, SourceResult } from "../source/index.ts";
import { completeAnswer, toAnswerSchema } from "./complete-answer.ts";
import type { AskedOperation } from "./complete-answer.ts";
import { sealEnvelope } from "./envelope.ts";
import type { SubgraphAnswer, SubgraphTransport } from "./transport.ts";

/** How to reach a subgraph in another process. */
export interface RemoteOptions {
  readonly name: string;
  readonly url: string;
  /** Key that the gateway and this subgraph share. */
  readonly key: Uint8Array;
  /** The subgraph's own schema: what its answers are checked against. */
  readonly schema: GraphQLSchema;
  readonly timeoutMs?: number;
}

const wireSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  extensions: z.object({ lahteet: z.array(z.unknown()).optional() }).optional(),
});
type AnswerWire = z.infer<typeof wireSchema>;

/** A source's name in the graph, and nothing that could be a value. */
const lahdeForm = /^[a-z][a-z0-9-]{0,39}$/;

const rowSchema = z.object({
  lahde: z.string().regex(lahdeForm),
  solmu: z
    .string()
    .regex(/^\d{2}$/)
    .nullable(),
  tila: z.string().refine((tila): tila is LahdeRow["tila"] => tila === "OK" || isErrorCode(tila)),
  alkoiMs: z.number().nonnegative(),
  kestoMs: z.number().nonnegative(),
  haettu: z.iso.datetime().nullable(),
  kutsut: z.int().nonnegative(),
});

/**
 * A subgraph behind HTTP, ours or one written elsewhere. Its answer is completed against its own
 * schema, so that a wrong type, a field not asked for or a null that may not be never goes further;
 * of its errors only the place and a code of our table are kept, never a text.
 */
export function createRemoteTransport(options: RemoteOptions): SubgraphTransport {
  const { name, key } = options;
  const schema = toAnswerSchema(options.schema);
  const source = createSource({ lahde: name, url: options.url, timeoutMs: options.timeoutMs ?? 8000, connections: 64 });
  return {
    name,
    reach: async () => [{ lahde: name, solmu: null, tavoitettavissa: await source.isReachable() }],
    close: () => source.close(),
    async call({ document, variables }, scope) {
      const startedMs = scope.deadline.elapsedMs();
      const body = JSON.stringify({ query: textOf(document), variables });
      const envelope = { actor: scope.actor, pyynto: scope.pyynto, leftMs: scope.deadline.leftMs() };
      const token = await sealEnvelope(envelope, { subgraph: name, body, key });
      const hop = { deadline: scope.deadline, recorder: silentRecorder };
      const result = await source.call(
        {
          method: "POST",
          path: "",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          body,
        },
        hop,
        readAnswer,
      );
      if (!result.ok) {
        const tila = codeOf(result.failure);
        scope.recorder.begin(name, null)(tila, result.failure.reason);
        return { data: null, errors: [{ code: tila, parameters: { lahde: name } }] };
      }
      scope.recorder.add(rowsOf(result.value), startedMs);
      return complete(result.value, name, { document, variables, schema });
    },
  };
}

/** The hop itself is no source: its rows come from the subgraph. */
const silentRecorder = {
  begin: () => () => undefined,
  add: () => undefined,
  rows: () => [],
  failures: () => [],
};

async function readAnswer(response: SourceResponse): Promise<SourceResult<AnswerWire>> {
  if (response.status === 401 || response.status === 403) return failed("denied", "subgraph refuses the gateway");
  const json = await readJson(response);
  if (!json.ok) return json;
  const parsed = wireSchema.safeParse(json.value);
  return parsed.success ? ok(parsed.data) : failed("invalid", "not a GraphQL answer");
}

function rowsOf(answer: AnswerWire): readonly LahdeRow[] {
  const rows = answer.extensions?.lahteet ?? [];
  return rows.flatMap((row) => {
    const parsed = rowSchema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Errors of its own, and one for each place that does not fit the schema and has none yet. */
async function complete(answer: AnswerWire, name: string, asked: AskedOperation): Promise<SubgraphAnswer> {
  const own = (answer.errors ?? []).map((error) => toGraphError(error, name));
  if (own.length > 0 && (answer.data ?? null) === null) return { data: null, errors: own };
  const { data, errors } = await completeAnswer(answer.data ?? {}, asked);
  const known = new Set(own.map((error) => JSON.stringify(error.path)));
  const wrong = errors
    .filter((error) => !known.has(JSON.stringify(error.path)))
    .map((error): GraphError => ({
      code: "SOURCE_INVALID_RESPONSE",
      parameters: { lahde: name },
      path: error.path ?? [],
    }));
  return { data, errors: [...own, ...wrong] };
}

function toGraphError(error: NonNullable<AnswerWire["errors"]>[number], name: string): GraphError {
  const code = error.extensions?.["code"];
  const lahde = error.extensions?.["lahde"];
  const fits = isErrorCode(code) && (errorTable[code].status === 200 || code === "BAD_USER_INPUT");
  const parameters = { lahde: typeof lahde === "string" && lahdeForm.test(lahde) ? lahde : name };
  return {
    code: fits ? code : "SOURCE_UNAVAILABLE",
    parameters: code === "BAD_USER_INPUT" ? { ...parameters, syy: refusedValue } : parameters,
    ...(error.path === undefined ? {} : { path: error.path }),
  };
}

/** Why a subgraph elsewhere refuses a value is its own text, which goes no further. */
const refusedValue = {
  fi: "lähde ei hyväksy sitä",
  sv: "källan godkänner det inte",
  en: "the source does not accept it",
};

const texts = new WeakMap<DocumentNode, string>();

function textOf(document: DocumentNode): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = print(document);
  texts.set(document, text);
  return text;
}
