/**
 * `npm run gateway -- --supergraph FILE --port N`: the engine alone, as a federation gateway over any supergraph. No
 * sign-in, no gate, no use log: for outside test suites, benchmarks, and graphs that hold nobody's data. Nothing else
 * of the product runs without its gate.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createEngine, readSupergraph } from "./engine/index.ts";
import type { Engine, EngineName } from "./engine/index.ts";
import { createOperationReader, defaultLimits } from "./operation/index.ts";
import { createAnswerPlain, createLog, startServer } from "./server/index.ts";
import type { Log } from "./server/index.ts";
import { createJsonPost } from "./source/index.ts";
import { createPlainCall } from "./subgraph/index.ts";

const usage = `npm run gateway -- --supergraph FILE [--port N] [--engine asiakas|apollo] [--planner hive|apollo]
  Serves the supergraph at http://127.0.0.1:N/graphql, WITHOUT any access control. Port 4000 unless told.`;

const limits = {
  requestMs: 30_000,
  subgraphMs: 20_000,
  connections: 64,
  maxAnswerBytes: 64 * 1024 * 1024,
  maxBodyBytes: 1024 * 1024,
} as const;

const planning = { maxPlanningMs: 5000, planningWaitMs: 5000, maxPlannerMb: 512, maxPlanLength: 16 * 1024 * 1024 };

const { values } = parseArgs({
  options: {
    supergraph: { type: "string" },
    port: { type: "string", default: "4000" },
    engine: { type: "string", default: "asiakas" },
    planner: { type: "string" },
    help: { type: "boolean" },
  },
});
if (values.help === true) {
  console.log(usage);
} else if (values.supergraph === undefined || !isEngine(values.engine) || !isPlanner(values.planner)) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const { engine: name, planner, port } = values;
  await run(readFileSync(values.supergraph, "utf8"), { name, planner, port: Number(port) });
}

function isEngine(text: string): text is EngineName {
  return text === "asiakas" || text === "apollo";
}

function isPlanner(text: string | undefined): text is "hive" | "apollo" | undefined {
  return text === undefined || text === "hive" || text === "apollo";
}

interface Running {
  readonly name: EngineName;
  readonly planner: "hive" | "apollo" | undefined;
  readonly port: number;
}

async function run(supergraphSdl: string, { name, planner, port }: Running): Promise<void> {
  const log: Log = createLog(
    (line) => console.error(line),
    () => new Date(),
  );
  const posts = [...readSupergraph(supergraphSdl).urls].map(
    ([subgraph, url]) =>
      [
        subgraph,
        createJsonPost({
          url,
          timeoutMs: limits.subgraphMs,
          connections: limits.connections,
          maxBytes: limits.maxAnswerBytes,
        }),
      ] as const,
  );
  const engine = await createEngine(name, {
    supergraphSdl,
    subgraphs: new Map(posts.map(([subgraph, post]) => [subgraph, createPlainCall(subgraph, post)])),
    takesManyLists: true,
    planner,
    limits: planning,
    onPlannerEnded: (syy) => log("suunnittelu keskeytettiin", { syy }),
    onPlannerMissing: () => log("natiivi suunnittelija puuttuu: toinen tekee suunnitelmat"),
  });
  const server = await serve(engine, { port, log });
  console.log(`http://127.0.0.1:${server.port}/graphql`);
  const stop = async (): Promise<void> => {
    await server.close(1000);
    await Promise.all([engine.close(), ...posts.map(([, post]) => post.close())]);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
}

function serve(
  engine: Engine,
  { port, log }: { readonly port: number; readonly log: Log },
): ReturnType<typeof startServer> {
  const readOperation = createOperationReader({ schema: engine.schema, limits: defaultLimits, tellsPersons: false });
  const notFound = { status: 404, body: '{"errors":[{"message":"not found"}]}' };
  return startServer({
    host: "127.0.0.1",
    port,
    answerGraphql: createAnswerPlain({ engine, readOperation, maxBodyBytes: limits.maxBodyBytes, log }),
    explorer: new Map(),
    schemaText: () => "",
    readiness: () => Promise.resolve({ valmis: true }),
    signIn: () => Promise.resolve(notFound),
    local: undefined,
    requestMs: limits.requestMs,
    maxQueries: 10_000,
    http: {
      maxBodyBytes: limits.maxBodyBytes,
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
