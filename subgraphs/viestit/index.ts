import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createViestitClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";
import { createToimitukset } from "./toimitukset.ts";

/** Whether a customer can be written to by Suomi.fi messages, and what has become of the regions' messages. */
export const subgraph = defineSubgraph({
  name: "viestit",
  title: "Suomi.fi-viestit",
  rajapinta: { protokolla: "REST", peruste: "OSIN_OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createViestitClient(settings);
    return { resolvers: createResolvers(client, createToimitukset(client, settings)), sources: [client.source] };
  },
});
