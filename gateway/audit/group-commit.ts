import { setImmediate } from "node:timers/promises";

/** How a commit ended: the items are on durable storage, or they are not, and why. */
export type CommitResult = { readonly ok: true } | { readonly ok: false; readonly syy: string };

/** Takes items to be committed; resolves when their group has been. Never rejects. */
export type Commit<T> = (items: readonly T[]) => Promise<CommitResult>;

/**
 * Turns of the event loop that a group waits for others. They are nothing where the process is idle, and long where it is
 * busy: then a commit costs as much as a tenth of a request, and is shared.
 */
const turns = 8;

/**
 * Commits in groups: one at a time, and what comes while one is under way goes together in the next. No
 * timer: alone, an item waits for those turns only. `commit` writes one group; what it throws is told as `syy`
 * by `toReason`.
 */
export function createGroupCommit<T>(
  commit: (items: readonly T[]) => Promise<void>,
  toReason: (error: unknown) => string,
): { readonly add: Commit<T>; readonly idle: () => Promise<void> } {
  let waiting: Group<T> | undefined;
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (waiting !== undefined) {
      const group = waiting;
      waiting = undefined;
      try {
        await commit(group.items);
        group.resolve({ ok: true });
      } catch (error) {
        group.resolve({ ok: false, syy: toReason(error) });
      }
    }
    running = undefined;
  };

  return {
    add(items) {
      waiting ??= createGroup();
      waiting.items.push(...items);
      const { done } = waiting;
      running ??= untilGathered().then(run);
      return done;
    },
    // The end of one group may bring the next: rows that tell of a slow one.
    idle: async function untilIdle(): Promise<void> {
      if (running === undefined) return;
      await running;
      await untilIdle();
    },
  };
}

/** Requests that end at about the same time share one group. */
async function untilGathered(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
}

interface Group<T> {
  readonly items: T[];
  readonly done: Promise<CommitResult>;
  readonly resolve: (result: CommitResult) => void;
}

function createGroup<T>(): Group<T> {
  let resolve: Group<T>["resolve"] = () => undefined;
  const done = new Promise<CommitResult>((settle) => {
    resolve = settle;
  });
  return { items: [], done, resolve };
}
