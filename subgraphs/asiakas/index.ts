import { z } from "zod";
import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { resolvers } from "./resolvers.ts";

/** Identity and entry points: the one subgraph without a register. */
export const subgraph = defineSubgraph({
  name: "asiakas",
  title: "Asiakkaan tunniste",
  rajapinta: { protokolla: "gateway", peruste: "OMA" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: (value) => z.strictObject({}).parse(value),
  create: () => ({ resolvers, sources: [] }),
});
