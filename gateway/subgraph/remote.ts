import { print } from "graphql";
import type { DocumentNode, GraphQLSchema } from "graphql";
import { errorTable, isErrorCode } from "../errors.ts";
import type { GraphError } from "../errors.ts";
import { codeOf, createSource, failed, ok, parseJson, readBytes } from "../source/index.ts";
import type { ResponseReader, TlsSettings } from "../source/index.ts";
import { completeAnswer, toAnswerSchema } from "./complete-answer.ts";
import type { AskedOperation } from "./complete-answer.ts";
import { writeHopBody } from "./envelope.ts";
import { lahdeForm, readHopAnswer } from "./hop-answer.ts";
import type { HopAnswer, HopError } from "./hop-answer.ts";
import { isAnswerTo, signRequest } from "./hop-signature.ts";
import type { SubgraphKey } from "./subgraph-key.ts";
import type { SubgraphAnswer, SubgraphTransport } from "./transport.ts";

/** How to reach a subgraph in another process. */
export interface RemoteOptions {
  readonly name: string;
  readonly url: string;
  /** Key that the gateway and this subgraph share, and no other subgraph. */
  readonly key: SubgraphKey;
  /** The subgraph's own schema: what its answers are checked against. */
  readonly schema: GraphQLSchema;
  readonly timeoutMs?: number;
  /** Must answers be signed: "ei" for a subgraph written elsewhere that can't, behind TLS of its own. */
  readonly vastauksenAllekirjoitus: "vaaditaan" | "ei";
  /** The gateway's own certificate, where the subgraph asks for one. */
  readonly tls?: TlsSettings;
  /** The wall clock, as signatures tell it. */
  readonly now: () => Date;
}

/**
 * A subgraph behind HTTP, ours or one written elsewhere. Its answer is completed against its own
 * schema, so that a wrong type, a field not asked for or a null that may not be never goes further;
 * of its errors only the place and a code of our table are kept, never a text.
 */
export function createRemoteTransport(options: RemoteOptions): SubgraphTransport {
  const { name, key, url, timeoutMs = 8000, tls, now } = options;
  const schema = toAnswerSchema(options.schema);
  const source = createSource({
    lahde: name,
    url,
    timeoutMs,
    connections: 64,
    ...(tls === undefined ? {} : { tls }),
  });
  const path = new URL(url).pathname;
  return {
    name,
    reach: async () => [
      { lahde: name, solmu: null, tavoitettavissa: await source.isReachable(), katkaisin: source.katkaisin() },
    ],
    close: () => source.close(),
    async call({ document, variables, sallittu, kotialueet }, scope) {
      const startedMs = scope.deadline.elapsedMs();
      const envelope = {
        actor: scope.actor,
        pyynto: scope.pyynto,
        leftMs: scope.deadline.leftMs(),
        ...(sallittu === undefined ? {} : { sallittu }),
        ...(kotialueet === undefined ? {} : { kotialueet }),
      };
      const body = writeHopBody({ queryJson: queryJsonOf(document), variables, envelope });
      let nonce = "";
      // Signed anew each time it is sent: the subgraph lets no nonce in twice.
      const headers = (): Readonly<Record<string, string>> => {
        const signed = signRequest({ path, body }, key, now());
        nonce = signed.nonce;
        return signed.headers;
      };
      const hop = { deadline: scope.deadline, recorder: silentRecorder };
      const isOurs = (answered: Answered): boolean =>
        options.vastauksenAllekirjoitus === "ei" || isAnswerTo(nonce, answered, { key, now: now() });
      const result = await source.call({ method: "POST", path: "", headers, body }, hop, createReader(isOurs));
      if (!result.ok) {
        const tila = codeOf(result.failure);
        scope.recorder.begin(name, null)(tila, result.failure.reason);
        return { data: null, errors: [{ code: tila, parameters: { lahde: name } }] };
      }
      scope.recorder.add(result.value.lahteet, startedMs);
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

/** What an answer's signature is checked over. */
type Answered = Parameters<typeof isAnswerTo>[1];

/** Nothing of an answer is looked into before it is known to be of our request. */
function createReader(isOurs: (answered: Answered) => boolean): ResponseReader<HopAnswer> {
  return async ({ status, headers, chunks }) => {
    if (status === 401 || status === 403) return failed("denied", "subgraph refuses the gateway");
    if (status !== 200) return failed(status >= 500 ? "unavailable" : "invalid", "status other than 200");
    // The source bounds the size.
    const body = await readBytes(chunks, Number.POSITIVE_INFINITY);
    if (body === undefined || !isOurs({ headers, body })) {
      return failed("invalid", "answer is not signed as that of our request");
    }
    const value = parseJson(body);
    if (value === undefined) return failed("invalid", "body is not JSON");
    const answer = readHopAnswer(value);
    return answer === undefined ? failed("invalid", "not a GraphQL answer") : ok(answer);
  };
}

/** Errors of its own, and one for each place that does not fit the schema and has none yet. */
async function complete(answer: HopAnswer, name: string, asked: AskedOperation): Promise<SubgraphAnswer> {
  const own = answer.errors.map((error) => toGraphError(error, name));
  if (own.length > 0 && answer.data === undefined) return { data: null, errors: own };
  const { data, faults } = await completeAnswer(answer.data ?? {}, asked);
  if (faults.length === 0) return { data, errors: own };
  const known = new Set(own.map((error) => JSON.stringify(error.path)));
  const wrong = faults
    .filter((path) => !known.has(JSON.stringify(path)))
    .map((path): GraphError => ({ code: "SOURCE_INVALID_RESPONSE", parameters: { lahde: name }, path }));
  return { data, errors: [...own, ...wrong] };
}

function toGraphError({ path, extensions }: HopError, name: string): GraphError {
  const { code, lahde } = extensions;
  const fits = isErrorCode(code) && (errorTable[code].status === 200 || code === "BAD_USER_INPUT");
  const parameters = { lahde: typeof lahde === "string" && lahdeForm.test(lahde) ? lahde : name };
  return {
    code: fits ? code : "SOURCE_UNAVAILABLE",
    parameters: code === "BAD_USER_INPUT" ? { ...parameters, syy: refusedValue } : parameters,
    ...(path === undefined ? {} : { path }),
  };
}

/** Why a subgraph elsewhere refuses a value is its own text, which goes no further. */
const refusedValue = {
  fi: "lähde ei hyväksy sitä",
  sv: "källan godkänner det inte",
  en: "the source does not accept it",
};

const texts = new WeakMap<DocumentNode, string>();

/** The document's text as JSON, written once. */
function queryJsonOf(document: DocumentNode): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = JSON.stringify(print(document));
  texts.set(document, text);
  return text;
}
