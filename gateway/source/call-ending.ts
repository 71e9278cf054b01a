import type { Deadline } from "./deadline.ts";

/** When one call has to end: by its own limit, or with the client's request. */
export interface CallEnding {
  isOver(): boolean;
  /** Calls `act` at that moment, or at once when it has passed. */
  whenOver(act: () => void): void;
  /** The call has ended by itself: nothing is called any more. */
  done(): void;
}

/** Ends a call after `limitMs` milliseconds, or when the deadline is over. */
export function createCallEnding(deadline: Deadline, limitMs: number): CallEnding {
  const acts: (() => void)[] = [];
  let isOver = false;
  const end = (): void => {
    isOver = true;
    for (const act of acts.splice(0)) act();
  };
  const timer = setTimeout(end, limitMs);
  const leave = deadline.whenOver(end);
  return {
    isOver: () => isOver,
    whenOver(act) {
      if (isOver) act();
      else acts.push(act);
    },
    done() {
      clearTimeout(timer);
      leave();
      acts.length = 0;
    },
  };
}
