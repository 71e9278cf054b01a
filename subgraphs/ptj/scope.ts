import type { SubgraphContext } from "../../gateway/subgraph/index.ts";

/** What a call brings from the client's request. */
export type PtjScope = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids" | "nyt" | "once">;
