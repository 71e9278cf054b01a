// @ts-check
/**
 * The process of the native planner: takes the supergraph's text, loads it once, says so, and then plans one text after
 * another. Plain JavaScript, so that it needs no loader of TypeScript and is ready sooner, on any Node.
 *
 * In: the supergraph, then each operation's text. Out: `{kind: "ready"}` once, or `{kind: "missing"}` where the machine has
 * no build of the planner; then `{kind: "plan", json}` or `{kind: "failed", error}` for each text.
 */

/** @type {import("@graphql-hive/router-query-planner").QueryPlanner | undefined} */
let planner;

// Ctrl-C in a terminal reaches this process too: when to end is told by the one that started it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);
process.on("disconnect", () => process.exit());
process.on("message", (text) => {
  if (typeof text !== "string") throw new TypeError("a text is planned, and nothing else");
  if (planner === undefined) void load(text).then((reply) => process.send?.(reply));
  else process.send?.(plan(planner, text));
});

/** @param {string} supergraphSdl */
async function load(supergraphSdl) {
  const found = await import("@graphql-hive/router-query-planner").catch(() => undefined);
  if (found === undefined) return { kind: "missing" };
  try {
    planner = new found.QueryPlanner(supergraphSdl);
    return { kind: "ready" };
  } catch (error) {
    return { kind: "unfit", error };
  }
}

/**
 * @param {import("@graphql-hive/router-query-planner").QueryPlanner} native
 * @param {string} text
 */
function plan(native, text) {
  try {
    // No labels of progressive override: who is asked for what must not turn on chance.
    return { kind: "plan", json: JSON.stringify(native.plan(text, null, new Set(), 0)) };
  } catch (error) {
    return { kind: "failed", error };
  }
}
