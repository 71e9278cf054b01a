import { runOperation } from "../client/graph.ts";
import type { Operation } from "../operation.ts";
import type { AnswerView } from "../panels/answer.ts";

/** What the runner tells, and which headers it sends. */
export interface RunnerOptions {
  readonly headers: () => Readonly<Record<string, string>>;
  /** How the query of a tab goes: `running` at once, then how it ended. */
  readonly onView: (tabId: number, view: AnswerView) => void;
  readonly onRunning: (isRunning: boolean) => void;
}

/** Runs one query at a time: a new one cancels the one under way. */
export interface Runner {
  run(operation: Operation, tabId: number): Promise<void>;
  /** Ends the request under way, if any; the service then ends its own calls. */
  cancel(): void;
}

/** A runner with nothing under way. */
export function createRunner({ headers, onView, onRunning }: RunnerOptions): Runner {
  let current: { readonly controller: AbortController; readonly tabId: number } | undefined;
  return {
    async run(operation, tabId) {
      current?.controller.abort();
      const mine = { controller: new AbortController(), tabId };
      current = mine;
      onRunning(true);
      onView(tabId, { kind: "running" });
      const outcome = await runOperation(operation, { headers: headers(), signal: mine.controller.signal });
      if (current === mine) {
        current = undefined;
        onRunning(false);
      } else if (current?.tabId === tabId) {
        return; // The panel of this tab belongs to its newer query.
      }
      onView(tabId, outcome);
    },
    cancel: () => current?.controller.abort(),
  };
}
