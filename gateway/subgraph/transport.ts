import type { DocumentNode } from "graphql";
import type { Actor } from "../actor/index.ts";
import type { GraphError } from "../errors.ts";
import type { CallScope, Reach } from "../source/index.ts";

/** What travels with every call of a subgraph on behalf of one client request. */
export interface RequestScope extends CallScope {
  readonly actor: Actor;
  /** Correlation id. */
  readonly pyynto: string;
}

/** Whom and what one operation may ask, as the gate has decided. */
export interface Sallittu {
  /** Ids of the persons it is about. */
  readonly asiakkaat: readonly string[];
  /** Numbers of the data items, as `@tieto` marks fields. */
  readonly tiedot: readonly number[];
}

/** Home regions, two digits, by the person's id. Decides whom to ask; no part of an answer, an error or a log. */
export type Kotialueet = Readonly<Record<string, string>>;

/** One operation for one subgraph. */
export interface SubgraphRequest {
  readonly document: DocumentNode;
  /** The document's text, where it is known: who sends it on need not write it again. */
  readonly text?: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The variables' JSON, where it is known. */
  readonly variablesText?: string | undefined;
  /**
   * What a subgraph in another process checks once more; without it, it takes the gate's word for all. A change of a
   * person's data is made by it alone: whose, and which items.
   */
  readonly sallittu?: Sallittu;
  /** Of those whose home region the asker may know; of all others every region is asked. */
  readonly kotialueet?: Kotialueet;
}

/** A subgraph's answer; paths of errors begin at the subgraph's own operation. */
export interface SubgraphAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphError[];
}

/** Events of a subscription, one after another until the subgraph ends them, or why there are none. */
export type SubgraphEvents =
  | { readonly ok: true; readonly events: AsyncIterable<SubgraphAnswer> }
  | { readonly ok: false; readonly error: GraphError };

/** A way to reach a subgraph. What fails is in the answer's errors; a throw is a bug. */
export interface SubgraphTransport {
  readonly name: string;
  call(request: SubgraphRequest, scope: RequestScope): Promise<SubgraphAnswer>;
  /** Which of its sources can be reached now. */
  reach(): Promise<readonly Reach[]>;
  close(): Promise<void>;
}
