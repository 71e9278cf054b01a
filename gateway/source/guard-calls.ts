import type { CallScope } from "./call-scope.ts";
import { createBulkhead } from "./bulkhead.ts";
import type { StartTimer } from "./bulkhead.ts";
import { CircuitBreaker } from "./circuit-breaker.ts";
import type { CallOutcome, KatkaisimenTila } from "./circuit-breaker.ts";
import { codeOf, failed } from "./failure.ts";
import type { SourceResult } from "./failure.ts";
import { createRetryBudget } from "./retry-budget.ts";
import type { RetryBudget } from "./retry-budget.ts";
import type { Suojaus } from "./suojaus.ts";
import { suojausSettings } from "./suojaus.ts";

/** Clock, timer and chance, as a source takes them. */
export interface Surroundings {
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
  readonly startTimer: StartTimer;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** The process's own. */
export const processSurroundings: Surroundings = {
  nowMs: () => performance.now(),
  startTimer(ms, end) {
    const timer = setTimeout(end, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** What is kept back of the client's deadline to write the answer. Milliseconds. */
const reserveMs = 100;

/** One source, or one node of it, whose calls are guarded. */
export interface GuardOptions {
  readonly lahde: string;
  readonly solmu: string | null;
  /** Longest time one call may take. Milliseconds. */
  readonly timeoutMs: number;
  readonly suojaus?: Suojaus;
}

/** Stands before every call of one source. */
export interface CallGuard {
  /**
   * Makes one call by `work`, told to the recorder, within the shorter of the source's own limit and what is left of
   * the client's deadline; or does not: the breaker is open, no place is free, no time is left.
   */
  run<T>(scope: CallScope, work: (limitMs: number) => Promise<SourceResult<T>>): Promise<SourceResult<T>>;
  readonly retryBudget: RetryBudget;
  readonly katkaisin: () => KatkaisimenTila;
}

/** The guard of one source. */
export function createCallGuard(options: GuardOptions, { nowMs, startTimer }: Surroundings): CallGuard {
  const { lahde, solmu, timeoutMs } = options;
  const suojaus = options.suojaus ?? suojausSettings.parse({});
  const breaker = new CircuitBreaker(suojaus, nowMs);
  const bulkhead = createBulkhead(suojaus, startTimer);
  const retryBudget = createRetryBudget(suojaus.retryShare, nowMs);
  const limitOf = ({ deadline }: CallScope): number => Math.min(timeoutMs, deadline.leftMs() - reserveMs);
  const within = async <T>(
    scope: CallScope,
    work: (limitMs: number) => Promise<SourceResult<T>>,
  ): Promise<readonly [result: SourceResult<T>, outcome: CallOutcome]> => {
    const { deadline } = scope;
    if (limitOf(scope) <= 0 || deadline.isOver()) return [noTime, "SIVUUTETAAN"];
    // A signal is made only for one who has to wait.
    const leave = bulkhead.tryEnter() ?? (await bulkhead.enter(deadline.signal));
    if (leave === undefined) return [deadline.isOver() ? noTime : full, "SIVUUTETAAN"];
    try {
      const limitMs = limitOf(scope);
      if (limitMs <= 0) return [noTime, "SIVUUTETAAN"];
      retryBudget.noteCall();
      const startedMs = nowMs();
      const result = await work(limitMs);
      return [result, outcomeOf(result, nowMs() - startedMs >= timeoutMs / 2)];
    } finally {
      leave();
    }
  };
  return {
    retryBudget,
    katkaisin: () => breaker.tila,
    async run(scope, work) {
      const noteOutcome = breaker.begin();
      const end = scope.recorder.begin(lahde, solmu, noteOutcome === undefined ? 0 : 1);
      let outcome: CallOutcome = "SIVUUTETAAN";
      try {
        const ended = noteOutcome === undefined ? ([open, outcome] as const) : await within(scope, work);
        const [result] = ended;
        [, outcome] = ended;
        // A person the source does not know is an answer, not a failure.
        if (result.ok || result.failure.kind === "not-found") end("OK");
        else end(codeOf(result.failure), result.failure.reason);
        return result;
      } finally {
        noteOutcome?.(outcome);
      }
    },
  };
}

const noTime = failed("timeout", "no time left for the call");
const full = failed("unavailable", "too many calls of the source under way");
const open = failed("unavailable", "source has failed lately and is left in peace");

/**
 * Only what tells that the source is down counts as a failure: one that denies, does not know or sends what
 * can't be used does answer. A timeout counts when the source had its time: a client that leaves, or asks for an
 * answer at once, can't close the way for others.
 */
function outcomeOf(result: SourceResult<unknown>, hadTime: boolean): CallOutcome {
  if (result.ok) return "ONNISTUI";
  const { kind } = result.failure;
  if (kind === "unavailable") return "EPAONNISTUI";
  if (kind === "timeout") return hadTime ? "EPAONNISTUI" : "SIVUUTETAAN";
  return "ONNISTUI";
}
