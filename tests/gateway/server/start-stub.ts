import { connect } from "node:net";
import { buildSchema, extendSchema } from "graphql";
import { onTestFinished } from "vitest";
import type { Authenticate } from "../../../gateway/actor/index.ts";
import type { Engine, EngineAnswer, EngineRequest } from "../../../gateway/engine/index.ts";
import { loadCatalogue } from "../../../gateway/catalogue/index.ts";
import { createOperationReader, createWeigh, defaultLimits, deferDirective } from "../../../gateway/operation/index.ts";
import { createAdmit } from "../../../gateway/server/admit.ts";
import { createClientAddress, createIsFromProxy } from "../../../gateway/server/client-address.ts";
import { createActorLimiter } from "../../../gateway/server/limit-actors.ts";
import { createIntrospectionLimit } from "../../../gateway/server/limit-introspection.ts";
import type { RegisteredOptions } from "../../../gateway/operation/index.ts";
import type { ActorLimits } from "../../../gateway/server/limit-actors.ts";
import { createAnswerGraphql } from "../../../gateway/server/answer-graphql.ts";
import { startServer } from "../../../gateway/server/http-server.ts";
import type { RunningServer, ServerOptions } from "../../../gateway/server/http-server.ts";
import { createLog } from "../../../gateway/server/log.ts";

const sdl = `
  directive @sisaankaynti(sallittu: [String!]!) on FIELD_DEFINITION
  scalar Hetu
  type Query {
    mina: Asiakas
    asiakas(id: ID!): Asiakas @sisaankaynti(sallittu: ["H"])
    asiakasHetulla(hetu: Hetu!): Asiakas @sisaankaynti(sallittu: ["H"])
    tilastot: Luvut @sisaankaynti(sallittu: ["A", "J"])
  }
  type Asiakas { id: ID! nimi: String }
  type Luvut { asiakkaat: Int setelit: Int }
`;
const schema = extendSchema(buildSchema(sdl), deferDirective);

/** Largest body that the stub's server takes, bytes. */
export const maxBodyBytes = 1000;

/** Bounds of the stub's connections: as the product's, but for the body. */
export const http = {
  maxBodyBytes,
  maxConnections: 1000,
  maxPipelined: 64,
  headersMs: 10_000,
  receiveMs: 15_000,
  stalledMs: 30_000,
} as const;

const stubRates = { listSize: 10, sourceCall: 10, sourceCalls: {} } as const;

/** Bounds of an actor that no test meets unless it sets them. */
const noLimits: ActorLimits = {
  costPerMinute: 1_000_000,
  concurrencyPerActor: 1000,
  personsPerMinute: 1000,
  personsPerHourOfOrganisation: 1000,
};

/** How a test's gateway differs from one whose engine answers at once. */
export interface StubOptions extends Partial<Omit<ServerOptions, "answerGraphql">> {
  readonly execute?: (request: EngineRequest) => Promise<EngineAnswer>;
  readonly authenticate?: Authenticate;
  readonly actorLimits?: Partial<ActorLimits>;
  /** Milliseconds of the clock of all limits. */
  readonly nowMs?: () => number;
  readonly introspection?: boolean;
  readonly trustedProxies?: readonly string[];
  readonly registered?: RegisteredOptions;
  /** Does the use log take rows of an answer; it does when left out. */
  readonly mayRecord?: () => boolean;
}

/** A server over a stub engine. */
export interface Stub {
  readonly server: RunningServer;
  readonly url: string;
  /** Lines of the log. */
  readonly log: readonly string[];
  /** What the engine was asked. */
  readonly asked: readonly EngineRequest[];
  /** Codes of whole refusals in the use log. */
  readonly refusals: readonly string[];
  /** Kinds of actors whose look at the schema the use log holds. */
  readonly schemaReads: readonly string[];
  /** Of each query of statistics, the fields that left and the code of what kept them back. */
  readonly statistics: readonly string[];
}

