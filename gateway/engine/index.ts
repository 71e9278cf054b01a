/**
 * Plans an operation over the composed supergraph and runs the plan. Phases: plan (known, or made in a
 * thread that is ended when it takes too long), fetch, merge, shape. Every fetch goes through a guarded
 * call: an engine never reaches a subgraph or a register by itself, and never tells a client a text of
 * its own. `planner/` is any engine's: a thread with an entry file, and what is known of its plans.
 */
export { createApolloEngine } from "./apollo.ts";
export type { Engine, EngineAnswer, EngineOptions, EngineRequest } from "./engine.ts";
export { createEngineShare } from "./share-engines.ts";
export type { LendEngine } from "./share-engines.ts";
export type { PlanningLimits } from "./planner/planner.ts";
