import { createHash } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createExplorer } from "../../gateway/server/explorer.ts";
import { answerTo, schemaText } from "./stand-in-answers.ts";

/** A small server with the explorer's contract and canned answers: for what the real system does not show at will. */
export interface StandIn {
  readonly url: string;
  /** Bodies of `POST /graphql` and their Authorization headers, in order. */
  readonly asked: readonly { readonly body: string; readonly authorization: string | undefined }[];
  /** Sources whose fault is on. */
  readonly faults: ReadonlyMap<string, string>;
  /** Resolves when a client has gone before its answer was sent. */
  readonly clientLeft: Promise<void>;
  close(): Promise<void>;
}

/** How it answers. */
export interface StandInOptions {
  /** False answers 404 under /paikallinen/, as outside a local system. */
  readonly isLocal?: boolean;
  /** True never answers a query. */
  readonly isStuck?: boolean;
  /** How the provider and the exchange of its code go; `none` names no provider. */
  readonly signIn?: "accepted" | "cancelled" | "forbidden" | "none";
  /** Whom the token is told to be of. */
  readonly toimija?: Readonly<Record<string, string>>;
}

/** Starts the stand-in on a free loopback port. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { isLocal = true, isStuck = false } = options;
  const explorer = await createExplorer({ root: new URL("../../explorer/", import.meta.url) });
  const asked: { body: string; authorization: string | undefined }[] = [];
  const faults = new Map<string, string>();
  const leaving = new EventEmitter();
  const clientLeft = once(leaving, "left").then(() => undefined);
  const server = createServer((request, response) => void serve(request, response));
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? "/";
    const body = await readBody(request);
    if (path === "/graphql") {
      asked.push({ body, authorization: request.headers.authorization });
      response.on("close", () => leaving.emit("left"));
      if (!isStuck) sendJson(response, 200, answerTo(body, faults));
      return;
    }
    if (path === "/schema.graphql") return void response.end(schemaText);
    if (serveSignIn({ path, body, host: request.headers.host ?? "" }, response)) return;
    if (path.startsWith("/paikallinen/") && isLocal) return serveLocal(body, response);
    const file = explorer.get(path.split("?")[0] ?? "/");
    if (file === undefined) return sendJson(response, 404, {});
    response.writeHead(200, { ...file.headers, "content-type": file.contentType }).end(file.body);
  };
  const serveSignIn = createSignInStandIn(options);
  const serveLocal = (body: string, response: ServerResponse): void => {
    const change = /"lahde":"(\w+)","viat":\[(?:\{"laji":"(\w+)"\})?\]/.exec(body);
    if (change?.[1] !== undefined) {
      if (change[2] === undefined) faults.delete(change[1]);
      else faults.set(change[1], change[2]);
    }
    const lahteet = ["vtj", "kela", "koski", "crm"].map((lahde) => [lahde, faultsOf(faults.get(lahde))] as const);
    sendJson(response, 200, { lahteet: Object.fromEntries(lahteet) });
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stand-in has no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    asked,
    faults,
    clientLeft,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Asked {
  readonly path: string;
  readonly body: string;
  readonly host: string;
}

/** A provider at this same origin, which signs in whoever comes, and the service's exchange of its code. */
function createSignInStandIn({
  signIn = "accepted",
  toimija = { laji: "asiakas" },
}: StandInOptions): (asked: Asked, response: ServerResponse) => boolean {
  let challenge: string | null = null;
  const issuer = "https://tunnistus.example";
  return ({ path, body, host }, response) => {
    if (path === "/kirjautuminen.json") {
      const provider = { nimi: "testi", issuer, otsikko: "Testitunnistus", clientId: "kysely", scope: "openid" };
      const palvelut = signIn === "none" ? [] : [{ ...provider, authorizationUrl: `http://${host}/tunnistus` }];
      sendJson(response, 200, { palvelut });
    } else if (path.startsWith("/tunnistus?")) {
      const asked = new URL(path, `http://${host}`).searchParams;
      challenge = asked.get("code_challenge");
      const back = new URL(asked.get("redirect_uri") ?? "");
      const answer = signIn === "cancelled" ? { error: "access_denied" } : { code: "koodi-1" };
      back.search = new URLSearchParams({ ...answer, state: asked.get("state") ?? "", iss: issuer }).toString();
      response.writeHead(303, { location: back.href }).end();
    } else if (path === "/kirjautuminen/token") {
      const { verifier, code } = JSON.parse(body) as { readonly verifier: string; readonly code: string };
      const isBound = createHash("sha256").update(verifier).digest("base64url") === challenge && code === "koodi-1";
      if (isBound && signIn === "accepted") sendJson(response, 200, { token: "test-token", expiresIn: 3600, toimija });
      else sendJson(response, 403, { errors: [{ message: "Rooli puuttuu.", extensions: { neuvo: "Vaihda rooli." } }] });
    } else return false;
    return true;
  };
}

function faultsOf(kind: string | undefined): readonly { readonly laji: string; readonly osuus: number }[] {
  return kind === undefined ? [] : [{ laji: kind, osuus: 1 }];
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
