import { z } from "zod";
import type { MockRequest, MockResponse } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { toVakuutukset } from "./records.ts";
import type { ConsentBook, ConsentRecord } from "./records.ts";
import { toConsent, toError, toJson, toVakuutuksetAnswer } from "./wire.ts";
import type { ReceiptKey } from "./wire.ts";

/** What the operator knows when it answers. */
export interface MydataWorld {
  readonly population: Population;
  readonly book: ConsentBook;
  readonly key: ReceiptKey;
  /** A key that is not among the operator's: receipts of the fault `receipt_forged`. */
  readonly stranger: ReceiptKey;
  /** Secret of the region's technical sign-in. */
  readonly token: string;
}

const search = z.strictObject({
  subject: z.string().min(1).max(200),
  henkilotunnus: z.string().min(1).max(20),
  recipient: z.string().min(1).max(200),
  status: z.enum(["ACTIVE", "PAUSED", "WITHDRAWN", "EXPIRED"]).optional(),
});
const newState = z.strictObject({ status: z.enum(["ACTIVE", "PAUSED", "WITHDRAWN"]) });
const statusPath = /^\/consents\/([A-Z0-9-]+)\/status$/;

/** Faults of receipts and of answers' form: these are shown in an answer that is otherwise good. */
const ownFaults: ReadonlySet<string> = new Set(["receipt_forged", "receipt_other"]);

/** Answers one request as the operator would. */
export function answer(request: MockRequest, world: MydataWorld): MockResponse {
  const { fault } = request;
  if (request.method === "GET" && request.path === "/jwks") return toJson(200, { keys: [world.key.jwk] });
  const koodi = fault?.laji === "virhekoodi" ? (fault.koodi ?? "maintenance") : undefined;
  if (koodi !== undefined && !ownFaults.has(koodi)) return toError(koodi);
  if (request.headers["authorization"] !== `Bearer ${world.token}`) return toError("invalid_token");
  return route({ request, world, koodi, wrongPerson: fault?.laji === "vaaraHenkilo" });
}

function route(asking: Asking): MockResponse {
  const { method, path } = asking.request;
  const tunnus = statusPath.exec(path)?.[1];
  if (method === "PUT" && tunnus !== undefined) return answerChange(asking, tunnus);
  switch (`${method} ${path}`) {
    case "POST /consents/_search":
      return answerSearch(asking);
    case "GET /data/vakuutukset":
      return answerVakuutukset(asking);
    default:
      return toError("not_found");
  }
}

interface Asking {
  readonly request: MockRequest;
  readonly world: MydataWorld;
  /** The fault of receipts that is on, if any. */
  readonly koodi: string | undefined;
  readonly wrongPerson: boolean;
}

/** Consents of the person for one receiver. One whom the operator does not know has none: the two read the same. */
function answerSearch({ request, world, koodi, wrongPerson }: Asking): MockResponse {
  const asked = search.safeParse(parseJson(request.body));
  if (!asked.success) return toError("invalid_request");
  const { subject, henkilotunnus, recipient, status } = asked.data;
  world.book.nameSubject(henkilotunnus, recipient, subject);
  const told = wrongPerson ? `${subject.slice(0, -4)}AAAA` : subject;
  const consents = world.book
    .of(henkilotunnus)
    .filter(({ vastaanottaja, tila }) => vastaanottaja.id === recipient && (status === undefined || tila === status))
    .map((record) => withReceiptFault(toConsent(record, told, keyOf(world, koodi)), koodi));
  return toJson(200, consents);
}

function keyOf(world: MydataWorld, koodi: string | undefined): ReceiptKey {
  return koodi === "receipt_forged" ? { ...world.stranger, kid: world.key.kid } : world.key;
}

/** `receipt_other`: the receipt is genuine, but the record beside it claims more than what was consented to. */
function withReceiptFault(
  consent: Readonly<Record<string, unknown>>,
  koodi: string | undefined,
): Readonly<Record<string, unknown>> {
  return koodi === "receipt_other" ? { ...consent, dataCategories: ["vakuutus", "koulutus", "osoitteet"] } : consent;
}

function answerVakuutukset({ request, world, wrongPerson }: Asking): MockResponse {
  const record = world.book.find(request.headers["x-consent-id"] ?? "");
  if (record === undefined || !record.tietoryhmat.includes("vakuutus")) return toError("not_found");
  if (record.tila !== "ACTIVE") return toError(refusals[record.tila]);
  const subject = world.book.subjectOf(record) ?? "";
  const told = wrongPerson ? `${subject.slice(0, -4)}AAAA` : subject;
  return toJson(200, toVakuutuksetAnswer(record.tunnus, told, toVakuutukset(world.population, record)));
}

const refusals: Readonly<Record<Exclude<ConsentRecord["tila"], "ACTIVE">, string>> = {
  PAUSED: "consent_paused",
  WITHDRAWN: "consent_withdrawn",
  EXPIRED: "consent_expired",
};

/** The customer's own door at the operator, in short: the mock has one sign-in for all. */
function answerChange({ request, world }: Asking, tunnus: string): MockResponse {
  const asked = newState.safeParse(parseJson(request.body));
  if (!asked.success) return toError("invalid_request");
  const changed = world.book.change(tunnus, asked.data.status);
  if (changed === undefined) return toError("not_found");
  if (changed === false) return toError("consent_final");
  return toJson(200, { consentId: changed.tunnus, version: changed.versio, status: changed.tila });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON is told the same way as a message of the wrong form.
    return undefined;
  }
}
