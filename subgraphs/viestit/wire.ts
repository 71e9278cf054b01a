import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceFailure, SourceResult } from "../../gateway/source/index.ts";
import { isAika } from "../../gateway/subgraph/index.ts";

const lupa = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,8000}$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().min(1).max(86_400),
});

/** A token of an API user; `expires_in` is seconds. */
export type LupaWire = z.infer<typeof lupa>;

/** Reads the answer to `v1/token`. */
export function parseLupa(value: unknown): SourceResult<LupaWire> {
  const read = lupa.safeParse(value);
  return read.success ? ok(read.data) : failed("invalid", "not a token");
}

const kaytossa = z.object({ endUsersWithActiveMailbox: z.array(z.object({ id: z.string().max(20) })).max(10_000) });

/**
 * Reads the answer to `v1/mailboxes/active`: identity codes of those asked about who have a mailbox in use. One who was
 * not asked about makes the whole answer invalid.
 */
export function parseKaytossa(value: unknown, asked: readonly string[]): SourceResult<ReadonlySet<string>> {
  const read = kaytossa.safeParse(value);
  if (!read.success) return failed("invalid", "not a list of mailboxes");
  const active = new Set(read.data.endUsersWithActiveMailbox.map(({ id }) => id));
  const isAsked = [...active].every((id) => asked.includes(id));
  return isAsked ? ok(active) : failed("invalid", "mailbox of a person who was not asked");
}

const tapahtuma = z.object({
  type: z.string().min(1).max(200),
  eventTime: z.string().refine(isAika),
  metadata: z.object({ externalId: z.string().max(500).nullish() }),
});
const tapahtumat = z.object({
  events: z.array(tapahtuma).max(1000),
  continuationToken: z.string().regex(/^[\x21-\x7e]{1,4000}$/),
});

/** An event of a region's message; one without an external id is of no message that can be found. */
export type TapahtumaWire = z.infer<typeof tapahtuma>;

/** Events in the order in which they happened, and where to go on from. */
export type TapahtumatWire = z.infer<typeof tapahtumat>;

/** Reads the answer to `v2/events`. Types that are not known are let be: the service may add some (sheet 3.3 [V]). */
export function parseTapahtumat(value: unknown): SourceResult<TapahtumatWire> {
  const read = tapahtumat.safeParse(value);
  return read.success ? ok(read.data) : failed("invalid", "not a page of events");
}

/**
 * The meaning of an answer that is neither 200 nor 401, by the status (sheet 3.4: 400 and 5xx verified, 413 and 429
 * assumed). Takes no text of the source.
 */
export function toViestitFailure(status: number): SourceFailure {
  if (status === 401 || status === 403) return { kind: "denied", reason: "the service refuses us" };
  if (status === 429 || status >= 500) return { kind: "unavailable", reason: "the service is busy, closed or broken" };
  return { kind: "configuration", reason: "the service does not accept our message" };
}
