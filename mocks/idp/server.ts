import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listen, readBody } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { parseKirjautuminen } from "./kirjautuminen.ts";
import { createTokenIssuer, paikallinenIssuer, voimassaSekuntia } from "./token-issuer.ts";
import type { TokenIssuer } from "./token-issuer.ts";

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
  /** `http://127.0.0.1:PORT`; not the issuer of the tokens, which is a constant. */
  readonly url: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Starts the provider on 127.0.0.1: `GET /.well-known/openid-configuration`, `/jwks`, `/personat`, and
 * `POST /kirjautuminen`. Anyone on this machine may sign in as any persona: for local use only.
 */
export async function start({ population, directory, port = 0 }: IdpOptions): Promise<Idp> {
  const issuer = createTokenIssuer({ directory });
  const server = createServer((request, response) => {
    answer({ population, issuer }, request)
      .catch((): Answer => ({
        status: 500,
        body: { message: "tunnistautuminen ei onnistunut", neuvo: "yritä uudelleen" },
      }))
      .then((found) => send(response, found))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  const listening = await listen(server, port);
  return { url: listening.url, close: () => listening.close() };
}

interface Parts {
  readonly population: Population;
  readonly issuer: TokenIssuer;
}

async function answer(parts: Parts, request: IncomingMessage): Promise<Answer> {
  const path = request.url?.split("?")[0] ?? "/";
  if (path === "/kirjautuminen") {
    return request.method === "POST" ? signIn(parts, await readBody(request)) : wrongMethod("POST");
  }
  const page = pages[path];
  if (page === undefined)
    return { status: 404, body: { message: "sivua ei ole", neuvo: Object.keys(pages).join(", ") } };
  if (request.method !== "GET") return wrongMethod("GET");
  return { status: 200, body: page(parts, `http://${request.headers.host ?? "127.0.0.1"}`) };
}

const pages: Readonly<Record<string, (parts: Parts, url: string) => unknown>> = {
  "/.well-known/openid-configuration": (_, url) => ({
    issuer: paikallinenIssuer,
    jwks_uri: `${url}/jwks`,
    // Required by OpenID Connect Discovery; the sign-in here is the JSON call, not a browser flow.
    authorization_endpoint: `${url}/kirjautuminen`,
    response_types_supported: ["token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["ES256"],
  }),
  "/jwks": ({ issuer }) => issuer.jwks(),
  "/personat": ({ population }) => population.personas.map(({ persona, kuvaus }) => ({ persona, kuvaus })),
};

async function signIn({ population, issuer }: Parts, body: string): Promise<Answer> {
  const found = parseKirjautuminen(population, parseJson(body));
  if (!found.ok) return { status: 400, body: { message: found.message, neuvo: found.neuvo } };
  return { status: 200, body: { token: await issuer.issue(found.request), expiresIn: voimassaSekuntia } };
}

function wrongMethod(allowed: string): Answer {
  return { status: 405, body: { message: "menetelmä ei kelpaa tällä sivulla", neuvo: `käytä ${allowed}` } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is not JSON is refused just as JSON of a wrong shape is, with the same advice.
    return undefined;
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}
