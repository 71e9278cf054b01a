/**
 * This gateway's engine with the registers in its own process, as its own subgraphs are run: no HTTP between. Takes the
 * supergraph's file, prints where it answers.
 */
import { readFileSync } from "node:fs";
import { createEngine } from "../../gateway/engine/index.ts";
import { createOperationReader, defaultLimits } from "../../gateway/operation/index.ts";
import { createAnswerPlain, createLog, plainLimits, servePlain } from "../../gateway/server/index.ts";
import { createAsiakasIds, createInProcessCall } from "../../gateway/subgraph/index.ts";
import { toRegisters } from "./register-resolvers.ts";

const [supergraph = ""] = process.argv.slice(2);
const log = createLog(
  (line) => console.error(line),
  () => new Date(),
);
const kit = { ids: createAsiakasIds(new Uint8Array(64)), now: () => new Date() };
const engine = await createEngine("asiakas", {
  supergraphSdl: readFileSync(supergraph, "utf8"),
  subgraphs: new Map(toRegisters().map(({ name, ...register }) => [name, createInProcessCall(register, kit)])),
  takesManyLists: true,
  planner: "hive",
  limits: { maxPlanningMs: 5000, planningWaitMs: 5000, maxPlannerMb: 512, maxPlanLength: 16 * 1024 * 1024 },
  onPlannerEnded: (syy) => log("suunnittelu keskeytettiin", { syy }),
});
const readOperation = createOperationReader({ schema: engine.schema, limits: defaultLimits, tellsPersons: false });
const answerGraphql = createAnswerPlain({ engine, readOperation, ...plainLimits, log });
const server = await servePlain({ port: 0, answerGraphql, log });
console.log(`http://127.0.0.1:${server.port}/graphql`);
process.once("SIGTERM", () => process.exit(0));
process.on("disconnect", () => process.exit(0));
