/** A process that has a planner deep in a search without an end, and tells the planner's pid; to be ended by force. */
import { createProcessPlanner } from "../../../../gateway/engine/planner/planner.ts";
import { unhurried } from "../../unhurried.ts";

const planner = await createProcessPlanner<unknown>({
  entry: new URL("endless-process.mjs", import.meta.url),
  supergraphSdl: "",
  read: (json) => JSON.parse(json),
  onEnded: () => undefined,
  limits: { ...unhurried, maxPlanningMs: 60_000 },
});
const told = await planner.plan("{ mika }");
void planner.plan("{ loputon }");
process.send?.(told.ok ? told.plan : undefined);
// Nothing else keeps it alive.
setInterval(() => undefined, 1000);
