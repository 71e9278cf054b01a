import { readFileSync } from "node:fs";
import { z } from "zod";

const file = z.string().regex(/^file:.+/, "must be file:PATH of a PEM file");

/**
 * How a source is reached by mutual TLS, as configured: whose certificates are trusted, and what we show
 * of ourselves. Keys are never in the configuration itself.
 */
export const tlsSettings = z.strictObject({
  /** Certificates that the peer's must come from, and no others. */
  ca: file,
  /** Our own certificate, with the chain up to the authority. */
  cert: file,
  key: file,
  /** Name that the peer's certificate must have, where it is not the host of the URL. */
  nimi: z.string().min(1).exactOptional(),
});

/** Settings of mutual TLS, checked. */
export type TlsSettings = Readonly<z.infer<typeof tlsSettings>>;

/** Content of the files, in PEM. */
export interface TlsMaterial {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Reads the files, once. @throws RangeError naming the setting whose file can't be read; never its path. */
export function readTls({ ca, cert, key }: Pick<TlsSettings, "ca" | "cert" | "key">): TlsMaterial {
  return { ca: readPem("ca", ca), cert: readPem("cert", cert), key: readPem("key", key) };
}

function readPem(name: string, place: string): string {
  try {
    return readFileSync(place.slice("file:".length), "utf8");
  } catch (cause) {
    throw new RangeError(`tls.${name} names a file that can't be read`, { cause });
  }
}
