import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createKantaClient } from "./client.ts";
import { createOmatietoClient } from "./omatieto.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";

/** Kanta: the customer's consents, release permissions and denials, and own assessment of functional ability. */
export const subgraph = defineSubgraph({
  name: "kanta",
  title: "Kanta",
  rajapinta: { protokolla: "FHIR R4, OAuth 2.0", peruste: "OSIN_OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createKantaClient(settings);
    const omatieto = createOmatietoClient(settings);
    return {
      resolvers: createResolvers({ client, omatieto, asetukset: settings }),
      sources: [client.source, ...omatieto.sources],
    };
  },
});
