import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createMigriClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";

/** Residence permits and asylum, from the Finnish Immigration Service over X-Road. */
export const subgraph = defineSubgraph({
  name: "migri",
  title: "Maahanmuuttovirasto",
  rajapinta: { protokolla: "X-Road REST", peruste: "OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createMigriClient(settings);
    return { resolvers: createResolvers(client), sources: [client.source] };
  },
});
