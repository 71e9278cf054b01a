import type { GraphError } from "../errors.ts";
import type { SourceFault } from "../source/index.ts";
import type { Log } from "./log.ts";

/** What went wrong in one request. */
export interface Failures {
  /** Correlation id, the same that the client was told. */
  readonly pyynto: string;
  readonly faults: readonly SourceFault[];
  readonly errors: readonly GraphError[];
}

/** Writes what operations need to find behind a request's id: which sources failed and why, and bugs of ours. */
export function logFailures(log: Log, { pyynto, faults, errors }: Failures): void {
  for (const { syy, ...fault } of faults) {
    log("lähde ei vastannut kelvollisesti", { pyynto, ...fault, ...(syy === undefined ? {} : { syy }) });
  }
  for (const { cause } of errors) {
    if (cause === undefined) continue;
    log("virhe palvelussa", { pyynto, virhe: cause instanceof Error ? cause.name : "tuntematon", pino: cause });
  }
}
