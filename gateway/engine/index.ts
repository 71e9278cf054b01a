/**
 * Plans an operation over the composed supergraph and runs the plan. Phases: plan (cached by the
 * operation's hash), fetch, merge, shape. Every fetch goes through a guarded call: an engine never
 * reaches a subgraph or a register by itself, and never tells a client a text of its own.
 */
export { createApolloEngine } from "./apollo.ts";
export type { Engine, EngineAnswer, EngineOptions, EngineRequest } from "./engine.ts";
