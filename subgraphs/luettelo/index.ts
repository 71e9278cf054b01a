import { z } from "zod";
import { defineSubgraph } from "../../gateway/subgraph/index.ts";
import { createResolvers } from "./resolvers.ts";
import { parsePalvelut } from "./services.ts";

/** The gateway's own subgraph of what there is: items, sources, regions. No personal data. */
export const subgraph = defineSubgraph({
  name: "luettelo",
  title: "Tietoluettelo",
  rajapinta: { protokolla: "gateway", peruste: "OMA" },
  schema: new URL("schema.graphql", import.meta.url),
  parseSettings: (value) => z.strictObject({}).parse(value),
  parseServices: parsePalvelut,
  create: (_settings, palvelut) => ({ resolvers: createResolvers(palvelut), sources: [] }),
});
