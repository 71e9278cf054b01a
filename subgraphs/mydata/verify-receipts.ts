import { compactVerify, createLocalJWKSet, errors } from "jose";
import type { JWTVerifyGetKey } from "jose";
import { failed, ok } from "../../gateway/source/index.ts";
import type { CallScope, SourceResult } from "../../gateway/source/index.ts";
import { isSameAsReceipt } from "./wire.ts";
import type { AvaimetWire, SuostumusWire } from "./wire.ts";

/** Verifies that every consent of an answer is what its receipt says, and the receipt the operator's own. */
export type VerifyReceipts = (
  records: readonly SuostumusWire[],
  when: { readonly scope: CallScope; readonly nyt: Date },
) => Promise<SourceResult<readonly SuostumusWire[]>>;

/** How long keys are used before they are asked for again. */
const keysLiveMs = 10 * 60_000;

interface Keys {
  readonly at: number;
  readonly find: JWTVerifyGetKey;
}

/**
 * Receipts by JWS with ES256 (RFC 7515), keys by `fetchKeys`. Keys are kept for ten minutes and asked for once more
 * when a receipt names a key not among them; consents are never kept. One receipt that does not verify, or does not
 * agree with its record, makes the whole answer invalid.
 */
export function createVerifyReceipts(
  fetchKeys: (scope: CallScope) => Promise<SourceResult<AvaimetWire>>,
): VerifyReceipts {
  let kept: Keys | undefined;
  const load = async ({ scope, nyt }: Parameters<VerifyReceipts>[1]): Promise<SourceResult<Keys>> => {
    const fetched = await fetchKeys(scope);
    if (!fetched.ok) return fetched;
    // The library's type of a key wants each kind's own members; the library itself checks them at use.
    kept = { at: nyt.getTime(), find: createLocalJWKSet({ keys: [...fetched.value.keys] }) };
    return ok(kept);
  };
  return async (records, when) => {
    if (records.length === 0) return ok(records);
    const isFresh = kept !== undefined && Math.abs(when.nyt.getTime() - kept.at) < keysLiveMs;
    const first = isFresh && kept !== undefined ? ok(kept) : await load(when);
    if (!first.ok) return first;
    const verdict = await verifyAll(records, first.value);
    if (verdict !== "unknown-key" || !isFresh) return toResult(records, verdict);
    const renewed = await load(when);
    return renewed.ok ? toResult(records, await verifyAll(records, renewed.value)) : renewed;
  };
}

type Verdict = "good" | "bad" | "unknown-key";

function toResult(records: readonly SuostumusWire[], verdict: Verdict): SourceResult<readonly SuostumusWire[]> {
  return verdict === "good" ? ok(records) : failed("invalid", "receipt that does not verify");
}

async function verifyAll(records: readonly SuostumusWire[], keys: Keys): Promise<Verdict> {
  const verdicts = await Promise.all(records.map((record) => verifyOne(record, keys)));
  return verdicts.find((verdict) => verdict === "bad") ?? verdicts.find((verdict) => verdict !== "good") ?? "good";
}

async function verifyOne(record: SuostumusWire, { find }: Keys): Promise<Verdict> {
  try {
    const { payload } = await compactVerify(record.receiptJws, find, { algorithms: ["ES256"] });
    return isSameAsReceipt(record, JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload)))
      ? "good"
      : "bad";
  } catch (error) {
    // The text of the error may quote the receipt: only its kind is of use.
    return error instanceof errors.JWKSNoMatchingKey ? "unknown-key" : "bad";
  }
}
