import { z } from "zod";
import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createResolvers } from "./resolvers.ts";
import { parsePalvelut } from "./services.ts";

/** The gateway's own subgraph: who looked, what would be seen, and emergency access. */
export const subgraph = defineSubgraph({
  name: "kayttoloki",
  title: "Käyttöloki",
  rajapinta: { protokolla: "gateway", peruste: "OMA" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: (value) => z.strictObject({}).parse(value),
  parseServices: parsePalvelut,
  create: (_settings, palvelut) => ({ resolvers: createResolvers(palvelut), sources: [] }),
});
