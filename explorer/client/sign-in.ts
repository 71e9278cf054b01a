import type { Session } from "../session.ts";
import { readReturn, toAuthorizationUrl } from "./pkce.ts";
import type { Attempt, Provider } from "./pkce.ts";
import { returnChannel } from "./return-channel.ts";

/** How a sign-in ended. */
export type SignInResult =
  | { readonly kind: "session"; readonly session: Session }
  /** The sentence of the service, where it gave one. */
  | { readonly kind: "failed"; readonly message: string | undefined }
  | { readonly kind: "blocked" };

/** Providers of sign-in that the service names; none where it has none, or can't be asked. */
export async function fetchProviders(): Promise<readonly Provider[]> {
  try {
    const response = await fetch("/kirjautuminen.json", { credentials: "omit", cache: "no-store" });
    const { palvelut } = objectOf(response.ok ? await response.json() : undefined);
    return Array.isArray(palvelut) ? palvelut.map(toProvider) : [];
  } catch {
    return []; // The page offers a token of the reader's own all the same.
  }
}

/**
 * Opens the provider's page in a window and waits for its answer. Called from a click with the attempt made
 * before it, or the browser stops the window. Never resolves when the reader closes the window: `signal` ends
 * the waiting.
 */
export async function signInAt(
  provider: Provider,
  attempt: Attempt,
  { language, signal }: { readonly language: string; readonly signal: AbortSignal },
): Promise<SignInResult> {
  const redirectUri = `${location.origin}/kirjautuminen`;
  const returning = waitForReturn(provider, attempt, signal);
  const opened = open(toAuthorizationUrl(provider, attempt, redirectUri), "_blank", "popup,width=620,height=760");
  if (opened === null) return { kind: "blocked" };
  const code = await returning;
  if (code === undefined) return { kind: "failed", message: undefined };
  return exchange({ nimi: provider.nimi, code, verifier: attempt.verifier, redirectUri }, language);
}

/** The code, or undefined when the provider refused. */
function waitForReturn(provider: Provider, attempt: Attempt, signal: AbortSignal): Promise<string | undefined> {
  const channel = new BroadcastChannel(returnChannel);
  signal.addEventListener("abort", () => channel.close());
  return new Promise((resolve) => {
    channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      const returned = readReturn(String(data), provider, attempt);
      // Another tab of this page may be signing in at the same time.
      if (returned.kind === "other") return;
      channel.close();
      resolve(returned.kind === "code" ? returned.code : undefined);
    });
  });
}

async function exchange(body: Readonly<Record<string, string>>, language: string): Promise<SignInResult> {
  try {
    const response = await fetch("/kirjautuminen/token", {
      method: "POST",
      credentials: "omit",
      cache: "no-store",
      headers: { "content-type": "application/json", "accept-language": language },
      body: JSON.stringify(body),
    });
    const answer = objectOf(await response.json());
    const { token, expiresIn } = answer;
    if (!response.ok || typeof token !== "string") return { kind: "failed", message: toMessage(answer) };
    const validUntil =
      typeof expiresIn === "number" && expiresIn > 0 ? new Date(Date.now() + expiresIn * 1000) : undefined;
    return { kind: "session", session: { token, who: toWho(answer["toimija"]), validUntil } };
  } catch {
    return { kind: "failed", message: undefined };
  }
}

function toMessage(answer: Readonly<Record<string, unknown>>): string | undefined {
  const error = objectOf(Array.isArray(answer["errors"]) ? answer["errors"][0] : undefined);
  const parts = [error["message"], objectOf(error["extensions"])["neuvo"]];
  return parts.filter((part) => typeof part === "string").join(" ") || undefined;
}

function toProvider(value: unknown): Provider {
  const row = objectOf(value);
  const text = (name: string): string => textOf(row[name]) ?? "";
  return {
    nimi: text("nimi"),
    issuer: text("issuer"),
    authorizationUrl: text("authorizationUrl"),
    otsikko: text("otsikko"),
    clientId: text("clientId"),
    scope: text("scope"),
    resource: textOf(row["resource"]),
  };
}

function toWho(value: unknown): NonNullable<Session["who"]> {
  const who = objectOf(value);
  return {
    laji: textOf(who["laji"]) ?? "",
    kirjain: textOf(who["kirjain"]),
    nimi: textOf(who["nimi"]),
    yksikko: textOf(who["yksikko"]),
    kayttotarkoitus: textOf(who["kayttotarkoitus"]),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
