import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceFailure, SourceResult } from "../../gateway/source/index.ts";

const tunnus = z.string().regex(/^[\x21-\x7e]{1,200}$/);

const istunto = z.object({ sessionId: tunnus, userId: tunnus });

/** A session that was registered for one who acts. */
export type IstuntoWire = z.infer<typeof istunto>;

/** Reads the answer to `user/register`. */
export function parseIstunto(value: unknown): SourceResult<IstuntoWire> {
  const read = istunto.safeParse(value);
  return read.success ? ok(read.data) : failed("invalid", "not a session");
}

const lupa = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,4000}$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().min(1).max(86_400),
});

/** What the chosen code was changed to; `expires_in` is seconds. */
export type LupaWire = z.infer<typeof lupa>;

/** Reads the answer to `oauth/token`. */
export function parseLupa(value: unknown): SourceResult<LupaWire> {
  const read = lupa.safeParse(value);
  return read.success ? ok(read.data) : failed("invalid", "not an access token");
}

const edustettava = z.object({ personId: z.string().min(1).max(20), name: z.string().max(300) });
const edustettavat = z.array(edustettava).max(100);

/** A person who was chosen. */
export type EdustettavaWire = z.infer<typeof edustettava>;

/** Reads the answer to `api/delegate`. One person twice makes it invalid. */
export function parseEdustettavat(value: unknown): SourceResult<readonly EdustettavaWire[]> {
  const read = edustettavat.safeParse(value);
  if (!read.success) return failed("invalid", "not a list of the chosen");
  const isOnce = new Set(read.data.map(({ personId }) => personId)).size === read.data.length;
  return isOnce ? ok(read.data) : failed("invalid", "one person twice");
}

const tulos = z.object({
  result: z.enum(["ALLOWED", "DISALLOWED"]),
  reasons: z.array(z.unknown()).max(100).optional(),
});

/** Reads the answer to `authorization`: true is ALLOWED. Reasons are not looked at: none may be told or guessed. */
export function parseTulos(value: unknown): SourceResult<boolean> {
  const read = tulos.safeParse(value);
  return read.success ? ok(read.data.result === "ALLOWED") : failed("invalid", "neither allowed nor disallowed");
}

const vaitteet = z.object({
  sub: z.literal("AuthorizationList"),
  end_user: z.string(),
  principal: z.string(),
  response: z.string().max(10_000),
});
const roolit = z.array(z.string().min(1).max(300)).max(100);

/** Whom an answer must be about. */
export interface Pari {
  /** Identity code of the one who acts. */
  readonly asioija: string;
  /** Identity code of the one acted for. */
  readonly paamies: string;
}

/** Reads the verified claims of `authorizationlist/jwt`: roles. Claims of another pair are invalid. */
export function parseRoolit(claims: unknown, pari: Pari): SourceResult<readonly string[]> {
  const read = vaitteet.safeParse(claims);
  if (!read.success) return failed("invalid", "not the claims of a list of roles");
  const { end_user: asioija, principal, response } = read.data;
  if (asioija !== pari.asioija || principal !== pari.paamies) return failed("invalid", "answer of another pair");
  const list = roolit.safeParse(parseJson(response));
  return list.success ? ok(list.data) : failed("invalid", "not a list of roles");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is told the same way as JSON of another form.
    return undefined;
  }
}

/**
 * The meaning of an answer that is not 200, by the status (sheet 2.5: 401 of a session that has ended is verified, the
 * rest assumed). `isIstunto`: the call was made in a session, whose end is nobody's fault. Takes no text of the source.
 */
export function toValtuudetFailure(status: number, isIstunto: boolean): SourceFailure {
  if (status === 401 && isIstunto) return { kind: "bad-input", reason: "the session has ended" };
  if (status === 401 || status === 403) return { kind: "denied", reason: "the service refuses us" };
  if (status === 429 || status >= 500) return { kind: "unavailable", reason: "the service is busy, closed or broken" };
  return { kind: "configuration", reason: "the service does not accept our message" };
}
