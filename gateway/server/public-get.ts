import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { EngineAnswer } from "../engine/index.ts";
import type { LahdeRow } from "../source/index.ts";
import type { HttpAnswer } from "./write.ts";

/**
 * The id of the registered operation that a GET names, `?documentId=sha256:HEX` and nothing else: no variables, no
 * body, so that nothing of a person can be in the address. Undefined for any other request, which is no public GET.
 */
export function readDocumentId({ method, url, headers }: IncomingMessage): string | undefined {
  if (method !== "GET" || "content-type" in headers || "transfer-encoding" in headers) return undefined;
  if ((headers["content-length"] ?? "0") !== "0") return undefined;
  return /^\/graphql\?documentId=((?:sha256(?::|%3A))?[0-9a-f]{64})$/i.exec(url ?? "")?.[1]?.replace(/%3A/i, ":");
}

/** How long a cache on the way may show an answer, seconds: short, as the state of sources is public too. */
const maxAgeS = 60;

/**
 * A public answer that caches may keep. Its tag is of the data alone, and weak: rows of sources have times of their
 * own. Holds no correlation id, which would be another request's. One with errors is kept by nobody.
 */
export function toPublicAnswer(
  { data }: Pick<EngineAnswer, "data">,
  rows: readonly LahdeRow[],
  ifNoneMatch: string | undefined,
): HttpAnswer {
  const etag = `W/"${createHash("sha256").update(JSON.stringify(data)).digest("base64url").slice(0, 27)}"`;
  const headers = { "cache-control": `public, max-age=${maxAgeS}`, etag };
  if (hasTag(ifNoneMatch, etag)) return { status: 304, body: "", headers };
  return { status: 200, body: JSON.stringify({ data, extensions: { lahteet: rows } }), headers };
}

/** Weak comparison of RFC 9110 13.1.2. */
function hasTag(header: string | undefined, etag: string): boolean {
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, "");
  return header?.split(",").some((tag) => tag.trim() === "*" || opaque(tag) === opaque(etag)) === true;
}
