import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceFailure, SourceResult } from "../../gateway/source/index.ts";
import { isAika, isPaiva, parseSentit } from "../../gateway/subgraph/index.ts";

const text = z.string().min(1).max(200);
const aika = z.string().refine(isAika);
const paiva = z.string().refine(isPaiva);

const tila = z.enum(["ACTIVE", "PAUSED", "WITHDRAWN", "EXPIRED"]);
const asiat = {
  consentId: text.regex(/^[\x21-\x7e]+$/),
  version: z.int().min(1),
  status: tila,
  dataCategories: z.array(text).max(100),
  grantedAt: aika,
  expiresAt: aika.nullable(),
  withdrawnAt: aika.nullable(),
};
const osapuoli = z.object({ id: text, name: text });

const suostumus = z.object({
  ...asiat,
  subject: text,
  recipient: osapuoli,
  source: osapuoli,
  receiptJws: z.string().min(1).max(16_384),
});

/** A consent as the operator tells it. Its receipt has not been checked: see `isSameAsReceipt`. */
export type SuostumusWire = z.infer<typeof suostumus>;

const kuitti = z.object({ ...asiat, sub: text, recipient: text, source: text });

/** Whom and what a search was about. */
export interface Haku {
  readonly subject: string;
  readonly vastaanottaja: string;
}

/**
 * Reads the answer to `consents/_search`. A consent of another person or receiver, or one identifier twice, makes the
 * whole answer invalid: it may be another's answer.
 */
export function parseSuostumukset(value: unknown, haku: Haku): SourceResult<readonly SuostumusWire[]> {
  const read = z.array(suostumus).max(1000).safeParse(value);
  if (!read.success) return failed("invalid", "not an answer about consents");
  const isAsked = read.data.every(
    ({ subject, recipient }) => subject === haku.subject && recipient.id === haku.vastaanottaja,
  );
  if (!isAsked) return failed("invalid", "consent of another person or receiver");
  const isOnce = new Set(read.data.map(({ consentId }) => consentId)).size === read.data.length;
  return isOnce ? ok(read.data) : failed("invalid", "one consent twice");
}

/** True when a receipt's claims, already verified by its signature, say the same as the record beside it. */
export function isSameAsReceipt(record: SuostumusWire, claims: unknown): boolean {
  const read = kuitti.safeParse(claims);
  if (!read.success) return false;
  const { sub, recipient, source, ...same } = read.data;
  return (
    sub === record.subject &&
    recipient === record.recipient.id &&
    source === record.source.id &&
    same.consentId === record.consentId &&
    same.version === record.version &&
    same.status === record.status &&
    same.grantedAt === record.grantedAt &&
    same.expiresAt === record.expiresAt &&
    same.withdrawnAt === record.withdrawnAt &&
    JSON.stringify(same.dataCategories) === JSON.stringify(record.dataCategories)
  );
}

const avain = z.looseObject({ kty: z.string(), kid: z.string() });
const avaimet = z.object({ keys: z.array(avain).max(100) });

/** The operator's keys as JWKs (RFC 7517). */
export type AvaimetWire = z.infer<typeof avaimet>;

/** Reads the answer to `jwks`. */
export function parseAvaimet(value: unknown): SourceResult<AvaimetWire> {
  const read = avaimet.safeParse(value);
  return read.success ? ok(read.data) : failed("invalid", "not a set of keys");
}

const sentit = z.string().transform((amount, context) => {
  const value = parseSentit(amount);
  if (value !== undefined && value >= 0) return value;
  context.addIssue("not an amount");
  return z.NEVER;
});

const vakuutus = z.object({
  yhtio: z.object({ ytunnus: text, nimi: text }),
  laji: z.enum(["TAPATURMA", "SAIRAUSKULU", "MATKA", "LIIKENNE", "TYOTAPATURMA"]),
  numero: text,
  voimassa: z
    .object({ alku: paiva, loppu: paiva.nullable() })
    .refine(({ alku, loppu }) => loppu === null || alku <= loppu),
  kattaa: z.array(z.enum(["LAAKARI", "KUNTOUTUS", "LAAKKEET", "HAMMASHOITO"])).max(20),
  omavastuu: sentit,
});
const vakuutukset = z.object({ consentId: text, subject: text, vakuutukset: z.array(vakuutus).max(1000) });

/** An insurance as its insurer tells it; money in cents. */
export type VakuutusWire = z.infer<typeof vakuutus>;

/** Reads the answer to `data/vakuutukset`. An answer by another consent or of another person is invalid. */
export function parseVakuutukset(
  value: unknown,
  asked: { readonly consentId: string; readonly subject: string },
): SourceResult<readonly VakuutusWire[]> {
  const read = vakuutukset.safeParse(value);
  if (!read.success) return failed("invalid", "not an answer about insurances");
  const { consentId, subject } = read.data;
  if (consentId !== asked.consentId || subject !== asked.subject) return failed("invalid", "answer of another person");
  return ok(read.data.vakuutukset);
}

const virhe = z.object({ error: z.string() });
const endings: ReadonlySet<string> = new Set(["consent_withdrawn", "consent_paused", "consent_expired"]);

/**
 * The meaning of an answer that is not 200: a consent that ended between search and read is missing; else by the
 * status. `body` is undefined when it was not JSON. Takes no text of the source.
 */
export function toMydataFailure(status: number, body: unknown): SourceFailure {
  const code = virhe.safeParse(body).data?.error ?? "";
  if (status === 403 && endings.has(code)) return { kind: "consent-missing", reason: "the consent has ended" };
  if (status === 401 || status === 403) return { kind: "denied", reason: "the operator refuses us" };
  if (status === 429 || status >= 500) return { kind: "unavailable", reason: "the operator is busy, closed or broken" };
  return { kind: "configuration", reason: "the operator does not accept our message" };
}
