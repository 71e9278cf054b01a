import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { Actor, Authenticate, Provider } from "../actor/index.ts";
import type { GraphError, Reason } from "../errors.ts";
import { readBody } from "../source/index.ts";
import { postProviderForm } from "./ask-provider.ts";
import { chooseLanguage } from "./language.ts";
import { judgeSite } from "./prevent-cross-site.ts";
import { toHttpError } from "./write.ts";
import type { HttpAnswer } from "./write.ts";

/** The query page's client at a provider: public data. */
export interface SignInClient {
  /** Name of the provider on the page. */
  readonly otsikko: string;
  readonly clientId: string;
  readonly scope: string;
  readonly resource?: string;
}

/** What the sign-in of the query page needs. */
export interface SignInOptions {
  readonly providers: readonly (Provider & { readonly client: SignInClient })[];
  readonly authenticate: Authenticate;
}

/** Answers a request to one of `signInPaths`. */
export type AnswerSignIn = (request: IncomingMessage, path: string) => Promise<HttpAnswer>;

const [placesPath, exchangePath] = ["/kirjautuminen.json", "/kirjautuminen/token"] as const;

/** Where the page learns who signs people in (GET), and where a code becomes a token (POST). */
export const signInPaths: ReadonlySet<string> = new Set([placesPath, exchangePath]);

/** Path that a provider sends people back to; registered at it as the client's redirect URI. */
const returnPath = "/kirjautuminen";

const maxBodyBytes = 8 * 1024;

const exchangeSchema = z.strictObject({
  nimi: z.string().max(20),
  code: z.string().min(1).max(4096),
  verifier: z.string().regex(/^[\w.~-]{43,128}$/),
  redirectUri: z.url().max(300),
});

/** Exchanges under way at once: each is a call to a provider, and anyone may ask for one. */
const maxUnderWay = 20;

/**
 * Sign-in of the query page by authorization code and PKCE (RFC 6749, 7636). The page never asks the
 * provider itself: the gateway passes the code on, so the page's policy stays at its own origin, the provider
 * needs no CORS, and of its answer the page gets the access token only. The token is tried at once: who can't
 * be let in is told so at the sign-in. Keeps nothing.
 */
export function createSignIn(options: SignInOptions): AnswerSignIn {
  let underWay = 0;
  return async (request, path) => {
    const [allow, answer] = path === exchangePath ? (["POST", exchange] as const) : (["GET", describe] as const);
    if (request.method !== allow) {
      const refused = refuse(request, { code: "METHOD_NOT_ALLOWED", parameters: { syy: allow } });
      return { ...refused, headers: { allow } };
    }
    if (underWay >= maxUnderWay) return refuse(request, { code: "OVERLOADED", parameters: {} });
    underWay += 1;
    try {
      return await answer(request, options);
    } finally {
      underWay -= 1;
    }
  };
}

function refuse({ headers }: IncomingMessage, error: GraphError): HttpAnswer {
  return toHttpError(error, chooseLanguage(headers["accept-language"]));
}

/** A provider that can't be asked now is left out: nobody could be sent to it. */
async function describe(_: IncomingMessage, { providers }: SignInOptions): Promise<HttpAnswer> {
  const found = await Promise.all(
    providers.map(async ({ nimi, issuer, client, metadata }) => {
      const signIn = (await metadata())?.signIn;
      return signIn === undefined ? [] : [{ nimi, issuer, authorizationUrl: signIn.authorizationUrl, ...client }];
    }),
  );
  return { status: 200, body: JSON.stringify({ palvelut: found.flat() }) };
}

async function exchange(request: IncomingMessage, { providers, authenticate }: SignInOptions): Promise<HttpAnswer> {
  if (!judgeSite(request.headers, []).mayAsk) return refuse(request, { code: "CSRF_REJECTED", parameters: {} });
  const asked = await readExchange(request);
  const provider = providers.find(({ nimi }) => nimi === asked?.nimi);
  if (asked === undefined || provider === undefined) {
    return refuse(request, { code: "BAD_REQUEST", parameters: { syy: notReadable } });
  }
  const granted = await redeem(asked, provider);
  if (granted === undefined) return refuse(request, { code: "UNAUTHENTICATED", parameters: {} });
  const identified = await authenticate(`Bearer ${granted.token}`);
  if (!identified.ok) return refuse(request, { code: identified.code, parameters: {} });
  return { status: 200, body: JSON.stringify({ ...granted, toimija: toWho(identified.actor) }) };
}

type Exchange = z.infer<typeof exchangeSchema>;

async function readExchange(request: IncomingMessage): Promise<Exchange | undefined> {
  if (request.headers["content-type"] !== "application/json") return undefined;
  const bytes = await readBody(request, maxBodyBytes).catch(() => undefined);
  const parsed = exchangeSchema.safeParse(parseJson(bytes?.toString("utf8")));
  // A code goes back to the page it was given to: this one, at the address it was asked by.
  return parsed.success && isOwnReturn(parsed.data.redirectUri, request.headers.host) ? parsed.data : undefined;
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    // What is no JSON is refused as JSON of another shape is; the text may hold a code.
    return undefined;
  }
}

function isOwnReturn(uri: string, host: string | undefined): boolean {
  const { host: own, pathname, search, hash } = new URL(uri);
  return own === host?.toLowerCase() && pathname === returnPath && search === "" && hash === "";
}

interface Granted {
  readonly token: string;
  /** Seconds; 0 when the provider does not tell. */
  readonly expiresIn: number;
}

async function redeem(
  { code, verifier, redirectUri }: Exchange,
  { metadata, client }: SignInOptions["providers"][number],
): Promise<Granted | undefined> {
  const signIn = (await metadata())?.signIn;
  if (signIn === undefined) return undefined;
  const given = tokenSchema.safeParse(
    await postProviderForm(signIn.tokenUrl, {
      grant_type: "authorization_code",
      client_id: client.clientId,
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
      ...(client.resource === undefined ? {} : { resource: client.resource }),
    }),
  );
  return given.success ? { token: given.data.access_token, expiresIn: given.data.expires_in ?? 0 } : undefined;
}

/** RFC 6749, section 5.1; its other members are not passed on. */
const tokenSchema = z.object({
  access_token: z.string().min(1).max(8192),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().nonnegative().optional(),
});

/** What the page shows of who signed in: nothing of a customer but that it is one. */
function toWho(actor: Actor): Readonly<Record<string, string | undefined>> {
  const laji = actor.kind;
  if (actor.kind === "kolmasosapuoli") return { laji, nimi: actor.vastaanottajanNimi };
  if (actor.kind === "tietosuojavastaava") return { laji, nimi: actor.organisaationNimi };
  if (actor.kind !== "ammattilainen") return { laji };
  const { kirjain, organisaationNimi, yksikko, kayttotarkoitus } = actor;
  return { laji, kirjain, nimi: organisaationNimi, yksikko, kayttotarkoitus };
}

const notReadable: Reason = {
  fi: "kirjautuminen on JSON: {nimi, code, verifier, redirectUri}",
  sv: "inloggningen är JSON: {nimi, code, verifier, redirectUri}",
  en: "a sign-in is JSON: {nimi, code, verifier, redirectUri}",
};
