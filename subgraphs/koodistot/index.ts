import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createKoodistotClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";

/** Names of codes, from the national code server. */
export const subgraph = defineSubgraph({
  name: "koodistot",
  title: "kansallinen koodistopalvelin",
  rajapinta: { protokolla: "REST", peruste: "OSIN_OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createKoodistotClient(settings);
    return { resolvers: createResolvers(client), sources: [client.source] };
  },
});
