import { z } from "zod";
import { secretText, suojausSettings, tlsSettings } from "../../gateway/source/index.ts";

const osapuoli = z.string().regex(/^[\x21-\x7e]{1,100}$/, "must be a party's identifier at the operator");

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "must be the operator's http(s) URL" }),
  tunniste: secretText(/^[\x21-\x7e]{8,1000}$/, "must be the secret of the technical sign-in, or file:PATH of it"),
  lahde: osapuoli.default("asiakas-graph"),
  omaNakyma: osapuoli.default("oma-nakyma"),
  tls: tlsSettings.exactOptional(),
  suojaus: suojausSettings.prefault({}),
  timeoutMs: z.int().min(1).max(60_000).default(3000),
  rinnakkain: z.int().min(1).max(256).default(16),
});

/** Settings of the subgraph; the README explains each key. */
export type Asetukset = z.infer<typeof schema>;

/** Checks the settings. @throws Error whose message names each wrong key and what it must be; never its value. */
export function parseAsetukset(value: unknown): Asetukset {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${["mydata", ...path].join(".")}: ${message}`);
  throw new Error(problems.join("; "));
}
