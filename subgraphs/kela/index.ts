import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createKelaClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";

/** Ceilings and the choice trial, from Kela over X-Road. */
export const subgraph = defineSubgraph({
  name: "kela",
  title: "Kela",
  rajapinta: { protokolla: "X-Road REST", peruste: "OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createKelaClient(settings);
    return { resolvers: createResolvers(client), sources: [client.source] };
  },
});
