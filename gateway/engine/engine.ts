import type { GraphQLSchema } from "graphql";
import type { GraphError } from "../errors.ts";
import type { GuardedCall } from "../gate/index.ts";
import type { Operation } from "../operation/index.ts";
import type { RequestScope } from "../subgraph/index.ts";

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
}

/** Plans and runs operations over a supergraph. Every fetch goes through a guarded call. */
export interface Engine {
  /** The public schema, for validation and introspection. */
  readonly schema: GraphQLSchema;
  execute(request: EngineRequest): Promise<EngineAnswer>;
  close(): Promise<void>;
}

/** What an engine is made of. */
export interface EngineOptions {
  readonly supergraphSdl: string;
  /** By the subgraph's name in the supergraph. */
  readonly subgraphs: ReadonlyMap<string, GuardedCall>;
}
