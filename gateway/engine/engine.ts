import type { GraphQLSchema } from "graphql";
import type { GraphError } from "../errors.ts";
import type { GuardedCall } from "../gate/index.ts";
import type { Operation } from "../operation/index.ts";
import type { RequestScope, SubgraphEvents, SubgraphRequest } from "../subgraph/index.ts";
import type { PlanningLimits } from "./planner/planner.ts";
import type { PlannerEnd } from "./planner/planner-worker.ts";

/** One operation to run. */
export interface EngineRequest {
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly scope: RequestScope;
  /** May what `@defer` marks come later; without it, the answer is whole. */
  readonly mayDefer?: boolean;
}

/** What came of it. A null in `data` that is not the registers' own has an error with its path. */
export interface EngineAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphError[];
  /** Why it was not planned: nothing has run, and there is neither data nor any other error. */
  readonly refused?: GraphError;
  /** What comes later, part by part; undefined when all is told. */
  readonly later?: AsyncIterable<EnginePart>;
}

/** A deferred fragment's part of an answer. */
export interface EnginePart extends LaterPart {
  /** From the root, with nothing beside the way to the part. */
  readonly data: Readonly<Record<string, unknown>> | null;
}

interface LaterPart {
  /** The fragment's own name for it. */
  readonly label: string | undefined;
  /** The operation with nothing in it but the way to this part, and the part. */
  readonly operation: Operation;
  /** Paths to the objects that the part is told of; null there is a part that could not be told. */
  readonly places: readonly (readonly (string | number)[])[];
  readonly errors: readonly GraphError[];
}

/** The same as JSON: `data` as it is sent. */
export interface WrittenAnswer {
  readonly text: string;
  readonly errors: readonly GraphError[];
  /** Why it was not planned: nothing has run. */
  readonly refused?: GraphError;
  readonly later?: AsyncIterable<WrittenPart>;
}

/** A part as JSON: `text` from the root. */
export interface WrittenPart extends LaterPart {
  readonly text: string;
}

/** Plans and runs operations over a supergraph. Every fetch goes through a guarded call. */
export interface Engine {
  /** The public schema, for validation and introspection. */
  readonly schema: GraphQLSchema;
  /** Plans an operation that is registered, with time enough, and keeps its plan. Gives why it could not. */
  planAhead(operation: Operation): Promise<GraphError | undefined>;
  execute(request: EngineRequest): Promise<EngineAnswer>;
  /** The same, for whoever only sends it on. */
  write(request: EngineRequest): Promise<WrittenAnswer>;
  /**
   * Opens a subscription: for each event of the subgraph that offers it, the rest of the plan is run. Only where the engine
   * was given ways to open one.
   */
  subscribe(request: SubscribeRequest): Promise<Subscribed>;
  close(): Promise<void>;
}

/** One subscription to open. */
export interface SubscribeRequest extends EngineRequest {
  /** Makes the scope of one event: its time begins when it comes. */
  readonly scopeOfEvent: () => RequestScope;
}

/** The answers of a subscription, until the subgraph ends it, or why it was not opened. */
export type Subscribed =
  | { readonly ok: true; readonly answers: AsyncIterable<WrittenAnswer> }
  | { readonly ok: false; readonly error: GraphError };

/** Which planner an engine of our own takes its plans from. */
export type PlannerName = "hive" | "apollo";

/** Opens a subscription of one subgraph. */
export type OpenEvents = (request: SubgraphRequest, scope: RequestScope) => Promise<SubgraphEvents>;

/** What an engine is made of. */
export interface EngineOptions {
  /** Undefined takes the native one where the machine has it, and else Apollo's. */
  readonly planner?: PlannerName | undefined;
  /** Told where the native planner was to be taken and the machine has none. */
  readonly onPlannerMissing?: () => void;
  /** Told when the planner in JavaScript is started beside the native one, which has no plan for some operation. */
  readonly onSecondPlanner?: () => void;
  readonly supergraphSdl: string;
  /** By the subgraph's name in the supergraph. */
  readonly subgraphs: ReadonlyMap<string, GuardedCall>;
  /** Ways to open a subscription, by subgraph; where there is none, no operation is one. */
  readonly streams?: ReadonlyMap<string, OpenEvents>;
  /** Do they take several lists of entities in one call; what stands before ours judges one at a time. */
  readonly takesManyLists?: boolean;
  readonly limits: PlanningLimits;
  /** Told when planning had to be ended by force, and why. */
  readonly onPlannerEnded: (why: PlannerEnd) => void;
}
