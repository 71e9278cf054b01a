import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createTyollisyysClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";

/** The employment situation, from the employment authority over X-Road. */
export const subgraph = defineSubgraph({
  name: "tyollisyys",
  title: "Työvoimaviranomainen",
  rajapinta: { protokolla: "X-Road REST", peruste: "OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createTyollisyysClient(settings);
    return { resolvers: createResolvers(client), sources: [client.source] };
  },
});
