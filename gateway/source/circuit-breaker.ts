/** Is the way to a source open: `KIINNI` calls go through, `AUKI` none do, `KOKEILEE` one is on its way to see. */
export type KatkaisimenTila = "KIINNI" | "AUKI" | "KOKEILEE";

/** How one call ended, for the breaker. What says nothing of the source (the client left) is `SIVUUTETAAN`. */
export type CallOutcome = "ONNISTUI" | "EPAONNISTUI" | "SIVUUTETAAN";

/** When a breaker opens and closes. */
export interface BreakerLimits {
  /** Calls that must have ended in the window before their failures count. */
  readonly leastCalls: number;
  /** Share of failures that opens it, 0 to 1. */
  readonly failureShare: number;
  readonly windowMs: number;
  /** How long it stays open the first time; twice as long after each probe that fails. */
  readonly firstOpenMs: number;
  readonly longestOpenMs: number;
}

const parts = 10;

/** Counts the failures of one source, or one node of it, and holds calls back while it does not answer. */
export class CircuitBreaker {
  readonly #limits: BreakerLimits;
  readonly #nowMs: () => number;
  #window: { readonly part: number; calls: number; failures: number }[] = [];
  #tila: KatkaisimenTila = "KIINNI";
  #openUntilMs = 0;
  #openMs: number;

  /** Closed, nothing counted. `nowMs` gives monotonic milliseconds. */
  constructor(limits: BreakerLimits, nowMs: () => number) {
    this.#limits = limits;
    this.#nowMs = nowMs;
    this.#openMs = limits.firstOpenMs;
  }

  /** The state now. An open breaker whose time has passed is still open: the next call is its probe. */
  get tila(): KatkaisimenTila {
    return this.#tila;
  }

  /** May a call be made: then the function to tell how it ended, once; undefined when it may not. */
  begin(): ((outcome: CallOutcome) => void) | undefined {
    if (this.#tila === "KIINNI") return (outcome) => this.#count(outcome);
    if (this.#tila === "KOKEILEE" || this.#nowMs() < this.#openUntilMs) return undefined;
    this.#tila = "KOKEILEE";
    return (outcome) => this.#endProbe(outcome);
  }

  #count(outcome: CallOutcome): void {
    // A call from before it opened says nothing of how the source is now.
    if (outcome === "SIVUUTETAAN" || this.#tila !== "KIINNI") return;
    const { windowMs, leastCalls, failureShare } = this.#limits;
    const part = Math.floor((this.#nowMs() * parts) / windowMs);
    this.#window = this.#window.filter((each) => each.part > part - parts);
    const last = this.#window.at(-1);
    const current = last?.part === part ? last : { part, calls: 0, failures: 0 };
    if (current !== last) this.#window.push(current);
    current.calls += 1;
    if (outcome === "EPAONNISTUI") current.failures += 1;
    const calls = this.#window.reduce((sum, each) => sum + each.calls, 0);
    const failures = this.#window.reduce((sum, each) => sum + each.failures, 0);
    if (calls >= leastCalls && failures >= calls * failureShare) this.#open();
  }

  #endProbe(outcome: CallOutcome): void {
    if (outcome === "ONNISTUI") {
      this.#tila = "KIINNI";
      this.#window = [];
      this.#openMs = this.#limits.firstOpenMs;
      return;
    }
    if (outcome === "EPAONNISTUI") {
      this.#openMs = Math.min(this.#openMs * 2, this.#limits.longestOpenMs);
      this.#open();
      return;
    }
    // Nobody knows: the next call tries.
    this.#tila = "AUKI";
  }

  #open(): void {
    this.#tila = "AUKI";
    this.#openUntilMs = this.#nowMs() + this.#openMs;
  }
}
