import { errorTable, toErrorView } from "../errors.ts";
import type { ErrorTeller, GraphError } from "../errors.ts";
import { logFailures } from "./log-failures.ts";
import type { Log } from "./log.ts";
import type { HttpAnswer } from "./write.ts";

/** A request error: the first error's own status, and no `data`. */
export function refuse(errors: readonly GraphError[], teller: ErrorTeller): HttpAnswer {
  const [first] = errors;
  return {
    status: first === undefined ? 500 : errorTable[first.code].status,
    body: JSON.stringify({ errors: errors.map((error) => toErrorView(error, teller)) }),
  };
}

/**
 * What the engine did not run, for want of a plan or of time to make one: nothing was asked. The log has the planner's own
 * error, where that is why.
 */
export function refuseUnplanned(
  error: GraphError,
  { teller, log }: { readonly teller: ErrorTeller; readonly log: Log },
): HttpAnswer {
  logFailures(log, { pyynto: teller.pyynto, faults: [], errors: [error] });
  const headers: HttpAnswer["headers"] = error.code === "OVERLOADED" ? { "retry-after": "2" } : {};
  return { ...refuse([error], teller), headers };
}
