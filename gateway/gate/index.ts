/**
 * Between the engine and every subgraph. Before a call: each field asked of each person is judged by
 * the catalogue's rules, and what the actor may not have is taken out; a call with nothing left is
 * not made. After: what was taken out is null with a reason, and a person met inside an answer is
 * asked about in a call of their own, judged anew. A field without a rule is denied. Never asks a
 * register by itself, but for whether a person's place is protected.
 */
export { createGate } from "./gate.ts";
export type { Gate } from "./gate.ts";
export type { GuardedCall } from "./guarded-call.ts";
