import { z } from "zod";
import { databaseUrl, suojausSettings } from "../../gateway/source/index.ts";

const solmu = z.strictObject({
  alue: z.string({ error: 'alue must be a region\'s two digits in quotes, "08"' }).regex(/^\d{2}$/, {
    error: 'alue must be a region\'s two digits in quotes, "08"',
  }),
  url: databaseUrl,
});

const settings = z.strictObject({
  solmut: z
    .array(solmu, { error: 'solmut must be a list of {"alue", "url"}' })
    .min(1, { error: "solmut must name at least one region's database" })
    .refine((solmut) => new Set(solmut.map(({ alue }) => alue)).size === solmut.length, {
      error: "solmut must name each alue once",
    }),
  timeoutMs: z.int({ error: "timeoutMs must be a whole number" }).min(1).max(60_000).exactOptional(),
  suojaus: suojausSettings.prefault({}),
  yhteyksia: z.int({ error: "yhteyksia must be a whole number" }).min(1).max(200).exactOptional(),
});

/** The regions' databases and the limits of a statement; README.md says what each key means. */
export type CrmSettings = z.infer<typeof settings>;

/** Checks the subgraph's part of the configuration. @throws Error that names the wrong key, never its value. */
export function parseSettings(value: unknown): CrmSettings {
  const parsed = settings.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`crm: ${["settings", ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "not valid"}`);
}
