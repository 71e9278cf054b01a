/** A planner for tests: texts that name `loputon` are never planned, `kaatuu` ends the process, others echo. */
process.on("disconnect", () => process.exit());
process.once("message", (supergraph) => {
  if (supergraph === "virheellinen") {
    process.send({ kind: "unfit", error: new Error("this supergraph is none") });
    return;
  }
  process.on("message", (text) => process.send(plan(text)));
  process.send({ kind: "ready" });
});

function plan(text) {
  for (; text.includes("loputon"););
  if (text.includes("kaatuu")) process.exit(1);
  if (text.includes("heittaa")) return { kind: "failed", error: new Error("no plan of this") };
  for (const kept = []; text.includes("muisti");) kept.push(Array.from({ length: 1e5 }, () => ({})));
  return text.includes("outo")
    ? "?"
    : { kind: "plan", json: JSON.stringify(text.includes("mika") ? process.pid : text) };
}
