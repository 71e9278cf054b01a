import type { GraphError } from "../../errors.ts";
import { createPlanStore } from "./plan-store.ts";
import type { PlanningAnswer } from "./planner-worker.ts";
import { startPlannerProcess } from "./planner-process.ts";
import type { ProcessOptions } from "./planner-process.ts";
import { createPlanningQueue } from "./planning-queue.ts";
import type { PlanningQueue, QueueAnswer, QueueOptions } from "./planning-queue.ts";

/** Bounds of planning. */
export interface PlanningLimits {
  /** Time to plan one operation that is not registered, milliseconds. */
  readonly maxPlanningMs: number;
  /** How long an operation waits for the planner, milliseconds. */
  readonly planningWaitMs: number;
  /** Heap of a planner in JavaScript, MiB. */
  readonly maxPlannerMb: number;
  /** Largest plan, characters as JSON. */
  readonly maxPlanLength: number;
}

/** A plan, or why there is none: nothing has run. */
export type PlanResult<Plan> =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly error: GraphError };

/**
 * Plans operations where planning can be ended. They are known by their text, as graphql-js prints their plain form:
 * spelling, order of fragments and unused parts make no other plan. Holds no variables: a plan is nobody's.
 */
export interface Planner<Plan> {
  /** Gives the plan that is known, or makes it; of equal operations at once, one. Rejects only on a bug of ours. */
  plan(text: string): Promise<PlanResult<Plan>>;
  /** Plans an operation of our own deployment, with time enough, and keeps its plan for good. */
  planAhead(text: string): Promise<PlanResult<Plan>>;
  /** Ends the worker; an operation that still comes is refused. */
  close(): Promise<void>;
}

/** What was planned may not be run, or there is none: thrown by what reads plans, and told as `OPERATION_NOT_PLANNED`. */
export class UnplannedError extends Error {
  override readonly name = "UnplannedError";
}

/** What any planner is made of. */
export interface PlannerOptions<Plan> {
  /** Reads what was planned. @throws UnplannedError for what may not be run. */
  readonly read: (json: string) => Plan;
  /** Gives what stands for the plan of an operation of which the planner makes none, or ends. Undefined: the operation is refused. */
  readonly whenNone?: (error: unknown) => Plan | undefined;
  readonly limits: PlanningLimits;
  /** Monotonic milliseconds. */
  readonly nowMs?: () => number;
}

/** What a planner in a process of its own is made of. */
export interface ProcessPlannerOptions<Plan>
  extends PlannerOptions<Plan>, Pick<ProcessOptions, "entry" | "supergraphSdl" | "maxHeapMb"> {
  /** Told when a worker had to be ended; another is on its way. */
  readonly onEnded: QueueOptions["onEnded"];
}

/** Planning of registered operations is trusted, but nothing may hold the planner for ever. */
const aheadMs = 10_000;
/** How long an operation without a plan is refused unplanned: each attempt keeps the worker from the others, or ends it. */
const refusedMs = 30_000;
const maxRefused = 1000;
const store = { maxEntries: 10_000, maxCharacters: 32 * 1024 * 1024 };

/**
 * Starts a planner whose process plans new text.
 * @throws Error with the reason when the supergraph does not load; PlannerMissingError where there is no such planner.
 */
export async function createProcessPlanner<Plan>(options: ProcessPlannerOptions<Plan>): Promise<Planner<Plan>> {
  const { entry, supergraphSdl, maxHeapMb, limits, onEnded } = options;
  const startWorker = (signal: AbortSignal): ReturnType<typeof startPlannerProcess> =>
    startPlannerProcess({ entry, supergraphSdl, signal, ...(maxHeapMb === undefined ? {} : { maxHeapMb }) });
  const queue = await createPlanningQueue({ startWorker, waitMs: limits.planningWaitMs, onEnded });
  return createPlanner(queue, options);
}

/** A planner over what plans texts. What is known already is given at once; new text goes to the queue. */
function createPlanner<Plan>(queue: PlanningQueue, options: PlannerOptions<Plan>): Planner<Plan> {
  const { read, whenNone, limits, nowMs = () => performance.now() } = options;
  const known = createPlanStore<Plan>(store);
  const refused = createRefused(nowMs);
  const underWay = new Map<string, Promise<PlanResult<Plan>>>();

  const make = async (text: string, limitMs: number): Promise<PlanResult<Plan>> => {
    const answer = await queue.ask(text, limitMs);
    const refuse = (error: GraphError): PlanResult<Plan> => {
      if (error.code !== "OVERLOADED") refused.add(text, error);
      return { ok: false, error };
    };
    if (answer.kind === "plan" && answer.json.length <= limits.maxPlanLength) {
      try {
        const plan = read(answer.json);
        known.add(text, plan, text.length + answer.json.length);
        return { ok: true, plan };
      } catch (error) {
        if (error instanceof UnplannedError) return refuse(notPlanned(error));
        throw error;
      }
    }
    const instead = hasNone(answer) ? whenNone?.(answer.error) : undefined;
    if (instead === undefined) return refuse(toRefusal(answer, limits, limitMs));
    known.add(text, instead, text.length);
    return { ok: true, plan: instead };
  };
  const ask = async (text: string, limitMs: number): Promise<PlanResult<Plan>> => {
    const plan = known.get(text);
    if (plan !== undefined) return { ok: true, plan };
    const error = refused.get(text);
    if (error !== undefined) return { ok: false, error };
    const making = underWay.get(text) ?? make(text, limitMs).finally(() => underWay.delete(text));
    underWay.set(text, making);
    return making;
  };
  return {
    plan: (text) => ask(text, limits.maxPlanningMs),
    async planAhead(text) {
      const result = await ask(text, Math.max(aheadMs, limits.maxPlanningMs));
      if (result.ok) known.pin(text, result.plan);
      return result;
    },
    close: () => queue.close(),
  };
}

type NoPlan = Exclude<PlanningAnswer, { readonly kind: "plan" }>;

function hasNone(answer: QueueAnswer): answer is NoPlan {
  return answer.kind === "failed" || (answer.kind === "ended" && answer.why === "virhe");
}

/** What a caller is told where there is no plan. */
function toRefusal(answer: QueueAnswer, limits: PlanningLimits, limitMs: number): GraphError {
  if (answer.kind === "full") return { code: "OVERLOADED", parameters: {} };
  if (answer.kind === "plan") return tooComplex("suunnitelma", limits.maxPlanLength);
  if (answer.kind === "ended" && answer.why === "aika") return tooComplex("suunnittelu", limitMs);
  if (answer.kind === "ended" && answer.why === "muisti") return tooComplex("suunnittelumuisti", limits.maxPlannerMb);
  return notPlanned(answer.error);
}

function notPlanned(cause: unknown): GraphError {
  return { code: "OPERATION_NOT_PLANNED", parameters: {}, cause };
}

function tooComplex(saanto: string, raja: number): GraphError {
  return { code: "OPERATION_TOO_COMPLEX", parameters: { saanto, raja } };
}

interface Refused {
  get(key: string): GraphError | undefined;
  add(key: string, error: GraphError): void;
}

function createRefused(nowMs: () => number): Refused {
  const latest = new Map<string, { readonly error: GraphError; readonly untilMs: number }>();
  return {
    get(key) {
      const found = latest.get(key);
      return found === undefined || found.untilMs <= nowMs() ? undefined : found.error;
    },
    add(key, error) {
      latest.delete(key);
      latest.set(key, { error, untilMs: nowMs() + refusedMs });
      for (const oldest of latest.keys()) {
        if (latest.size <= maxRefused) return;
        latest.delete(oldest);
      }
    },
  };
}
