/** What can be held: it is closed when nothing uses it any more. */
export interface Closable {
  close(): Promise<void>;
}

/** Something that requests use, and that may be replaced under way. */
export interface Holder<T extends Closable> {
  /** What is held now. Not to be kept: it may be closed when its users have ended. */
  readonly current: T;
  /** Runs `work` on what is held now, which stays open until the work has ended. */
  use<R>(work: (held: T) => Promise<R>): Promise<R>;
  /** Holds another from now on. What was held is closed when all that began on it has ended; that is not waited for. */
  replace(next: T): void;
  /** Closes what is held, and waits for what was. New work is not to be begun. */
  close(): Promise<void>;
}

/**
 * Holds `first`. `onCloseFailed` is told when what was replaced could not be closed: it is no longer used then, and
 * what it has open is lost to the process.
 */
export function createHolder<T extends Closable>(first: T, onCloseFailed: (error: unknown) => void): Holder<T> {
  let place = createPlace(first);
  const closings = new Set<Promise<void>>();
  const retire = (): Promise<void> => {
    const closing = place
      .retire()
      .catch(onCloseFailed)
      .finally(() => closings.delete(closing));
    closings.add(closing);
    return closing;
  };
  return {
    get current() {
      return place.held;
    },
    use: (work) => place.use(work),
    replace(next) {
      void retire();
      place = createPlace(next);
    },
    async close() {
      await Promise.all([retire(), ...closings]);
    },
  };
}

interface Place<T> {
  readonly held: T;
  use<R>(work: (held: T) => Promise<R>): Promise<R>;
  /** Closes it once the last work on it has ended. */
  retire(): Promise<void>;
}

function createPlace<T extends Closable>(held: T): Place<T> {
  let underWay = 0;
  let onIdle: (() => void) | undefined;
  return {
    held,
    async use(work) {
      underWay += 1;
      try {
        return await work(held);
      } finally {
        underWay -= 1;
        if (underWay === 0) onIdle?.();
      }
    },
    async retire() {
      if (underWay > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      await held.close();
    },
  };
}
