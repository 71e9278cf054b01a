import { composeServices } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { execute, parse, subscribe, validate } from "graphql";
import type { GraphQLSchema } from "graphql";
import { tuntematon } from "../../../gateway/actor/index.ts";
import { createEngine, readSupergraph } from "../../../gateway/engine/index.ts";
import type { Engine, EngineName, EngineRequest, PlannerName, WrittenAnswer } from "../../../gateway/engine/index.ts";
import { createOperationReader, defaultLimits, readVariables } from "../../../gateway/operation/index.ts";
import {
  createCallRecorder,
  createDeadline,
  createEventStream,
  createJsonPost,
} from "../../../gateway/source/index.ts";
import { createPlainCall, createPlainEvents } from "../../../gateway/subgraph/index.ts";
import type { RequestScope } from "../../../gateway/subgraph/index.ts";
import { unhurried } from "../unhurried.ts";

/** A subgraph made up for one test: `extend schema @link` is put before its schema. */
export interface MadeUpSubgraph {
  readonly schema: string;
  readonly resolvers: Readonly<Record<string, unknown>>;
}

/** A request that reached a subgraph. */
export interface SeenRequest {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Answers in place of a subgraph; false lets it answer itself. */
export type Interfere = (request: SeenRequest, response: ServerResponse) => boolean;

/** An engine over subgraphs that are real servers. */
export interface RunningSupergraph {
  readonly engine: Engine;
  readonly supergraphSdl: string;
  /** What the subgraphs were asked, in order. */
  readonly requests: SeenRequest[];
  /** Answers an operation as a client sees it: `errors` are code and path; of one that is refused, its code, and why a planner says so. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** The same in parts, each as JSON would tell it; the first has `data`, the others `places` and `label` too. */
  askInParts(query: string, variables?: Readonly<Record<string, unknown>>): AsyncGenerator;
  /** Each event of a subscription as a client sees it; the reason, where it is not opened. Ends when the caller stops. */
  subscribe(query: string, variables?: Readonly<Record<string, unknown>>): AsyncGenerator;
  interfere(by: Interfere | undefined): void;
  close(): Promise<void>;
}

const imports = [
  "@key",
  "@shareable",
  "@external",
  "@requires",
  "@provides",
  "@override",
  "@interfaceObject",
  "@inaccessible",
  "@tag",
];
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(imports)})\n`;

/** Composes subgraphs, starts a server for each, and an engine over them. */
export async function startSupergraph(
  subgraphs: Readonly<Record<string, MadeUpSubgraph>>,
  { name = "asiakas", planner }: { readonly name?: EngineName; readonly planner?: PlannerName } = {},
): Promise<RunningSupergraph> {
  const requests: SeenRequest[] = [];
  let interference: Interfere | undefined;
  const servers = await Promise.all(
    Object.entries(subgraphs).map(async ([subgraph, { schema, resolvers }]) => {
      const typeDefs = parse(link + schema);
      // @apollo/subgraph's own type of a resolver map is looser than ours.
      const built = buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });
      const server = createServer((request, response) => {
        const isAnswered = (seen: Seen): boolean => {
          requests.push({ subgraph, ...seen });
          return interference?.({ subgraph, ...seen }, response) === true;
        };
        void serve(built, { request, response, isAnswered });
      });
      return { subgraph, typeDefs, server, url: await listen(server) };
    }),
  );
  const composed = composeServices(servers.map(({ subgraph, typeDefs, url }) => ({ name: subgraph, typeDefs, url })));
  if (composed.errors !== undefined) throw new Error(composed.errors.map(({ message }) => message).join("\n"));
  const { supergraphSdl } = composed;
  const posts = [...readSupergraph(supergraphSdl).urls].map(
    ([subgraph, url]) =>
      [subgraph, createJsonPost({ url, timeoutMs: 2000, connections: 8, maxBytes: 1024 * 1024 })] as const,
  );
  const streams = [...readSupergraph(supergraphSdl).urls].map(
    ([subgraph, url]) =>
      [subgraph, createEventStream({ url, timeoutMs: 2000, connections: 8, maxBytes: 1000 })] as const,
  );
  const engine = await createEngine(name, {
    supergraphSdl,
    streams: new Map(streams.map(([subgraph, stream]) => [subgraph, createPlainEvents(subgraph, stream)])),
    subgraphs: new Map(posts.map(([subgraph, post]) => [subgraph, createPlainCall(subgraph, post)])),
    takesManyLists: true,
    planner,
    limits: unhurried,
    onPlannerEnded: () => undefined,
  });
  const answer = createAnswer(engine);
  return {
    engine,
    supergraphSdl,
    requests,
    interfere(by) {
      interference = by;
    },
    async ask(query, given = {}) {
      const answered = await answer(query, { given, mayDefer: false });
      if (!("text" in answered)) return answered;
      if (answered.refused === undefined) return toView(answered);
      const { code, cause } = answered.refused;
      return { refused: code, ...(cause instanceof Error ? { why: cause.message } : {}) };
    },
    async *askInParts(query, given = {}) {
      const answered = await answer(query, { given, mayDefer: true });
      yield "text" in answered ? toView(answered) : answered;
      for await (const { label, places, ...part } of ("text" in answered && answered.later) || []) {
        yield { ...toView(part), places, ...(label === undefined ? {} : { label }) };
      }
    },
    subscribe: (query, variables = {}) => subscribeTo(engine, query, variables),
    async close() {
      await engine.close();
      await Promise.all([...posts, ...streams].map(([, peer]) => peer.close()));
      for (const { server } of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

interface Asking {
  readonly given: Readonly<Record<string, unknown>>;
  readonly mayDefer: boolean;
}

type Answered = WrittenAnswer | { readonly errors: readonly string[] };

function createAnswer(engine: Engine): (query: string, asking: Asking) => Promise<Answered> {
  const read = createOperationReader({ schema: engine.schema, limits: defaultLimits, tellsPersons: false });
  return async (query, { given, mayDefer }) => {
    const parsed = read(query, undefined);
    if (!parsed.ok) return { errors: parsed.errors.map(({ code }) => code) };
    const checked = readVariables(parsed.operation, given, { schema: engine.schema, checks: {} });
    if (!checked.ok) return { errors: checked.errors.map(({ code }) => code) };
    const scope = toScope();
    const { operation } = parsed;
    const answer = await engine.write({ operation, variables: checked.variables, scope, mayDefer });
    scope.deadline.done();
    return answer;
  };
}

async function* subscribeTo(engine: Engine, query: string, variables: EngineRequest["variables"]): AsyncGenerator {
  const parsed = createOperationReader({ schema: engine.schema, limits: defaultLimits, tellsPersons: false })(
    query,
    undefined,
  );
  if (!parsed.ok) throw new Error("the test's own subscription is not valid");
  const { operation } = parsed;
  const scope = toScope();
  try {
    const opened = await engine.subscribe({ operation, variables, scope, scopeOfEvent: toScope });
    if (!opened.ok) yield opened.error;
    else for await (const answer of opened.answers) yield toView(answer);
  } finally {
    scope.deadline.end();
  }
}

function toScope(): RequestScope {
  const deadline = createDeadline(10_000);
  return { actor: tuntematon, deadline, recorder: createCallRecorder(() => deadline.elapsedMs()), pyynto: "testi" };
}

function toView({ text, errors }: Pick<WrittenAnswer, "text" | "errors">): Record<string, unknown> {
  const told = errors.map(({ code, path }) => ({ code, path }));
  return { data: JSON.parse(text) as unknown, ...(told.length === 0 ? {} : { errors: told }) };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

type Seen = Omit<SeenRequest, "subgraph">;

interface Serving {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly isAnswered: (seen: Seen) => boolean;
}

async function serve(schema: GraphQLSchema, { request, response, isAnswered }: Serving): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Seen;
  if (isAnswered({ query, variables })) return;
  const document = parse(query);
  const faults = validate(schema, document);
  if (faults.length === 0 && request.headers.accept === "text/event-stream") {
    return sendEvents(response, await subscribe({ schema, document, variableValues: variables }));
  }
  const answer =
    faults.length > 0 ? { errors: faults } : await execute({ schema, document, variableValues: variables });
  response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
}

async function sendEvents(response: ServerResponse, events: Awaited<ReturnType<typeof subscribe>>): Promise<void> {
  if (!(Symbol.asyncIterator in events)) {
    response.setHeader("content-type", "application/json").end(JSON.stringify(events));
    return;
  }
  response.once("close", () => void events.return(undefined));
  response.writeHead(200, { "content-type": "text/event-stream" }).write(":\n\n");
  for await (const event of events) response.write(`event: next\ndata: ${JSON.stringify(event)}\n\n`);
  response.end("event: complete\ndata:\n\n");
}
