/** A planner for tests: plans of each text what its process is; ends itself for `kaatuu`, never answers `loputon`. */
process.on("disconnect", () => process.exit());
process.once("message", (supergraph) => {
  process.on("message", (text) => {
    if (text.includes("kaatuu")) process.kill(process.pid, "SIGABRT");
    for (; text.includes("loputon"););
    process.send({ kind: "plan", json: JSON.stringify({ pid: process.pid, env: Object.keys(process.env) }) });
  });
  process.send({ kind: supergraph === "puuttuu" ? "missing" : "ready" });
});
