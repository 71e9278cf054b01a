/**
 * Plans an operation over the composed supergraph and runs the plan. Phases: plan (known, or made where it is
 * ended when it takes too long), fetch, merge, write. Every fetch goes through a guarded call: an engine
 * never reaches a subgraph or a register by itself, and never tells a client a text of its own.
 * `asiakas/` is our own executor; `apollo.ts` is @apollo/gateway hardened from outside, the second opinion; `planner/` is
 * any engine's: a process with an entry file, and what is known of its plans.
 */
export { createEngine } from "./create-engine.ts";
export type { EngineName } from "./create-engine.ts";
export type {
  Engine,
  EngineAnswer,
  EngineOptions,
  EnginePart,
  EngineRequest,
  OpenEvents,
  PlannerName,
  Subscribed,
  SubscribeRequest,
  WrittenAnswer,
  WrittenPart,
} from "./engine.ts";
export { readParts } from "./read-parts.ts";
export { createEngineShare } from "./share-engines.ts";
export type { LendEngine } from "./share-engines.ts";
export { readSupergraph } from "./asiakas/api-schema.ts";
export type { PlanningLimits } from "./planner/planner.ts";
