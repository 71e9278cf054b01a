import { z } from "zod";
import { referenceSettings, suojausSettings, tlsSettings } from "../../gateway/source/index.ts";

const oid = z.string().regex(/^[0-2](?:\.(?:0|[1-9]\d{0,15})){2,20}$/, "must be an OID, without urn:oid:");

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "must be the http(s) URL of the code server's csapi, with its version" }),
  koodistot: z.array(oid).min(1).max(200).default(["1.2.246.537.6.48", "1.2.246.537.6.21"]),
  valimuisti: referenceSettings.prefault({}),
  tls: tlsSettings.exactOptional(),
  suojaus: suojausSettings.prefault({}),
  timeoutMs: z.int().min(1).max(60_000).default(5000),
  rinnakkain: z.int().min(1).max(256).default(4),
});

/** Settings of the subgraph; the README explains each key. */
export type Asetukset = z.infer<typeof schema>;

/** Checks the settings. @throws Error whose message names each wrong key and what it must be; never its value. */
export function parseAsetukset(value: unknown): Asetukset {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${["koodistot", ...path].join(".")}: ${message}`);
  throw new Error(problems.join("; "));
}
