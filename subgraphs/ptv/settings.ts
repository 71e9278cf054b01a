import { z } from "zod";
import { referenceSettings, suojausSettings, tlsSettings } from "../../gateway/source/index.ts";

const jarjestaja = z.strictObject({
  alue: z.string().regex(/^\d{2}$/, "must be a region's two digits"),
  ytunnus: z.string().regex(/^\d{7}-\d$/, "must be the business id of the region's organisation in PTV"),
});

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "must be the http(s) URL of PTV's open API with its version, …/api/v11" }),
  jarjestajat: z
    .array(jarjestaja)
    .min(1)
    .max(100)
    .refine((all) => new Set(all.map(({ alue }) => alue)).size === all.length, "must name each region once"),
  valimuisti: referenceSettings.prefault({}),
  tls: tlsSettings.exactOptional(),
  suojaus: suojausSettings.prefault({}),
  timeoutMs: z.int().min(1).max(60_000).default(8000),
  rinnakkain: z.int().min(1).max(256).default(4),
});

/** Settings of the subgraph; the README explains each key. */
export type Asetukset = z.infer<typeof schema>;

/** Checks the settings. @throws Error whose message names each wrong key and what it must be; never its value. */
export function parseAsetukset(value: unknown): Asetukset {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${["ptv", ...path].join(".")}: ${message}`);
  throw new Error(problems.join("; "));
}