/** Starts a gateway's HTTP side over a stub engine, until the test ends. */
export async function startStub(options: StubOptions = {}): Promise<Stub> {
  const {
    execute = async () => ({ data: { mina: { id: "a" } }, errors: [] }),
    authenticate,
    actorLimits = {},
    nowMs = () => 0,
    introspection = true,
    trustedProxies = [],
    registered = { texts: new Map(), only: false },
    mayRecord = () => true,
    ...others
  } = options;
  const [log, asked, refusals, schemaReads]: [string[], EngineRequest[], string[], string[]] = [[], [], [], []];
  const statistics: string[] = [];
  const writeLog = createLog(
    (line) => log.push(line),
    () => new Date(0),
  );
  const engine: Engine = {
    schema,
    execute(request) {
      asked.push(request);
      return execute(request);
    },
    write: () => Promise.reject(new Error("the product reads what it sends")),
    subscribe: () => Promise.reject(new Error("the product has no subscriptions")),
    planAhead: () => Promise.resolve(undefined),
    close: () => Promise.resolve(),
  };
  const catalogue = loadCatalogue({ tiedotSdl: "scalar Tyhja", supergraphSdl: sdl });
  const answerGraphql = createAnswerGraphql({
    engine,
    catalogue,
    record: {
      isAvailable: () => true,
      act: () => Promise.resolve(true),
      follow: () => undefined,
      change: () => Promise.resolve(true),
      release(_asked, outcome) {
        const { kentat = [], koodi } = outcome.statistics ?? {};
        if (outcome.statistics !== undefined) statistics.push([...kentat, koodi ?? ""].join(" ").trim());
        return Promise.resolve(mayRecord());
      },
      refusal: (_asked, _laji, koodi) => refusals.push(koodi),
      schemaRead: ({ actor }) => schemaReads.push(actor.kind),
    },
    notesOf: () => new Map(),
    ownIdsOf: () => undefined,
    authenticate: authenticate ?? (async () => ({ ok: true, actor: { kind: "tuntematon" } })),
    readOperation: createOperationReader({ schema, limits: defaultLimits }),
    checks: { Hetu: (value) => (value === "010190-900P" ? undefined : "henkilötunnuksen tarkistusmerkki ei täsmää") },
    registered,
    clientAddress: createClientAddress(trustedProxies),
    isFromProxy: createIsFromProxy(trustedProxies),
    admit: createAdmit({
      weigh: createWeigh({
        schema,
        supergraphSdl: sdl,
        catalogue,
        rates: stubRates,
        maxCost: 1000,
        maxPage: 100,
        isPersonId: () => true,
      }),
      limiter: createActorLimiter({ limits: { ...noLimits, ...actorLimits }, key: new Uint8Array(32), nowMs }),
      introspection,
      mayIntrospect: createIntrospectionLimit(nowMs),
    }),
    limits: { ...defaultLimits, maxBodyBytes },
    log: writeLog,
    titles: { kela: "Kela" },
    onRows: () => undefined,
  });
  const server = await startServer({
    log: writeLog,
    host: "127.0.0.1",
    port: 0,
    answerGraphql,
    explorer: { get: () => undefined },
    schemaText: () => "type Query { mina: Asiakas }",
    readiness: () => Promise.resolve({ valmis: true }),
    local: undefined,
    signIn: () => Promise.resolve({ status: 200, body: '{"palvelut":[]}' }),
    requestMs: 5000,
    maxQueries: 1000,
    http,
    allowedOrigins: [],
    behindTls: false,
    ...others,
  });
  onTestFinished(() => server.close(0));
  return { server, url: `http://127.0.0.1:${server.port}`, log, asked, refusals, schemaReads, statistics };
}

/** Posts JSON, or a text as it is, to `/graphql`. */
export function post(stub: Stub, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${stub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
  });
}

/** What a refusal looks like, whatever its texts. */
export async function refusalOf(response: Response): Promise<readonly [status: number, code: string]> {
  const answer: unknown = await response.json();
  const errors = typeof answer === "object" && answer !== null && "errors" in answer ? answer.errors : undefined;
  const [error] = Array.isArray(errors) ? (errors as readonly { extensions: { code: string } }[]) : [];
  return [response.status, error?.extensions.code ?? "no error"];
}

/** Sends bytes as they are, gives everything that came back until the server closed the connection. */
export function sendRaw(stub: Stub, ...parts: readonly (string | Uint8Array)[]): Promise<string> {
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(stub.server.port, "127.0.0.1", () => parts.forEach((part) => socket.write(part)));
    socket.setEncoding("utf8").on("data", (text: string) => {
      received += text;
    });
    socket.on("error", () => undefined).on("close", () => resolve(received));
  });
}
