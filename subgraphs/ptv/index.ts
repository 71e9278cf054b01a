import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createPtvClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";

/** Services, providers and channels, from the Finnish Service Catalogue. */
export const subgraph = defineSubgraph({
  name: "ptv",
  title: "Palvelutietovaranto",
  rajapinta: { protokolla: "REST", peruste: "OSIN_OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createPtvClient(settings);
    return { resolvers: createResolvers(client), sources: [client.source] };
  },
});
