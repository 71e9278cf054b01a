import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createVtjClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";

/** The population register: basic facts, non-disclosure, occupation, family relations. */
export const subgraph = defineSubgraph({
  name: "vtj",
  title: "Väestötietojärjestelmä",
  rajapinta: { protokolla: "X-Road SOAP ja REST", peruste: "OSIN_OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createVtjClient(settings);
    return { resolvers: createResolvers(client), sources: [client.source] };
  },
});
