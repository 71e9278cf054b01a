import { z } from "zod";
import { databaseUrl, suojausSettings } from "../source/index.ts";

/** How a region's node is asked, at most. */
const rajat = {
  timeoutMs: z.int({ error: "timeoutMs must be a whole number" }).min(1).max(60_000).exactOptional(),
  yhteyksia: z.int({ error: "yhteyksia must be a whole number" }).min(1).max(200).exactOptional(),
};

const solmu = z.strictObject({
  alue: z.string({ error: 'alue must be a region\'s two digits in quotes, "08"' }).regex(/^\d{2}$/, {
    error: 'alue must be a region\'s two digits in quotes, "08"',
  }),
  url: databaseUrl,
  ...rajat,
  suojaus: suojausSettings.exactOptional(),
});

/**
 * Settings of a register that has one PostgreSQL per region; a subgraph may extend them. What stands in a region's own
 * entry holds for that region, in place of what is said for all.
 */
export const regionSettings = z.strictObject({
  solmut: z
    .array(solmu, { error: 'solmut must be a list of {"alue", "url"}' })
    .min(1, { error: "solmut must name at least one region's database" })
    .refine((solmut) => new Set(solmut.map(({ alue }) => alue)).size === solmut.length, {
      error: "solmut must name each alue once",
    }),
  ...rajat,
  suojaus: suojausSettings.prefault({}),
});

/** The regions' databases and the limits of a statement. */
export type RegionSettings = z.infer<typeof regionSettings>;
