import { z } from "zod";
import { readSecret } from "../../gateway/secret-file.ts";
import { suojausSettings, tlsSettings } from "../../gateway/source/index.ts";

const alue = z.string({ error: 'must be a region\'s two digits in quotes, "08"' }).regex(/^\d{2}$/, {
  error: 'must be a region\'s two digits in quotes, "08"',
});

const solmu = z
  .strictObject({
    alue: alue.exactOptional(),
    rekisterinpitaja: z
      .string()
      .regex(/^[A-Z0-9.]{2,60}$/, { error: 'must name the controller: "HUS", or a region\'s two digits' })
      .exactOptional(),
    rekisterilaji: z
      .enum(["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"], { error: "must be TERVEYDENHUOLTO or SOSIAALIHUOLTO" })
      .exactOptional(),
    url: z
      .url({ protocol: /^https?$/, error: "must be the http(s) base of the node's FHIR interface" })
      .refine((url) => !/[?#]/.test(url), { error: "must be a base: no query, no fragment" }),
    asiakastunnus: z.string().regex(/^[\x21-\x7e]{1,200}$/, { error: "must be the client's id at the node" }),
    // The value is left out of the message: it is a secret.
    avain: z.string().regex(/^(file:.+|-----BEGIN PRIVATE KEY-----[\s\S]+)$/, {
      error: "must be a PKCS #8 private key in PEM, or file:PATH of one",
    }),
    avaimenTunnus: z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/)
      .exactOptional(),
    algoritmi: z.enum(["ES384", "RS384"]).default("ES384"),
    tunnistus: z
      .url({ protocol: /^https?$/, error: "must be the http(s) origin of the token endpoint" })
      .exactOptional(),
    tilapaisjuuri: z
      .string()
      .regex(/^\d+(\.\d+)+$/, { error: "must be the OID under which the node's temporary identifiers are" })
      .exactOptional(),
    ohjauskoodit: z
      .array(z.string().regex(/^[^|]*\|[^|]+$/, { error: "must be codes as system|code" }))
      .max(50)
      .default(["https://asiakasgraph.example/fhir/CodeSystem/kaynnin-laji|OHJAUS_NEUVONTA"]),
  })
  .refine((one) => one.alue !== undefined || one.rekisterinpitaja !== undefined, {
    error: "must name alue, or rekisterinpitaja where the controller is no region",
  })
  .transform(({ rekisterinpitaja, ...muut }) => ({
    ...muut,
    rekisterinpitaja: rekisterinpitaja ?? muut.alue ?? "",
    avain: readKey(muut.avain),
  }));

const schema = z.strictObject({
  solmut: z
    .array(solmu)
    .min(1, { error: "must name at least one node" })
    .refine((all) => new Set(all.map(({ rekisterinpitaja }) => rekisterinpitaja)).size === all.length, {
      error: "must name each controller once",
    }),
  tls: tlsSettings.exactOptional(),
  suojaus: suojausSettings.prefault({}),
  timeoutMs: z.int().min(1).max(60_000).default(3000),
  rinnakkain: z.int().min(1).max(256).default(16),
  sivuja: z.int().min(1).max(1000).default(50),
  tietueita: z.int().min(1).max(100_000).default(2000),
});

/** Settings of the subgraph; the README explains each key. */
export type Asetukset = z.infer<typeof schema>;

/** One node: whose it is, where it is, and how we sign in. */
export type Solmu = Asetukset["solmut"][number];

/** Checks the settings. @throws Error whose message names each wrong key and what it must be; never its value. */
export function parseAsetukset(value: unknown): Asetukset {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${["ptj", ...path].join(".")}: ${message}`);
  throw new Error(problems.join("; "));
}

/** @throws Error that names no path. */
function readKey(avain: string): string {
  const read = readSecret(avain);
  if (!read.ok) throw new Error("ptj.solmut.avain names a file that can't be read");
  return read.value;
}
