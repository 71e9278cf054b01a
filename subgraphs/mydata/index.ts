import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createMydataClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";

/** Insurances by the customer's consent, and what consents give to whom, from a MyData operator. */
export const subgraph = defineSubgraph({
  name: "mydata",
  title: "MyData-operaattori",
  rajapinta: { protokolla: "REST, JWS", peruste: "OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createMydataClient(settings);
    return { resolvers: createResolvers(client, settings), sources: [client.source] };
  },
});
