import { isAscii, transcode } from "node:buffer";

/** Shorter texts are made as quickly in the usual way. Bytes. */
const longBytes = 1500;

/** Until Node 24 a text of UTF-8 with any letter beyond ASCII is made a character at a time. */
const isSlow = Number.parseInt(process.versions.node, 10) < 24;

/**
 * The text of UTF-8 bytes, as `toString("utf8")` gives it. An answer in Finnish has letters beyond ASCII: by way of UTF-16 its
 * text is there in a fourth of the time (docs/engine-speed.md).
 */
export function decodeUtf8(bytes: Buffer): string {
  if (!isSlow || bytes.length < longBytes || isAscii(bytes)) return bytes.toString("utf8");
  try {
    return transcode(bytes, "utf8", "utf16le").toString("utf16le");
  } catch {
    // Not UTF-8: what does not fit has marks in its place.
    return bytes.toString("utf8");
  }
}
