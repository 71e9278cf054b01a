import { z } from "zod";
import { secretText, suojausSettings, tlsSettings } from "../../gateway/source/index.ts";

const salaisuus = secretText(/^[\x21-\x7e]{16,1000}$/, "must be a secret of 16-1000 characters, or file:PATH of it");
const uri = z.url({ protocol: /^https?$/, error: "must be a theme's URI" });

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "must be the http(s) URL of the service" }),
  asiakastunnus: z.string().regex(/^[A-Za-z0-9]{8}$/, { error: "must be the client id: 8 letters and digits" }),
  avain: salaisuus,
  restAvain: salaisuus,
  oauthSalasana: salaisuus,
  paluuosoite: z.url({ protocol: /^https?$/, error: "must be the address that the choice returns to" }),
  jwtAvain: z.string().startsWith("-----BEGIN PUBLIC KEY-----", { error: "must be the service's public key, PEM" }),
  jwtVastaanottaja: z.string().min(1).max(200),
  teemat: z
    .strictObject({ TERVEYDENHUOLTO: uri, SOSIAALIHUOLTO: uri.exactOptional() })
    .default({ TERVEYDENHUOLTO: "http://valtuusrekisteri.suomi.fi/terveydenhuollon_asioiden_hoito" }),
  tls: tlsSettings.exactOptional(),
  suojaus: suojausSettings.prefault({}),
  timeoutMs: z.int().min(1).max(60_000).default(3000),
  rinnakkain: z.int().min(1).max(64).default(4),
});

/** Settings of the subgraph; the README explains each key. */
export type Asetukset = z.infer<typeof schema>;

/** Checks the settings. @throws Error whose message names each wrong key and what it must be; never its value. */
export function parseAsetukset(value: unknown): Asetukset {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${["valtuudet", ...path].join(".")}: ${message}`);
  throw new Error(problems.join("; "));
}
