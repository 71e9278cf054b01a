import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";

const valinta = z.object({
  vaihe: z.literal("VALINTA"),
  asiakasId: z.string(),
  sessionId: z.string(),
  tila: z.string(),
  paattyy: z.number(),
});
const valittu = z.object({
  vaihe: z.literal("VALITTU"),
  asiakasId: z.string(),
  sessionId: z.string(),
  lupa: z.string(),
  paattyy: z.number(),
});

/** A choice that waits for the browser to come back. Times are milliseconds since 1970. */
export type Valinta = z.infer<typeof valinta>;

/** A session in which the choice is made: `lupa` is its access token. */
export type Istunto = z.infer<typeof valittu>;

/** Sessions as clients hold them: the gateway keeps none. */
export interface Istunnot {
  seal(istunto: Valinta | Istunto): string;
  /** Undefined for anything that was not sealed here, is another's, or has ended. */
  openValinta(text: string, asiakasId: string, nyt: Date): Valinta | undefined;
  openIstunto(text: string, asiakasId: string, nyt: Date): Istunto | undefined;
}

const ivBytes = 12;
const tagBytes = 16;
const maxLength = 8000;

/**
 * Sessions sealed by AES-256-GCM (NIST SP 800-38D, a random nonce each), under a key of its own that follows from a
 * secret of the service, so that every replica of the gateway opens what another sealed. Bound to the customer: a
 * session that another's browser brings opens to nothing.
 */
export function createIstunnot(salaisuus: string): Istunnot {
  const key = Buffer.from(hkdfSync("sha256", salaisuus, "asiakas-graph", "valtuudet/istunto/1", 32));
  const open = (text: string): unknown => {
    if (text.length > maxLength) return undefined;
    const bytes = Buffer.from(text, "base64url");
    if (bytes.length < ivBytes + tagBytes || bytes.toString("base64url") !== text) return undefined;
    try {
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes));
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      const plain = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
      return JSON.parse(plain.toString("utf8"));
    } catch {
      // Not sealed by this key, or altered: to the caller both are simply no session.
      return undefined;
    }
  };
  const isLive = (found: Valinta | Istunto | undefined, asiakasId: string, nyt: Date): boolean =>
    found !== undefined && found.asiakasId === asiakasId && nyt.getTime() < found.paattyy;
  return {
    seal(istunto) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      const sealed = Buffer.concat([cipher.update(JSON.stringify(istunto), "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    openValinta(text, asiakasId, nyt) {
      const found = valinta.safeParse(open(text)).data;
      return isLive(found, asiakasId, nyt) ? found : undefined;
    },
    openIstunto(text, asiakasId, nyt) {
      const found = valittu.safeParse(open(text)).data;
      return isLive(found, asiakasId, nyt) ? found : undefined;
    },
  };
}
