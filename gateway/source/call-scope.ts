import type { CallRecorder } from "./call-record.ts";
import type { Deadline } from "./deadline.ts";

/** What the caller of a source brings from the client's request. */
export interface CallScope {
  readonly deadline: Deadline;
  readonly recorder: CallRecorder;
}
