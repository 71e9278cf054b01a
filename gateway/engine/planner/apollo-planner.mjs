// @ts-check
/**
 * The planner's own thread: loads the supergraph once, says so, and then plans one text after another.
 * Plain JavaScript, so that a thread needs no loader of TypeScript and is ready sooner, on any Node.
 *
 * In: an operation's text. Out: `{kind: "ready"}` once, then `{kind: "plan", json}` or
 * `{kind: "failed", error}` for each text. JSON without documents, because reading it is what the thread
 * that answers requests pays: of the largest plans a tenth of what the same plan costs as objects.
 */
import { parentPort, workerData } from "node:worker_threads";
import { operationFromDocument, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import { parse } from "graphql";

if (parentPort === null) throw new Error("this file is the entry of a worker thread");
const port = parentPort;

/** @type {unknown} */
const supergraphSdl = workerData.supergraphSdl;
if (typeof supergraphSdl !== "string") throw new TypeError("workerData.supergraphSdl must be a text");

// Whoever composed it has validated it, and so has the engine that starts this; a thread in place of an
// ended one is waited for.
const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: false });
const apiSchema = supergraph.apiSchema();
const planner = new QueryPlanner(supergraph);

port.on("message", (/** @type {string} */ text) => port.postMessage(plan(text)));
port.postMessage({ kind: "ready" });

/** @param {string} text */
function plan(text) {
  try {
    const operation = operationFromDocument(apiSchema, parse(text, { noLocation: true }));
    return { kind: "plan", json: JSON.stringify(planner.buildQueryPlan(operation)) };
  } catch (error) {
    return { kind: "failed", error };
  }
}
