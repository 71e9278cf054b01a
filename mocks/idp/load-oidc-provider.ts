import type Provider from "oidc-provider";

/**
 * Loads oidc-provider 9, which asks for Node 22. Of what it uses, Node 20.19 lacks only `URL.parse` (WHATWG
 * URL Standard): it is added here when it is missing, and the notice about the version is not printed.
 */
export async function loadOidcProvider(): Promise<typeof Provider> {
  if (!("parse" in URL)) {
    const parse = (url: string, base?: string): URL | null => (URL.canParse(url, base) ? new URL(url, base) : null);
    Object.defineProperty(URL, "parse", { value: parse, configurable: true, writable: true });
  }
  const { warn } = console;
  console.warn = (...given: readonly unknown[]): void => {
    if (!String(given[0]).includes("oidc-provider WARNING: Unsupported runtime")) warn(...given);
  };
  try {
    return (await import("oidc-provider")).default;
  } finally {
    console.warn = warn;
  }
}
