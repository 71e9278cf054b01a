import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createYhteinenClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseSettings } from "./settings.ts";

/** The regions' shared implementation: customerships, professionals, close persons, plans; one PostgreSQL database per region. */
export const subgraph = defineSubgraph({
  name: "yhteinen",
  title: "Alueiden yhteinen toteutus",
  rajapinta: { protokolla: "PostgreSQL", peruste: "OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings,
  create(settings) {
    const client = createYhteinenClient(settings);
    return { resolvers: createResolvers(client, settings.jaksonValiPaivia), sources: client.sources };
  },
});
