import { createHmac } from "node:crypto";

/** Who signs: the client id and the key of the door that is called. */
export interface Allekirjoittaja {
  readonly asiakastunnus: string;
  readonly avain: string;
}

/**
 * The header by which a call is told to be ours (sheet 2.3 [V]): `clientId timestamp checksum`, the checksum
 * Base64(HMAC-SHA256(key, path + " " + timestamp)). `path` is everything after the host, query included, byte for byte
 * as it is sent: sign what has been encoded. The service refuses a time more than five minutes from its own.
 */
export function signCall(path: string, nyt: Date, { asiakastunnus, avain }: Allekirjoittaja): Record<string, string> {
  const timestamp = nyt.toISOString().replace(/\.\d+Z$/, "Z");
  const checksum = createHmac("sha256", avain).update(`${path} ${timestamp}`, "utf8").digest("base64");
  return { "x-asiointivaltuudetauthorization": `${asiakastunnus} ${timestamp} ${checksum}` };
}
