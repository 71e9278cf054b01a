import type { GuardedCall } from "../gate/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import type { EngineName } from "./create-engine.ts";
import type { Engine, EngineOptions } from "./engine.ts";

/** Makes an engine, or lends one that is there. What is lent is given back by its own `close`. */
export type LendEngine = (name: EngineName, options: EngineOptions) => Promise<Engine>;

interface Shared {
  readonly engine: Promise<Engine>;
  borrowers: number;
}

/**
 * Lends one engine to all who ask for the same kind, supergraph, subgraphs' names and limits of planning: loading a supergraph
 * keeps the process from everything else, and its known plans go on counting. The fetches of a request go to the
 * subgraphs of whoever runs it: two configurations never meet in one request. Closed when nobody has it.
 */
export function createEngineShare(create: LendEngine): LendEngine {
  const open = new Map<string, Shared>();
  const callers = new WeakMap<RequestScope, EngineOptions["subgraphs"]>();
  const start = async (key: string, name: EngineName, options: EngineOptions): Promise<Engine> => {
    try {
      return await create(name, { ...options, subgraphs: toDispatching(options.subgraphs, callers) });
    } catch (error) {
      open.delete(key);
      throw error;
    }
  };
  const giveBack = async (key: string, shared: Shared): Promise<void> => {
    shared.borrowers -= 1;
    if (shared.borrowers > 0) return;
    if (open.get(key) === shared) open.delete(key);
    await (await shared.engine).close();
  };
  return async (name, options) => {
    const key = toKey(name, options);
    const shared = open.get(key) ?? { engine: start(key, name, options), borrowers: 0 };
    open.set(key, shared);
    shared.borrowers += 1;
    const engine = await shared.engine;
    return {
      schema: engine.schema,
      planAhead: (operation) => engine.planAhead(operation),
      execute(request) {
        callers.set(request.scope, options.subgraphs);
        return engine.execute(request);
      },
      write(request) {
        callers.set(request.scope, options.subgraphs);
        return engine.write(request);
      },
      subscribe(request) {
        callers.set(request.scope, options.subgraphs);
        const scopeOfEvent = (): RequestScope => {
          const scope = request.scopeOfEvent();
          callers.set(scope, options.subgraphs);
          return scope;
        };
        return engine.subscribe({ ...request, scopeOfEvent });
      },
      close: () => giveBack(key, shared),
    };
  };
}

function toDispatching(
  names: EngineOptions["subgraphs"],
  callers: WeakMap<RequestScope, EngineOptions["subgraphs"]>,
): EngineOptions["subgraphs"] {
  const dispatch =
    (name: string): GuardedCall =>
    (request, scope) => {
      const call = callers.get(scope)?.get(name);
      if (call === undefined) throw new Error("a fetch of no request that is running");
      return call(request, scope);
    };
  return new Map([...names.keys()].map((name) => [name, dispatch(name)]));
}

/** What makes one engine different from another, as JSON. */
function toKey(name: EngineName, { supergraphSdl, subgraphs, limits, planner }: EngineOptions): string {
  const { maxPlanningMs, planningWaitMs, maxPlannerMb, maxPlanLength } = limits;
  const planning = [maxPlanningMs, planningWaitMs, maxPlannerMb, maxPlanLength];
  return JSON.stringify([name, planner ?? null, supergraphSdl, [...subgraphs.keys()].toSorted(), planning]);
}
