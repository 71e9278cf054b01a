/**
 * Path and query of a `next` link, to be asked as the node wrote it; undefined for one that may not be followed: not
 * an address, another origin than the base's (the token would go there), or one that holds the person's identifier.
 */
export function toNextPath(
  next: string,
  { base, arvo }: { readonly base: string; readonly arvo: string },
): string | undefined {
  if (!URL.canParse(next, `${base}/`)) return undefined;
  const url = new URL(next, `${base}/`);
  if (url.origin !== new URL(base).origin || url.username !== "" || url.hash !== "") return undefined;
  const path = url.pathname + url.search;
  return [path, decode(path)].some((text) => text.includes(arvo)) ? undefined : path;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not well encoded: looked at as it is.
    return text;
  }
}
