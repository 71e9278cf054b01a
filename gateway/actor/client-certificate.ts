import { createHash, X509Certificate } from "node:crypto";

/** How a provider's tokens that are bound to a client's certificate are taken. */
export interface MtlsOptions {
  /** Header, in lower case, in which a trusted proxy passes the certificate of the TLS connection on. */
  readonly otsake: string;
}

const maxHeaderBytes = 16 * 1024;
const listed = /^:(?<base64>[A-Za-z0-9+/]+={0,2}):$/;

/**
 * Thumbprint (`x5t#S256` of RFC 8705, 3.1) of the client's certificate, from the one value of a header that a proxy has
 * written: DER in base64 between colons (RFC 9440), or PEM, percent-encoded or not. Undefined for anything else. That the
 * connection's client holds the certificate's key is what the proxy has checked.
 */
export function toThumbprint(values: readonly string[]): string | undefined {
  const [value, ...others] = values;
  if (value === undefined || others.length > 0 || value.length > maxHeaderBytes) return undefined;
  try {
    const base64 = listed.exec(value)?.groups?.["base64"];
    const given = base64 === undefined ? decodeURIComponent(value) : Buffer.from(base64, "base64");
    return createHash("sha256").update(new X509Certificate(given).raw).digest("base64url");
  } catch {
    // No certificate; the value may hold a person's name.
    return undefined;
  }
}
