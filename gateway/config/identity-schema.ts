import { readFileSync } from "node:fs";
import { z } from "zod";

const text = z.string().min(1).max(200);
const place = z.union([text, z.array(text).min(1).max(8).readonly()]).exactOptional();
const meaning = z.enum(["asiakas", "H", "L", "O", "R", "J", "tietosuojavastaava", "kolmasosapuoli", "analyytikko"]);

const organisation = z
  .strictObject({
    tunnus: z.string().regex(/^[0-2](\.\d{1,20}){2,20}$/, { error: "must be an OID" }),
    nimi: text,
    alue: z.string().regex(/^(\d{2}|[A-Z]{2,10})$/, { error: "must be two digits, or a joint authority's name" }),
  })
  .readonly();

const mappingSchema = z
  .strictObject({
    rooli: place,
    roolit: z.record(text, meaning).readonly().exactOptional(),
    oletusrooli: meaning.exactOptional(),
    hetu: place,
    tilapainenTunnus: place,
    organisaatio: place,
    organisaationNimi: place,
    organisaatiot: z.record(text, organisation).readonly().exactOptional(),
    alue: place,
    yksikko: place,
    nimi: place,
    ammattinimike: place,
    palvelutehtava: place,
    kayttotarkoitus: place,
    vastaanottaja: place,
    vastaanottajanNimi: place,
  })
  .readonly()
  .refine(
    ({ rooli, roolit, oletusrooli }) =>
      (rooli === undefined) === (roolit === undefined) && (rooli === undefined) !== (oletusrooli === undefined),
    {
      error: "must have either rooli with roolit, or oletusrooli",
    },
  );

const providerSchema = z
  .strictObject({
    /** Short name: in the log, and before each subject. Changing it makes every person another one. */
    nimi: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, { error: "must be 1-20 of a-z, 0-9 and -" }),
    issuer: z.url({ protocol: /^https?$/ }),
    audience: text,
    /** Where the metadata is, when not at ISSUER/.well-known/openid-configuration. */
    discoveryUrl: z.url({ protocol: /^https?$/ }).exactOptional(),
    /** How its claims are read: here, or in a JSON file of its own, by a path from the working directory. */
    mapping: z.preprocess(readIfFile, mappingSchema),
    /** Tokens bound to a key (RFC 9449) or a certificate (RFC 8705): taken only where the binding is checked. */
    sidonta: z
      .strictObject({
        /** The graph's address as clients know it, for which they prove their key. */
        dpop: z
          .strictObject({ osoite: z.url({ protocol: /^https?$/ }) })
          .readonly()
          .exactOptional(),
        /** Header in which the trusted proxies pass the client's certificate on, as `client-cert` (RFC 9440). */
        mtls: z
          .strictObject({
            otsake: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, { error: "must be a header's name in lower case" }),
          })
          .readonly()
          .exactOptional(),
      })
      .readonly()
      .exactOptional(),
    /** The query page's sign-in: a public client of the provider, by authorization code and PKCE. */
    client: z
      .strictObject({
        /** Name of the provider on the page. */
        otsikko: text,
        clientId: text,
        scope: text.default("openid"),
        /** Resource indicator (RFC 8707), where the provider wants the audience asked by one. */
        resource: text.exactOptional(),
      })
      .readonly()
      .exactOptional(),
  })
  .readonly()
  .refine(({ issuer, discoveryUrl }) => isSafe(discoveryUrl ?? issuer), {
    path: ["issuer"],
    error: "must be https, or have a discoveryUrl of https; http only on this machine",
  });

/** The section `identity` of the configuration file: whose tokens are accepted, and what their claims mean. */
export const identitySchema = z
  .strictObject({
    providers: z.array(providerSchema).min(1).max(20).readonly(),
    /** JSON file of tokens and people that are let in no more; read again when it changes. */
    estolista: z
      .string()
      .min(1)
      .refine((path) => readJson(path) !== undefined, { error: "the file can't be read as JSON" })
      .exactOptional(),
  })
  .readonly()
  .refine(({ providers }) => isUnique(providers.map(({ nimi }) => nimi)), { error: "two providers have one nimi" })
  .refine(({ providers }) => isUnique(providers.map(({ issuer }) => issuer)), {
    error: "two providers have one issuer",
  });

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

function readIfFile(given: unknown, context: z.RefinementCtx): unknown {
  if (typeof given !== "string") return given;
  const value = readJson(given);
  if (value !== undefined) return value;
  context.addIssue({ code: "custom", message: "the file can't be read as JSON" });
  return z.NEVER;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // The parser quotes the file; the key and the advice are enough.
    return undefined;
  }
}
