import { aessiv } from "@noble/ciphers/aes.js";

/** What an id stands for: an identity code, or the temporary identifier of a person without one. */
export interface Tunnus {
  readonly laji: "HETU" | "TILAPAINEN";
  readonly arvo: string;
}

/** Seals identity codes into opaque ids and opens them again. */
export interface AsiakasIds {
  /** The one id of a person in this deployment: same person, same id. */
  seal(tunnus: Tunnus): string;
  /** The person behind an id; undefined for anything that this key did not seal as a customer's id. */
  open(id: string): Tunnus | undefined;
}

/** Bytes of the key: AES-SIV uses two AES-256 keys. */
const asiakasIdKeyBytes = 64;

const keyNumber = 1;
const associated = new TextEncoder().encode("asiakas-graph/asiakas/1");
const kinds = { HETU: 0x48, TILAPAINEN: 0x54 } as const;
const maxIdLength = 120;

/**
 * Ids by AES-SIV (RFC 5297): deterministic and authenticated, so that an id is the same wherever it
 * is made, and an altered one opens to nothing. Layout: key number (1 byte), sealed kind and code;
 * base64url. Kind and version are associated data, so that no other sealed thing passes as an id.
 *
 * @throws RangeError for a key of the wrong length.
 */
export function createAsiakasIds(key: Uint8Array): AsiakasIds {
  if (key.length !== asiakasIdKeyBytes) {
    throw new RangeError(`the id key must be ${asiakasIdKeyBytes} bytes, got ${key.length}`);
  }
  return {
    seal(tunnus) {
      const plain = Buffer.concat([Buffer.from([kinds[tunnus.laji]]), Buffer.from(tunnus.arvo, "utf8")]);
      const sealed = aessiv(key, associated).encrypt(plain);
      return Buffer.concat([Buffer.from([keyNumber]), sealed]).toString("base64url");
    },
    open(id) {
      if (id.length > maxIdLength) return undefined;
      const bytes = Buffer.from(id, "base64url");
      if (bytes[0] !== keyNumber || bytes.toString("base64url") !== id) return undefined;
      const plain = decrypt(key, bytes.subarray(1));
      if (plain === undefined) return undefined;
      const arvo = plain.subarray(1).toString("utf8");
      if (plain[0] === kinds.HETU) return { laji: "HETU", arvo };
      if (plain[0] === kinds.TILAPAINEN) return { laji: "TILAPAINEN", arvo };
      return undefined;
    },
  };
}

function decrypt(key: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  try {
    return Buffer.from(aessiv(key, associated).decrypt(sealed));
  } catch {
    // Not sealed by this key, or altered: to the caller both are simply no id.
    return undefined;
  }
}
