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
  /** What kind of code is behind an id: the answer of `open` without the code, and remembered, since it is of nobody. */
  laji(id: string): Tunnus["laji"] | undefined;
  /**
   * The id of a person for one receiver only: same person and receiver, same id; two receivers can't join
   * their data by it, and it is no id of this graph. @throws RangeError for a receiver without a name.
   */
  sealFor(vastaanottaja: string, tunnus: Tunnus): string;
  /**
   * A place in a list, sealed: good only beside the same `bound` texts, which say whose and which list it
   * is, and telling nothing of the place.
   */
  sealKohta(bound: readonly string[], kohta: string): string;
  /** The place behind a sealed one; undefined for anything that was not sealed beside these texts. */
  openKohta(bound: readonly string[], sealed: string): string | undefined;
  /** The person behind a receiver's id; undefined for anything that was not sealed for this receiver. */
  openFor(vastaanottaja: string, id: string): Tunnus | undefined;
}

/** Bytes of the key: AES-SIV uses two AES-256 keys. */
const asiakasIdKeyBytes = 64;

const keyNumber = 1;
const encoder = new TextEncoder();
const ownKind = [encoder.encode("asiakas-graph/asiakas/1")];
const pairKind = encoder.encode("asiakas-graph/pari/1");
const placeKind = encoder.encode("asiakas-graph/kohta/1");
const maxPlaceLength = 600;
const kindBytes = { HETU: 0x48, TILAPAINEN: 0x54 } as const;
const maxIdLength = 120;
/** Ids whose kind is remembered: about 2 MB. */
const maxKinds = 10_000;

/**
 * Ids by AES-SIV (RFC 5297): deterministic and authenticated, so that an id is the same wherever it
 * is made, and an altered one opens to nothing. Layout: key number (1 byte), sealed kind and code;
 * base64url. Kind and version are associated data, and for a receiver's id the receiver is a part of its
 * own (SIV takes several, so that no two pairs of texts are one), so that no other sealed thing passes as an id.
 *
 * @throws RangeError for a key of the wrong length.
 */
export function createAsiakasIds(key: Uint8Array): AsiakasIds {
  if (key.length !== asiakasIdKeyBytes) {
    throw new RangeError(`the id key must be ${asiakasIdKeyBytes} bytes, got ${key.length}`);
  }
  const kinds = new Map<string, Tunnus["laji"]>();
  return {
    seal: (tunnus) => seal(key, ownKind, tunnus),
    open: (id) => open(key, ownKind, id),
    laji(id) {
      const known = kinds.get(id);
      if (known !== undefined) return known;
      const laji = open(key, ownKind, id)?.laji;
      // Only ids that are ones: what anyone makes up takes no room.
      if (laji !== undefined) {
        if (kinds.size >= maxKinds) kinds.clear();
        kinds.set(id, laji);
      }
      return laji;
    },
    sealFor: (vastaanottaja, tunnus) => seal(key, toPairKind(vastaanottaja), tunnus),
    openFor: (vastaanottaja, id) => open(key, toPairKind(vastaanottaja), id),
    sealKohta: (bound, kohta) =>
      Buffer.from(aessiv(key, ...toPlaceKind(bound)).encrypt(encoder.encode(kohta))).toString("base64url"),
    openKohta(bound, sealed) {
      if (sealed.length > maxPlaceLength) return undefined;
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.toString("base64url") !== sealed) return undefined;
      return decrypt(key, toPlaceKind(bound), bytes)?.toString("utf8");
    },
  };
}

function toPairKind(vastaanottaja: string): readonly Uint8Array[] {
  if (vastaanottaja === "") throw new RangeError("a receiver must have a name");
  return [pairKind, encoder.encode(vastaanottaja)];
}

function toPlaceKind(bound: readonly string[]): readonly Uint8Array[] {
  return [placeKind, encoder.encode(JSON.stringify(bound))];
}

function seal(key: Uint8Array, associated: readonly Uint8Array[], tunnus: Tunnus): string {
  const plain = Buffer.concat([Buffer.from([kindBytes[tunnus.laji]]), Buffer.from(tunnus.arvo, "utf8")]);
  const sealed = aessiv(key, ...associated).encrypt(plain);
  return Buffer.concat([Buffer.from([keyNumber]), sealed]).toString("base64url");
}

function open(key: Uint8Array, associated: readonly Uint8Array[], id: string): Tunnus | undefined {
  if (id.length > maxIdLength) return undefined;
  const bytes = Buffer.from(id, "base64url");
  if (bytes[0] !== keyNumber || bytes.toString("base64url") !== id) return undefined;
  const plain = decrypt(key, associated, bytes.subarray(1));
  if (plain === undefined) return undefined;
  const arvo = plain.subarray(1).toString("utf8");
  if (plain[0] === kindBytes.HETU) return { laji: "HETU", arvo };
  if (plain[0] === kindBytes.TILAPAINEN) return { laji: "TILAPAINEN", arvo };
  return undefined;
}

function decrypt(key: Uint8Array, associated: readonly Uint8Array[], sealed: Uint8Array): Buffer | undefined {
  try {
    return Buffer.from(aessiv(key, ...associated).decrypt(sealed));
  } catch {
    // Not sealed by this key for this, or altered: to the caller all are simply no id.
    return undefined;
  }
}
