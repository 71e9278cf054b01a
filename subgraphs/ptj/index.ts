import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createPtjClient } from "./client.ts";
import { createResolvers } from "./resolvers.ts";
import { parseAsetukset } from "./settings.ts";

/** The controllers' client and patient systems, FHIR R4, one node each. */
export const subgraph = defineSubgraph({
  name: "ptj",
  title: "Asiakas- ja potilastietojärjestelmä",
  rajapinta: { protokolla: "FHIR R4", peruste: "OSIN_OLETETTU" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: parseAsetukset,
  create(settings) {
    const client = createPtjClient(settings);
    return { resolvers: createResolvers(client), sources: client.sources };
  },
});
