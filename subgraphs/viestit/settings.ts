import { z } from "zod";
import { secretText, suojausSettings, tlsSettings } from "../../gateway/source/index.ts";

const salasana = secretText(
  /^[\x21-\x7e]{8,200}$/,
  "must be the API user's password, 8-200 characters, or file:PATH of it",
);

const kayttaja = z.strictObject({
  alue: z.string().regex(/^\d{2}$/, { error: "must be a region, two digits" }),
  tunnus: z.string().regex(/^[\x21-\x7e]{1,200}$/, { error: "must be the region's API user" }),
  salasana,
});

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "must be the http(s) URL of the service" }),
  kayttajat: z
    .array(kayttaja)
    .min(1, { error: "must have at least one region" })
    .refine((users) => new Set(users.map(({ alue }) => alue)).size === users.length, {
      error: "must have each region once",
    }),
  tapahtumia: z.int().min(0).max(10_000_000).default(500_000),
  tapahtumatMs: z.int().min(0).max(3_600_000).default(30_000),
  tls: tlsSettings.exactOptional(),
  suojaus: suojausSettings.prefault({}),
  timeoutMs: z.int().min(1).max(60_000).default(3000),
  rinnakkain: z.int().min(1).max(256).default(8),
});

/** Settings of the subgraph; the README explains each key. */
export type Asetukset = z.infer<typeof schema>;

/** Checks the settings. @throws Error whose message names each wrong key and what it must be; never its value. */
export function parseAsetukset(value: unknown): Asetukset {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${["viestit", ...path].join(".")}: ${message}`);
  throw new Error(problems.join("; "));
}
