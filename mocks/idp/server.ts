import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listen, readBody } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { parseKirjautuminen } from "./kirjautuminen.ts";
import { fieldsOf, pageStyle, toPage } from "./page.ts";
import { createOidcProvider } from "./provider.ts";
import type { OidcProvider } from "./provider.ts";
import { loadSigningKey } from "./signing-key.ts";
import { chooseKieli } from "./texts.ts";
import { toPseudonym } from "./token-issuer.ts";

/** How the local identity provider is started. */
export interface IdpOptions {
  readonly population: Population;
  /** Where the signing key is kept; made when missing. */
  readonly directory: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
}

/** A local identity provider that listens. */
export interface Idp {
  /**
   * `http://localhost:PORT`; not the issuer of the tokens, which is a constant. By name, not by number: cookies
   * know no ports, and the provider's are not to reach a gateway on 127.0.0.1.
   */
  readonly url: string;
  close(): Promise<void>;
}

interface Parts extends OidcProvider {
  readonly population: Population;
  readonly serveProtocol: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/**
 * Starts the provider on 127.0.0.1: the protocol by oidc-provider, the sign-in page by ourselves. Anyone on
 * this machine may sign in as any persona: for local use only.
 */
export async function start({ population, directory, port = 0 }: IdpOptions): Promise<Idp> {
  const oidc = await createOidcProvider(loadSigningKey(directory));
  const parts: Parts = { ...oidc, population, serveProtocol: oidc.provider.callback() };
  const server = createServer((request, response) => {
    serve(request, response, parts).catch(() => {
      // An interaction that is over, or a form cut short: the person begins again from where they came.
      if (!response.headersSent) response.writeHead(400, { "content-type": "text/plain; charset=utf-8" });
      response.end("Kirjautuminen on vanhentunut: aloita alusta.\n");
    });
  });
  const listening = await listen(server, port);
  return { url: `http://localhost:${listening.port}`, close: () => listening.close() };
}

/** Names by which this machine is reached; another in Host is a page elsewhere that leads here by DNS. */
const ownHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

async function serve(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  if (!ownHost.test(request.headers.host ?? "")) {
    response.writeHead(421).end();
    return;
  }
  const path = request.url?.split("?")[0] ?? "/";
  if (path === "/tyyli.css") {
    response.writeHead(200, { ...safe, "content-type": "text/css; charset=utf-8" }).end(pageStyle);
    return;
  }
  if (path.startsWith("/interaction/")) return serveSignIn(request, response, parts);
  // Each sign-in begins anew, whoever signed in before: no session of the provider is carried in.
  request.headers.cookie = withoutSession(request.headers.cookie ?? "");
  return parts.serveProtocol(request, response);
}

function withoutSession(cookies: string): string {
  return cookies
    .split("; ")
    .filter((cookie) => !cookie.startsWith("_session"))
    .join("; ");
}

const safe = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

async function serveSignIn(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const { provider, population } = parts;
  const { params } = await provider.interactionDetails(request, response);
  const tried = request.method === "POST" ? await readForm(request) : undefined;
  const found = tried === undefined ? undefined : parseKirjautuminen(population, tried);
  if (found?.ok === true) {
    const accountId = toPseudonym(found.request.persona);
    const grant = new provider.Grant({ accountId, clientId: String(params["client_id"]) });
    grant.addOIDCScope("openid");
    const grantId = await grant.save();
    parts.remember(grantId, found.request);
    await provider.interactionFinished(request, response, {
      login: { accountId, remember: false },
      consent: { grantId },
    });
    return;
  }
  const page = toPage({
    kieli: chooseKieli(request.headers["accept-language"]),
    personas: population.personas,
    ...(found === undefined ? {} : { refusal: `${found.message}; ${found.neuvo}` }),
  });
  response
    .writeHead(found === undefined ? 200 : 400, {
      ...safe,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": toPolicy(String(params["redirect_uri"])),
    })
    .end(page);
}

/** No script at all. Browsers hold a form's redirects to the policy too: the client's own origin is one. */
function toPolicy(redirectUri: string): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src data:",
    `form-action 'self' ${new URL(redirectUri).origin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
}

/** The fields of the chosen role that were filled. */
async function readForm(request: IncomingMessage): Promise<Readonly<Record<string, string>>> {
  const form = new URLSearchParams(await readBody(request));
  const fields = fieldsOf(form.get("rooli") ?? "asiakas");
  return Object.fromEntries([...form].filter(([name, value]) => fields.includes(name) && value !== ""));
}
