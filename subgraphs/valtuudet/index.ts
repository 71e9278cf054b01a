import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createValtuudetClient } from "./client.ts";
import { createIstunnot } from "./istunto.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";

/** Who may act for whom, from Suomi.fi-valtuudet. */
export const subgraph = defineSubgraph({
  name: "valtuudet",
  title: "Suomi.fi-valtuudet",
  rajapinta: { protokolla: "REST, OAuth 2.0, JWT", peruste: "OSIN_OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createValtuudetClient(settings);
    const resolvers = createResolvers({ client, teemat: settings.teemat, istunnot: createIstunnot(settings.avain) });
    return { resolvers, sources: [client.source] };
  },
});
