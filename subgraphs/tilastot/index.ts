import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createTilastoClient, lahde } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseSettings } from "./settings.ts";

/** Declared tables of figures over the regions' CRMs: the regions give counts, never anyone's row. */
export const subgraph = defineSubgraph({
  name: lahde,
  title: "Alueiden tilastokoosteet (CRM)",
  rajapinta: { protokolla: "PostgreSQL", peruste: "OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings,
  create(settings) {
    const client = createTilastoClient(settings);
    return { resolvers: createResolvers(client, settings), sources: client.sources };
  },
});
