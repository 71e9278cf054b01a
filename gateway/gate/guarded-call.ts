import type { RequestScope, SubgraphAnswer, SubgraphRequest } from "../subgraph/index.ts";

/** A call of a subgraph that has passed the gate. The engine holds these and nothing else. */
export type GuardedCall = (request: SubgraphRequest, scope: RequestScope) => Promise<SubgraphAnswer>;
