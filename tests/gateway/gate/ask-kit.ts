import type { Actor } from "../../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../../gateway/source/index.ts";
import type { RequestScope, SubgraphTransport } from "../../../gateway/subgraph/index.ts";

/** A request of an actor. */
export function scopeOf(actor: Actor): RequestScope {
  const deadline = createDeadline(5000);
  return { actor, deadline, recorder: createCallRecorder(() => deadline.elapsedMs()), pyynto: "testi" };
}

/** A register that tells this of every person whom it is asked about. */
export function register(name: string, told: unknown): SubgraphTransport {
  return {
    name,
    call({ variables: { representations } }) {
      const persons: readonly unknown[] = Array.isArray(representations) ? representations : [];
      return Promise.resolve({ data: { _entities: persons.map(() => told) }, errors: [] });
    },
    reach: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}
