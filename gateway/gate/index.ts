/**
 * Between the engine and every subgraph. Before a call: each field asked of each person is judged by
 * the policy, on facts asked once per request (relation, consent, turvakielto), and what the actor may
 * not have is taken out; a call with nothing left is not made. After: what was taken out is null with a
 * reason, rows are judged by their marks, and a person met inside an answer is asked about in a call of
 * their own, judged anew. A field without a rule is denied, and so is what can't be asked.
 */
export type { Muutos, RecordChange } from "./change-calls.ts";
export type { FindFormerIds, TunnuksenLaji } from "./current-persons.ts";
export { createEmergencies } from "./emergencies.ts";
export type { Emergencies } from "./emergencies.ts";
export { createGate } from "./gate.ts";
export type { Gate, GateOptions } from "./gate.ts";
export type { GuardedCall } from "./guarded-call.ts";
export type { PersonNote } from "./notes.ts";
export type { KentanNakyvyys, Nakyvyys, TellNakyvyys } from "./tell-nakyvyys.ts";
export { createHasTurvakieltoOikeus } from "./turvakielto-oikeus.ts";
