/** A planner for tests: texts that name `loputon` are never planned, `kaatuu` ends the thread, others echo. */
import { parentPort, workerData } from "node:worker_threads";

if (workerData.supergraphSdl === "virheellinen") throw new Error("this supergraph is none");

parentPort.on("message", (text) => {
  for (; text.includes("loputon"););
  if (text.includes("kaatuu")) process.exit(1);
  if (text.includes("heittaa")) return parentPort.postMessage({ kind: "failed", error: new Error("no plan of this") });
  for (const kept = []; text.includes("muisti");) kept.push(Array.from({ length: 1e5 }, () => ({})));
  parentPort.postMessage(text.includes("outo") ? "?" : { kind: "plan", json: JSON.stringify(text) });
});
parentPort.postMessage({ kind: "ready" });
