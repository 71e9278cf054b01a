import { createHash, randomUUID } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { Actor } from "../actor/index.ts";

/** What the gateway tells a subgraph in another process of the request: made by the gateway, never passed on from a client. */
export interface Envelope {
  readonly actor: Actor;
  /** Correlation id. */
  readonly pyynto: string;
  /** What is left of the request's time, milliseconds. */
  readonly leftMs: number;
}

const lifeSeconds = 30;
const issuer = "asiakas-graph/gateway";

const actorSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("asiakas"), sub: z.string(), asiakasId: z.string() }),
  z.strictObject({
    kind: z.literal("ammattilainen"),
    sub: z.string(),
    kirjain: z.enum(["H", "L", "O", "R", "J"]),
    organisaatio: z.string(),
    organisaationNimi: z.string(),
    yksikko: z.string().exactOptional(),
    nimi: z.string().exactOptional(),
    alue: z.string(),
    kayttotarkoitus: z.string().exactOptional(),
    peruste: z
      .strictObject({
        laji: z.enum(["LAHETE", "AJANVARAUS", "PYYNTO", "LAKISAATEINEN_TEHTAVA"]),
        selite: z.string(),
      })
      .exactOptional(),
  }),
  z.strictObject({
    kind: z.literal("kolmasosapuoli"),
    sub: z.string(),
    vastaanottaja: z.string(),
    vastaanottajanNimi: z.string(),
    kayttotarkoitus: z.string().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal("tietosuojavastaava"),
    sub: z.string(),
    organisaatio: z.string(),
    organisaationNimi: z.string(),
    alue: z.string(),
  }),
  z.strictObject({ kind: z.literal("analyytikko"), sub: z.string() }),
  z.strictObject({ kind: z.literal("tuntematon") }),
]);
const claimsSchema = z.object({
  actor: actorSchema,
  pyynto: z.string(),
  leftMs: z.number().nonnegative(),
  digest: z.string(),
});

/** Seals an envelope to one subgraph and one body, by a key that the two share (JWS, HS256). */
export function sealEnvelope(
  envelope: Envelope,
  { subgraph, body, key }: { readonly subgraph: string; readonly body: string; readonly key: Uint8Array },
): Promise<string> {
  return new SignJWT({ ...envelope, digest: digestOf(body) })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(issuer)
    .setAudience(subgraph)
    .setIssuedAt()
    .setExpirationTime(`${lifeSeconds}s`)
    .setJti(randomUUID())
    .sign(key);
}

/**
 * Opens an envelope: undefined when it was not sealed by this key, to this subgraph, over this body,
 * within the last 30 seconds. Does not remember envelopes: one can be sent again within that time.
 */
export async function openEnvelope(
  token: string,
  { subgraph, body, key }: { readonly subgraph: string; readonly body: string; readonly key: Uint8Array },
): Promise<Envelope | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience: subgraph,
      algorithms: ["HS256"],
      maxTokenAge: lifeSeconds,
    });
    const { digest, ...envelope } = claimsSchema.parse(payload);
    return digest === digestOf(body) ? envelope : undefined;
  } catch {
    // Why it does not open is of no use to whoever sent it.
    return undefined;
  }
}

function digestOf(body: string): string {
  return createHash("sha256").update(body, "utf8").digest("base64url");
}
