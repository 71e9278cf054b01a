/**
 * `npm run gateway -- --supergraph FILE --port N`: the engine alone, as a federation gateway over any supergraph. No
 * sign-in, no gate, no use log: for outside test suites, benchmarks, and graphs that hold nobody's data. Nothing else
 * of the product runs without its gate.
 *
 * SIGHUP reads the file anew: requests that come begin on the new supergraph, those under way end on the one before. A
 * file that does not load is told in the log, with its reason, and the one before goes on.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { EngineName, PlannerName } from "./engine/index.ts";
import { openPlainWorld } from "./plain-world.ts";
import type { PlainWorld } from "./plain-world.ts";
import { createHolder, createLog, plainLimits, servePlain } from "./server/index.ts";
import type { Holder, Log } from "./server/index.ts";

const usage = `npm run gateway -- --supergraph FILE [--port N] [--engine asiakas|apollo] [--planner hive|apollo]
  Serves the supergraph at http://127.0.0.1:N/graphql, WITHOUT any access control. Port 4000 unless told.
  SIGHUP takes the file into use anew, SIGTERM ends.`;

const drainMs = 1000;

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
  const { supergraph, engine: name, planner, port } = values;
  await run({ supergraph, name, planner, port: Number(port) });
}

function isEngine(text: string): text is EngineName {
  return text === "asiakas" || text === "apollo";
}

function isPlanner(text: string | undefined): text is PlannerName | undefined {
  return text === undefined || text === "hive" || text === "apollo";
}

interface Running {
  /** Path of the supergraph's file. */
  readonly supergraph: string;
  readonly name: EngineName;
  readonly planner: PlannerName | undefined;
  readonly port: number;
}

async function run({ supergraph, name, planner, port }: Running): Promise<void> {
  const log: Log = createLog(
    (line) => console.error(line),
    () => new Date(),
  );
  const open = (): Promise<PlainWorld> =>
    openPlainWorld(readFileSync(supergraph, "utf8"), { name, planner, log, ...plainLimits });
  const worlds = createHolder(await open(), (pino) => log("edellistä supergraafia ei voitu sulkea", { pino }));
  const server = await servePlain({
    port,
    log,
    answerGraphql: (...given) => worlds.use((world) => world.answerGraphql(...given)),
  });
  console.log(`http://127.0.0.1:${server.port}/graphql`);
  let last: Promise<void> = Promise.resolve();
  process.on("SIGHUP", () => {
    last = last.then(() => reload(worlds, { open, log }));
  });
  const stop = async (): Promise<void> => {
    await last;
    await server.close(drainMs);
    await worlds.close();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void stop().finally(() => process.exit(0)));
}

interface Reloading {
  readonly open: () => Promise<PlainWorld>;
  readonly log: Log;
}

async function reload(worlds: Holder<PlainWorld>, { open, log }: Reloading): Promise<void> {
  try {
    worlds.replace(await open());
    log("uusi supergraafi on otettu käyttöön");
  } catch (error) {
    log("uutta supergraafia ei otettu käyttöön: edellinen on voimassa", {
      syy: error instanceof Error ? error.message : "tuntematon",
    });
  }
}
