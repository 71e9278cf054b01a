import type { Child } from "./child-process.ts";
import type { Running } from "./gateways.ts";
import type { Load, LoadResult } from "./load.ts";
import { cpuMsOf } from "./process-cost.ts";

/** One gateway under one load, once. */
export interface Turn {
  readonly gateway: string;
  readonly workload: string;
  readonly callers: number;
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the gateway, all its threads, for one request; undefined where it is not known. */
  readonly cpuMs: number | undefined;
  /** How much of one core the registers used, and the callers: near 1, it was they that were measured. */
  readonly registersCore: number | undefined;
  readonly callersCore: number | undefined;
  /** Calls that reached the registers for one request. */
  readonly calls: number;
}

/** The processes around the gateways. */
export interface Surroundings {
  readonly registers: Child;
  readonly callers: Child;
}

/** Puts a load on gateways, one at a time. */
export interface Meter {
  /** @throws Error when an answer is refused or not whole. */
  measure(gateway: Running, load: TurnLoad): Promise<Turn>;
}

/** What is asked of one gateway. */
export type TurnLoad = Pick<Load, "workload" | "callers" | "seconds"> &
  Partial<Pick<Load, "maxRequests" | "isUnseen" | "requests">>;

/** A meter: numbers of requests go on from turn to turn, so that nobody is asked about twice. */
export function createMeter({ registers, callers }: Surroundings): Meter {
  let first = 0;
  return {
    async measure({ name, url, pid }, { workload, maxRequests = Infinity, isUnseen = false, ...load }) {
      const { calls: callsBefore } = await registers.ask<{ calls: number }>({});
      const before = [pid, registers.pid, callers.pid].map(cpuMsOf);
      const started = performance.now();
      const asked: Load = { url, workload, maxRequests: Math.min(maxRequests, 1e9), isUnseen, first, ...load };
      const result = await callers.ask<LoadResult>(asked);
      const wallMs = performance.now() - started;
      const [cpu, registersCpu, callersCpu] = [pid, registers.pid, callers.pid].map((id, at) =>
        minus(cpuMsOf(id), before[at]),
      );
      const { calls } = await registers.ask<{ calls: number }>({});
      first = result.last;
      const coreOf = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / wallMs);
      return {
        gateway: name,
        workload,
        callers: load.callers,
        requestsPerSecond: result.requests / result.seconds,
        p50: result.p50,
        p99: result.p99,
        cpuMs: cpu === undefined ? undefined : cpu / result.requests,
        registersCore: coreOf(registersCpu),
        callersCore: coreOf(callersCpu),
        calls: (calls - callsBefore) / result.requests,
      };
    },
  };
}

function minus(value: number | undefined, before: number | undefined): number | undefined {
  return value === undefined || before === undefined ? undefined : value - before;
}
