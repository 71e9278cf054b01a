import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { CryptoKey } from "jose";
import { describe, expect, it } from "vitest";
import { createCallRecorder, createDeadline, failed, ok } from "../../../gateway/source/index.ts";
import { createVerifyReceipts } from "../../../subgraphs/mydata/verify-receipts.ts";
import type { SuostumusWire } from "../../../subgraphs/mydata/wire.ts";
import { toClaims, toConsent } from "./consents.ts";

const deadline = createDeadline(60_000);
const scope = { deadline, recorder: createCallRecorder(() => 0) };
const at = (minutes: number): Date => new Date(Date.parse("2026-11-23T10:00:00Z") + minutes * 60_000);
const bad = { ok: false, failure: { kind: "invalid", reason: "receipt that does not verify" } };

interface Signer {
  readonly jwk: { readonly kty: string; readonly kid: string };
  sign(record: SuostumusWire, alg?: string, key?: CryptoKey | Uint8Array): Promise<SuostumusWire>;
}

async function createSigner(kid: string): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const { kty = "EC", ...jwk } = await exportJWK(publicKey);
  return {
    jwk: { ...jwk, kty, kid },
    async sign(record, alg = "ES256", key = privateKey) {
      const jws = await new SignJWT({ ...toClaims(record) }).setProtectedHeader({ alg, kid }).sign(key);
      return { ...record, receiptJws: jws };
    },
  };
}

/** A verifier over keys that a test may change, and how often they were asked for. */
function overKeys(signers: Signer[]) {
  let asked = 0;
  const verify = createVerifyReceipts(async () => {
    asked += 1;
    return ok({ keys: signers.map(({ jwk }) => jwk) });
  });
  return { verify, asked: () => asked };
}

describe("receipts", () => {
  it("that the operator has signed, and that say what the records say, pass", async () => {
    const signer = await createSigner("a");
    const { verify } = overKeys([signer]);
    const records = [await signer.sign(toConsent()), await signer.sign(toConsent({ consentId: "MD-2" }))];
    expect(await verify(records, { scope, nyt: at(0) })).toEqual(ok(records));
  });

  it("fail the whole answer when one is of another key, cut, empty, or says otherwise", async () => {
    const [signer, stranger] = [await createSigner("a"), await createSigner("a")];
    const { verify } = overKeys([signer]);
    const good = await signer.sign(toConsent());
    const spoiled = [
      await stranger.sign(toConsent({ consentId: "MD-2" })),
      { ...(await signer.sign(toConsent({ consentId: "MD-2" }))), dataCategories: ["perustiedot", "koulutus"] },
      { ...good, consentId: "MD-2", receiptJws: good.receiptJws.slice(0, -4) },
      { ...good, consentId: "MD-2", receiptJws: "kuitti" },
      // The receipt of the other consent.
      { ...good, consentId: "MD-2" },
    ];
    for (const each of spoiled) expect(await verify([good, each], { scope, nyt: at(0) })).toEqual(bad);
  });

  it("without a signature, or signed by a secret made of the public key, do not pass", async () => {
    const signer = await createSigner("a");
    const { verify } = overKeys([signer]);
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const unsigned = `${part({ alg: "none", kid: "a" })}.${part(toClaims(toConsent()))}.`;
    const secret = new TextEncoder().encode(JSON.stringify(signer.jwk).padEnd(64, "x"));
    const symmetric = await signer.sign(toConsent(), "HS256", secret);
    for (const record of [toConsent({ receiptJws: unsigned }), symmetric]) {
      expect(await verify([record], { scope, nyt: at(0) })).toEqual(bad);
    }
  });

  it("ask for keys once in ten minutes, and again for a key that is new", async () => {
    const [first, second] = [await createSigner("a"), await createSigner("b")];
    const signers = [first];
    const { verify, asked } = overKeys(signers);
    const old = await first.sign(toConsent());
    await verify([old], { scope, nyt: at(0) });
    await verify([old], { scope, nyt: at(9) });
    expect(asked()).toBe(1);
    signers.push(second);
    const fresh = await second.sign(toConsent({ consentId: "MD-2" }));
    expect((await verify([old, fresh], { scope, nyt: at(9) })).ok).toBe(true);
    expect(asked()).toBe(2);
    await verify([old], { scope, nyt: at(20) });
    expect(asked()).toBe(3);
  });

  it("of a key that the operator has taken away pass no longer than ten minutes", async () => {
    const signer = await createSigner("a");
    const signers = [signer];
    const { verify } = overKeys(signers);
    const record = await signer.sign(toConsent());
    expect((await verify([record], { scope, nyt: at(0) })).ok).toBe(true);
    signers.pop();
    expect(await verify([record], { scope, nyt: at(10) })).toEqual(bad);
  });

  it("need no keys when there is nothing to verify, and fail as the keys fail", async () => {
    const silent = createVerifyReceipts(async () => failed("timeout", "source too slow"));
    expect(await silent([], { scope, nyt: at(0) })).toEqual(ok([]));
    expect(await silent([toConsent()], { scope, nyt: at(0) })).toMatchObject({ failure: { kind: "timeout" } });
  });
});
