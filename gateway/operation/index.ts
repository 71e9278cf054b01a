/**
 * From an operation's text to an operation that may be planned: read, validated against the public
 * schema, counted as if its fragments were expanded. A refused operation has cost little and reached
 * nothing. Never quotes a value back, and keeps no variables.
 */
export { findValueFault } from "./check-texts.ts";
export type { CostRates } from "./cost.ts";
export { deferDirective, isDefer, withoutDefer } from "./defer.ts";
export { defaultLimits } from "./limits.ts";
export type { OperationLimits } from "./limits.ts";
export { createOperationReader } from "./operation-cache.ts";
export type { ReadOperation } from "./operation-cache.ts";
export type { Operation, OperationResult } from "./parse-operation.ts";
export { personKey } from "./normalise.ts";
export { findText, readRegistered } from "./registered.ts";
export type { RegisteredOptions } from "./registered.ts";
export { createWeigh } from "./weigh.ts";
export type { Weigh } from "./weigh.ts";
export { readVariables } from "./read-variables.ts";
export type { ScalarChecks, VariablesResult } from "./read-variables.ts";
