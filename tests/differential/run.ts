/**
 * `npm run test:differentiaali -- [--tapauksia N] [--siemen N] [--suunnittelija hive|apollo] [--yksi] [--viat]`: random
 * operations over random supergraphs, our executor against one graphql-js schema that holds all. `--yksi`: one list of
 * entities in a call; `--viat`: each call of each operation fails in each way. Ends with 1 at a difference, which it
 * prints, shrunk. Each part runs in a process of its own: the native planner can end one, which is told and counted.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { CaseOptions, CaseResult } from "./run-cases.ts";
import { typescriptArgs } from "../../scripts/typescript/args.ts";

const { values } = parseArgs({
  options: {
    tapauksia: { type: "string", default: "100000" },
    siemen: { type: "string", default: String(Date.now() % 1_000_000_000) },
    suunnittelija: { type: "string", default: "hive" },
    yksi: { type: "boolean", default: false },
    viat: { type: "boolean", default: false },
  },
});

const wanted = Number(values.tapauksia);
const first = Number(values.siemen);
const perChunk = values.viat ? 100 : 1000;

type ChunkOptions = Omit<CaseOptions, "onCase">;

/** Gives the result, or the case in which the process was ended. */
function runChunk(options: ChunkOptions): Promise<CaseResult | string> {
  const child = fork(fileURLToPath(new URL("run-chunk.ts", import.meta.url)), { execArgv: [...typescriptArgs] });
  child.send(options);
  let latest = "";
  return new Promise((resolve, reject) => {
    child.on("message", ({ text, result }: { readonly text?: string; readonly result?: CaseResult }) => {
      if (text !== undefined) latest = text;
      if (result !== undefined) resolve(result);
    });
    child.once("exit", (code, signal) => {
      if (signal === null) reject(new Error(`a part ended with ${code} in\n${latest}`));
      else resolve(`${signal}\n${latest}`);
    });
  });
}

const total = { tapauksia: 0, maailmoja: 0, hylattyja: 0, suunnittelematta: 0, vikoja: 0, valjia: 0, kaatumisia: 0 };
console.log(`siemen ${first}`);
for (let seed = first; total.tapauksia < wanted && total.kaatumisia < 100; seed += 1) {
  const result = await runChunk({
    seed,
    cases: Math.min(perChunk, wanted - total.tapauksia),
    perWorld: values.viat ? 30 : 80,
    planner: values.suunnittelija === "apollo" ? "apollo" : "hive",
    takesManyLists: !values.yksi,
    withFaults: values.viat,
  });
  if (typeof result === "string") {
    total.kaatumisia += 1;
    console.log(`siemen ${seed}: suunnittelija kaatoi prosessin: ${result}`);
    continue;
  }
  total.tapauksia += result.cases;
  total.maailmoja += result.worlds;
  total.hylattyja += result.discards;
  total.suunnittelematta += result.unplanned;
  total.vikoja += result.runs;
  total.valjia += result.loose;
  if (result.found !== undefined) {
    console.log(result.found);
    process.exitCode = 1;
    break;
  }
  console.log(`siemen ${seed}: ${JSON.stringify(total)}`);
}
console.log(JSON.stringify(total));
