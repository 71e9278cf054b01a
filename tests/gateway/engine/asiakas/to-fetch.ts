import type { FetchNode } from "../../../../gateway/engine/asiakas/plan.ts";

/** A fetch of root fields by an operation. */
export function toFetch(operation: string): FetchNode {
  return { kind: "fetch", subgraph: "a", operation, variables: [], entities: [], at: [], outputRewrites: [] };
}
