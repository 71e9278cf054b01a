import type { GraphQLSchema } from "graphql";
import type { GraphError } from "../errors.ts";
import type { GuardedCall } from "../gate/index.ts";
import type { Operation } from "../operation/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import type { PlanningLimits } from "./planner/planner.ts";
import type { ThreadEnd } from "./planner/planner-thread.ts";

/** One operation to run. */
export interface EngineRequest {
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly scope: RequestScope;
}

/** What came of it. A null in `data` that is not the registers' own has an error with its path. */
export interface EngineAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphError[];
  /** Why it was not planned: nothing has run, and there is neither data nor any other error. */
  readonly refused?: GraphError;
}

/** Plans and runs operations over a supergraph. Every fetch goes through a guarded call. */
export interface Engine {
  /** The public schema, for validation and introspection. */
  readonly schema: GraphQLSchema;
  /** Plans an operation that is registered, with time enough, and keeps its plan. Gives why it could not. */
  planAhead(operation: Operation): Promise<GraphError | undefined>;
  execute(request: EngineRequest): Promise<EngineAnswer>;
  close(): Promise<void>;
}

/** What an engine is made of. */
export interface EngineOptions {
  readonly supergraphSdl: string;
  /** By the subgraph's name in the supergraph. */
  readonly subgraphs: ReadonlyMap<string, GuardedCall>;
  readonly limits: PlanningLimits;
  /** Told when planning had to be ended by force, and why. */
  readonly onPlannerEnded: (why: ThreadEnd) => void;
}
