import { z } from "zod";
import { secretText, suojausSettings, tlsSettings } from "../../gateway/source/index.ts";

const address = (whose: string) => z.url({ protocol: /^https?$/, error: `must be the http(s) URL of ${whose}` });
const secret = "must be the secret of the technical sign-in, or file:PATH of it";
const oid = z.string().regex(/^\d+(\.\d+)+$/, "must be an OID");

const omatietovaranto = z.strictObject({
  url: address("Omatietovaranto"),
  valtuutuspalvelu: address("its authorization server"),
  asiakastunnus: z.string().regex(/^[\x21-\x7e]{1,200}$/, "must be our client id at the authorization server"),
  allekirjoitusavain: z.string().regex(/^file:.+/, "must be file:PATH of a PKCS #8 key (P-256) in PEM"),
});

const schema = z.strictObject({
  tahdonilmaisut: address("the consents"),
  tunniste: secretText(/^[\x21-\x7e]{8,1000}$/, secret),
  omatietovaranto,
  ammattilaisrajapinta: address("the professionals' interface"),
  kyselyt: z
    .array(z.url({ error: "must be the canonical URL of a questionnaire" }))
    .min(1)
    .max(20)
    .default(["https://asiakasgraph.example/fhir/Questionnaire/toimintakyky-oma-arvio"]),
  rekisterinpitajat: z.array(z.strictObject({ oid, alue: z.string().min(1).max(20) })).default([]),
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
  const problems = parsed.error.issues.map(({ path, message }) => `${["kanta", ...path].join(".")}: ${message}`);
  throw new Error(problems.join("; "));
}
