import type { IncomingHttpHeaders } from "node:http";

/** A web page's origin and whether it may ask. */
export interface Site {
  /** May the request be answered: it is no browser's, of our own page, or of a page that is allowed. */
  readonly mayAsk: boolean;
  /** Headers by which a browser lets an allowed page of another origin read the answer. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Tells a page of another site from our own (CSRF). Browsers say where a request comes from in headers
 * that a page can't change: Sec-Fetch-Site, and Origin, which older ones send alone. No cookie is ever
 * authority here; this keeps a page from asking with what the network or a client certificate lends it.
 */
export function judgeSite(headers: IncomingHttpHeaders, allowedOrigins: readonly string[]): Site {
  const { origin, host } = headers;
  const fetchSite = headers["sec-fetch-site"];
  if (origin !== undefined && allowedOrigins.includes(origin)) {
    return { mayAsk: true, headers: toReadable(origin) };
  }
  const vary = allowedOrigins.length === 0 ? {} : { vary: "Origin" };
  if (fetchSite !== undefined) return { mayAsk: fetchSite === "same-origin" || fetchSite === "none", headers: vary };
  return { mayAsk: origin === undefined || isOwn(origin, host), headers: vary };
}

/** What a browser asks before a page of an allowed origin may send its query. */
export function answerPreflight({ headers }: Site): Readonly<Record<string, string>> {
  if (headers["access-control-allow-origin"] === undefined) return headers;
  return {
    ...headers,
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "authorization, content-type",
    "access-control-max-age": "600",
  };
}

/** Bearer tokens only: no `Allow-Credentials`, so a browser adds no cookie. */
function toReadable(origin: string): Readonly<Record<string, string>> {
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "retry-after, www-authenticate",
    vary: "Origin",
  };
}

/** A page can't change Host either. */
function isOwn(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}
