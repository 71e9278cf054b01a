import { ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import type { PtjScope } from "./scope.ts";

/** A value that holds until a moment, milliseconds since 1970. */
export interface Held<T> {
  readonly value: T;
  readonly until: number;
}

/** Something of the system's own, nobody's personal data, that is asked again only when it has ended. */
export interface Remembered<T> {
  get(from: PtjScope): Promise<SourceResult<T>>;
  /** What is held won't do: the next one asks anew. */
  forget(): void;
}

/**
 * Keeps what `fetchNew` gave until it ends. Those who come while it is being asked wait for the same answer; one whose
 * shared question failed, which may have been for the other's own deadline, asks itself. A failure is never kept.
 */
export function createRemembered<T>(fetchNew: (from: PtjScope) => Promise<SourceResult<Held<T>>>): Remembered<T> {
  let held: Held<T> | undefined;
  let flight: Promise<SourceResult<Held<T>>> | undefined;
  const ask = async (from: PtjScope): Promise<SourceResult<T>> => {
    const own = fetchNew(from);
    flight = own;
    const answer = await own;
    if (flight === own) flight = undefined;
    if (answer.ok) held = answer.value;
    return answer.ok ? ok(answer.value.value) : answer;
  };
  return {
    async get(from) {
      if (held !== undefined && from.nyt.getTime() < held.until) return ok(held.value);
      // Nothing is waited for unless somebody asks already: two who come together would else both ask.
      if (flight === undefined) return ask(from);
      const shared = await flight;
      return shared.ok ? ok(shared.value.value) : ask(from);
    },
    forget() {
      held = undefined;
    },
  };
}
