/** Why what planned ended: its time, its memory, or anything else. */
export type PlannerEnd = "aika" | "muisti" | "virhe";

/** What came of one text. */
export type PlanningAnswer =
  | { readonly kind: "plan"; readonly json: string }
  /** The planner threw. */
  | { readonly kind: "failed"; readonly error: unknown }
  /** What planned has ended, and the text with it. */
  | { readonly kind: "ended"; readonly why: PlannerEnd; readonly error: unknown };

/** A process that plans, one text at a time, and can be ended whatever it does. */
export interface PlannerWorker {
  /** Plans a text; call again only after the answer. A text that takes over `limitMs` ends the worker. */
  ask(text: string, limitMs: number): Promise<PlanningAnswer>;
  /** False once the worker is over: it may be asked no more. */
  isAlive(): boolean;
  /** Settled when the worker is over, by whatever cause. */
  readonly ended: Promise<PlannerEnd>;
}

/** The way to a process. */
export interface WorkerChannel {
  post(text: string): void;
  /** Tells of each message that comes. */
  listen(hear: (message: unknown) => void): void;
  /** Settled when the other end is over, with what it threw. */
  readonly over: Promise<{ readonly why: PlannerEnd; readonly error: unknown }>;
  /** Ends the other end by force. */
  end(): void;
  /** From now on the other end keeps no process alive. */
  rest(): void;
}

/** The machine has no build of the planner. */
export class PlannerMissingError extends Error {}

/**
 * Gives a worker when it has said that it is ready.
 * @throws Error with the reason when the supergraph does not load; PlannerMissingError.
 */
export function openPlannerWorker(channel: WorkerChannel): Promise<PlannerWorker> {
  let told: PlannerEnd | undefined;
  let isOn = true;
  let answer: ((answer: PlanningAnswer) => void) | undefined;
  const finish = (value: PlanningAnswer): void => {
    answer?.(value);
    answer = undefined;
  };
  const over = channel.over.then(({ why, error }) => {
    isOn = false;
    return { why: told ?? why, error };
  });
  const ask: PlannerWorker["ask"] = (text, limitMs) =>
    new Promise((settle) => {
      const own = (value: PlanningAnswer): void => {
        clearTimeout(timer);
        settle(value);
      };
      const endLate = (): void => {
        if (answer !== own) return;
        told = "aika";
        channel.end();
      };
      // When this thread was busy itself, a plan may lie ready beside the timer that is due: it is read first.
      const timer = setTimeout(() => setImmediate(endLate), limitMs);
      answer = own;
      channel.post(text);
    });
  return new Promise((resolve, reject) => {
    channel.listen((message) => {
      const reply = readReply(message);
      if (reply.kind === "plan" || reply.kind === "failed") return finish(reply);
      if (reply.kind === "ready") {
        channel.rest();
        return resolve({ ask, isAlive: () => isOn, ended: over.then(({ why }) => why) });
      }
      channel.end();
      reject(reply.kind === "unfit" ? reply.error : new PlannerMissingError("the machine has no build of the planner"));
    });
    const followEnd = async (): Promise<void> => {
      const { why, error } = await over;
      finish({ kind: "ended", why, error });
      reject(error instanceof Error ? error : new Error("the planner ended while it loaded the supergraph"));
    };
    void followEnd();
  });
}

type Reply =
  | { readonly kind: "ready" }
  /** The machine has no build of the planner. */
  | { readonly kind: "missing" }
  /** The supergraph does not load. */
  | { readonly kind: "unfit"; readonly error: unknown }
  | Exclude<PlanningAnswer, { kind: "ended" }>;

function readReply(message: unknown): Reply {
  if (typeof message === "object" && message !== null && "kind" in message) {
    if (message.kind === "ready") return { kind: "ready" };
    if (message.kind === "missing") return { kind: "missing" };
    if (message.kind === "plan" && "json" in message && typeof message.json === "string") {
      return { kind: "plan", json: message.json };
    }
    const { kind } = message;
    if ((kind === "failed" || kind === "unfit") && "error" in message) return { kind, error: message.error };
  }
  return { kind: "failed", error: new Error("the planner answered in no form that is known") };
}
