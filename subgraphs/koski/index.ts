import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createKoskiClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";

/** Degrees and studies, from Koski. */
export const subgraph = defineSubgraph({
  name: "koski",
  title: "Koski",
  rajapinta: { protokolla: "REST", peruste: "OSIN_OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createKoskiClient(settings);
    return { resolvers: createResolvers(client), sources: [client.source] };
  },
});
