// @ts-check
/**
 * The process of the planner in JavaScript: takes the supergraph's text, loads it once, says so, and then plans one text
 * after another. Plain JavaScript, so that it needs no loader of TypeScript and is ready sooner, on any Node.
 *
 * In: the supergraph, then each operation's text. Out: `{kind: "ready"}` once, or `{kind: "unfit", error}`; then
 * `{kind: "plan", json}` or `{kind: "failed", error}` for each text. JSON without documents, because reading it is what the
 * process that answers requests pays: of the largest plans a tenth of what the same plan costs as objects.
 */
import { operationFromDocument, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import { parse } from "graphql";

/** @typedef {ReturnType<Supergraph["apiSchema"]>} ApiSchema */
/** @type {{ readonly planner: QueryPlanner, readonly apiSchema: ApiSchema } | undefined} */
let loaded;

// Ctrl-C in a terminal reaches this process too: when to end is told by the one that started it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);
process.on("disconnect", () => process.exit());
process.on("message", (text) => {
  if (typeof text !== "string") throw new TypeError("a text is planned, and nothing else");
  process.send?.(loaded === undefined ? load(text) : plan(loaded, text));
});

/** @param {string} supergraphSdl */
function load(supergraphSdl) {
  try {
    // Whoever composed it has validated it, and so has the engine that starts this; one in place of a process that has
    // ended is waited for.
    const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: false });
    loaded = { planner: new QueryPlanner(supergraph), apiSchema: supergraph.apiSchema() };
    return { kind: "ready" };
  } catch (error) {
    return { kind: "unfit", error };
  }
}

/**
 * @param {NonNullable<typeof loaded>} by
 * @param {string} text
 */
function plan({ planner, apiSchema }, text) {
  try {
    const operation = operationFromDocument(apiSchema, parse(text, { noLocation: true }));
    return { kind: "plan", json: JSON.stringify(planner.buildQueryPlan(operation)) };
  } catch (error) {
    return { kind: "failed", error };
  }
}
