import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createCrmClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseSettings } from "./settings.ts";

/** The regions' own customer relationship systems, one PostgreSQL database each. */
export const subgraph = defineSubgraph({
  name: "crm",
  title: "Alueen asiakkuudenhallinta (CRM)",
  rajapinta: { protokolla: "PostgreSQL", peruste: "OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings,
  create(settings) {
    const client = createCrmClient(settings);
    return { resolvers: createResolvers(client, settings), sources: client.sources };
  },
});
