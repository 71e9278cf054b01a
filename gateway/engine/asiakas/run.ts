import type { GraphError } from "../../errors.ts";
import type { RequestScope, SubgraphAnswer, SubgraphEvents } from "../../subgraph/index.ts";
import type { FetchCall } from "./fetch-call.ts";
import type { JsonObject } from "./json.ts";
import type { Variables } from "./represent.ts";

/** Variables of a fetch: as values, or made as values or as their JSON for whoever reads them so. */
export type FetchVariables =
  | { readonly values: Variables }
  | { toText(): string; toValues(): Readonly<Record<string, unknown>> };

/** Asks a subgraph what a fetch of a plan asks. What fails is in the answer's errors. */
export type AskSubgraph = (call: FetchCall, given: FetchVariables, scope: RequestScope) => Promise<SubgraphAnswer>;

/** Opens a subscription of a subgraph. */
export type SubscribeSubgraph = (
  call: FetchCall,
  given: FetchVariables,
  scope: RequestScope,
) => Promise<SubgraphEvents>;

/** One run of a plan: what has been gathered so far. */
export interface Run {
  /** The answer, as far as it is known. */
  readonly data: JsonObject;
  readonly errors: GraphError[];
  /** Those of the errors that say why a fetch did not give something: told where no other gave it. */
  readonly lost: Set<GraphError>;
  /**
   * Objects of which a subgraph gave null. It does not know them, and what they lack is null and no error; or it told an
   * error within, which is that of all that they lack.
   */
  readonly unknown: Map<JsonObject, GraphError | undefined>;
  readonly variables: Variables;
  readonly scope: RequestScope;
  /** Fetches that several runs over the same data share, by their steps; undefined of a run by itself. */
  readonly begun?: Map<Step, Begun>;
}

/** A fetch that is on its way or made. */
export interface Begun {
  readonly done: Promise<void>;
  /** What it told. */
  readonly errors: readonly GraphError[];
}

/** A part of a plan, ready to run. Gives a promise only where it waits for a subgraph. */
export type Step = (run: Run) => Promise<void> | undefined;
