import { createHash } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from "jose";
import type { CryptoKey, JWK } from "jose";
import { describe, expect, it } from "vitest";
import { createProvesKey } from "../../../gateway/actor/dpop.ts";
import type { ProofOf } from "../../../gateway/actor/dpop.ts";

const osoite = "https://graph.example/graphql";
const token = "a.b.c";
const ath = createHash("sha256").update(token).digest("base64url");
const start = Date.parse("2026-11-25T12:00:00Z");
const second = 1000;

interface Holder {
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
  readonly jkt: string;
}

async function createHolder(alg = "ES256"): Promise<Holder> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  return { alg, privateKey, jwk, jkt: await calculateJwkThumbprint(jwk) };
}

interface Changes {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: CryptoKey | Uint8Array;
}

let count = 0;

/** A proof, good but for the changes; an undefined member is left out. */
function prove({ alg, jwk, privateKey }: Holder, { header = {}, claims = {}, key }: Changes = {}): Promise<string> {
  count += 1;
  const kept = (all: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new SignJWT(kept({ jti: `j-${count}`, htm: "POST", htu: osoite, iat: start / 1000, ath, ...claims }))
    .setProtectedHeader({ alg, ...kept({ typ: "dpop+jwt", jwk, ...header }) })
    .sign(key ?? privateKey);
}

/** A process that checks proofs, and its clock. */
function createChecker(max?: number) {
  let now = start;
  const provesKey = createProvesKey(() => now, max);
  return {
    move: (ms: number): void => {
      now += ms;
    },
    check: ({ jkt }: Holder, proofs: readonly string[], changes: Partial<ProofOf> = {}): Promise<boolean> =>
      provesKey({ proofs, method: "POST", token, jkt, osoite, ...changes }),
  };
}

async function isTaken(changes: Changes, asked: Partial<ProofOf> = {}): Promise<boolean> {
  const holder = await createHolder();
  return createChecker().check(holder, [await prove(holder, changes)], asked);
}

describe("a proof of the token's key", () => {
  it.each(["ES256", "PS256", "RS256", "EdDSA"])("holds, signed by %s", async (alg) => {
    const holder = await createHolder(alg);
    expect(await createChecker().check(holder, [await prove(holder)])).toBe(true);
  });

  it.each([
    ["as the configuration has it", osoite],
    ["with a query and a fragment", `${osoite}?a=b#c`],
    ["with the scheme and host in capitals", "HTTPS://GRAPH.example/graphql"],
    ["with the port that the scheme has anyway", "https://graph.example:443/graphql"],
    ["by a way round", "https://graph.example/muu/../graphql"],
  ])("is for the address %s", async (_, htu) => {
    expect(await isTaken({ claims: { htu } })).toBe(true);
  });

  it.each<[string, Changes]>([
    ["of another type", { header: { typ: "JWT" } }],
    ["of no type", { header: { typ: undefined } }],
    ["without a key", { header: { jwk: undefined } }],
    ["with a key that is text", { header: { jwk: "avain" } }],
    ["with a key that is a secret", { header: { jwk: { kty: "oct", k: "AAAA" } } }],
    ["without an id", { claims: { jti: undefined } }],
    ["with an empty id", { claims: { jti: "" } }],
    ["with an id of 257 letters", { claims: { jti: "j".repeat(257) } }],
    ["for another method", { claims: { htm: "GET" } }],
    ["for a method in small letters", { claims: { htm: "post" } }],
    ["for no method", { claims: { htm: undefined } }],
    ["for another address", { claims: { htu: "https://muu.example/graphql" } }],
    ["for another path", { claims: { htu: "https://graph.example/graphql/" } }],
    ["for the address over http", { claims: { htu: "http://graph.example/graphql" } }],
    ["for the address with a user", { claims: { htu: "https://a@graph.example/graphql" } }],
    ["for an address that is none", { claims: { htu: "graphql" } }],
    ["for no address", { claims: { htu: undefined } }],
    ["for an address that is no text", { claims: { htu: [osoite] } }],
    ["for another token", { claims: { ath: createHash("sha256").update("muu").digest("base64url") } }],
    ["for no token", { claims: { ath: undefined } }],
    ["of no time", { claims: { iat: undefined } }],
    ["that has ended", { claims: { exp: start / 1000 - 31 } }],
    ["not valid yet", { claims: { nbf: start / 1000 + 31 } }],
  ])("%s does not hold", async (_, changes) => {
    expect(await isTaken(changes)).toBe(false);
  });

  it("that holds the private key does not hold: it has been shown to all on the way", async () => {
    const holder = await createHolder();
    const jwk = await exportJWK(holder.privateKey);
    expect(await createChecker().check(holder, [await prove(holder, { header: { jwk } })])).toBe(false);
  });

  it("by an algorithm that is not on our list does not hold", async () => {
    const holder = await createHolder("ES384");
    expect(await createChecker().check(holder, [await prove(holder)])).toBe(false);
    const secret = Buffer.from("salaisuus-jonka-pituus-on-32-tavua");
    expect(await isTaken({ header: { alg: "HS256" }, key: secret })).toBe(false);
  });

  it("unsigned does not hold", async () => {
    const holder = await createHolder();
    const [, payload] = (await prove(holder)).split(".");
    const header = Buffer.from(JSON.stringify({ alg: "none", typ: "dpop+jwt", jwk: holder.jwk })).toString("base64url");
    expect(await createChecker().check(holder, [`${header}.${payload}.`])).toBe(false);
  });

  it("by another key does not hold: neither its own nor with the token's key put in its place", async () => {
    const [holder, thief] = [await createHolder(), await createHolder()];
    const { check } = createChecker();
    expect(await check(holder, [await prove(thief)])).toBe(false);
    expect(await check(holder, [await prove(thief, { header: { jwk: holder.jwk } })])).toBe(false);
  });

  it("that is missing, one of two, no token at all, or larger than 8 KiB does not hold", async () => {
    const holder = await createHolder();
    const { check } = createChecker();
    const [one, other] = [await prove(holder), await prove(holder)];
    for (const proofs of [[], [one, other], [`${one}, ${other}`], [""], ["a.b.c"], ["..."], ["x".repeat(9000)]])
      expect(await check(holder, proofs)).toBe(false);
    expect(await check(holder, [await prove(holder, { claims: { muu: "x".repeat(8192) } })])).toBe(false);
    expect(await check(holder, [one])).toBe(true);
  });
});

describe("the time of a proof", () => {
  it.each([
    [-30, true],
    [-31, false],
    [90, true],
    [91, false],
  ])("is a minute, by clocks half a minute apart: %i seconds after it %s", async (seconds, isHeld) => {
    const holder = await createHolder();
    const { check, move } = createChecker();
    const proof = await prove(holder);
    move(seconds * second);
    expect(await check(holder, [proof])).toBe(isHeld);
  });
});

describe("a proof that was used", () => {
  it("does not hold again, as long as its time lasts", async () => {
    const holder = await createHolder();
    const { check, move } = createChecker();
    const proof = await prove(holder);
    move(-30 * second);
    expect(await check(holder, [proof])).toBe(true);
    for (const seconds of [0, 60, 59]) {
      move(seconds * second);
      expect(await check(holder, [proof])).toBe(false);
    }
  });

  it("does not hold for another token or signed again: its id is used", async () => {
    const holder = await createHolder();
    const { check } = createChecker();
    expect(await check(holder, [await prove(holder, { claims: { jti: "sama" } })])).toBe(true);
    expect(await check(holder, [await prove(holder, { claims: { jti: "sama" } })])).toBe(false);
  });

  it("says nothing of another key's proof of the same id", async () => {
    const [holder, other] = [await createHolder(), await createHolder()];
    const { check } = createChecker();
    for (const each of [holder, other])
      expect(await check(each, [await prove(each, { claims: { jti: "sama" } })])).toBe(true);
  });

  it("is not used up by a request that fails: the sender may correct it", async () => {
    const holder = await createHolder();
    const { check } = createChecker();
    const proof = await prove(holder);
    expect(await check(holder, [proof], { method: "GET" })).toBe(false);
    expect(await check(holder, [proof])).toBe(true);
  });

  it("is remembered within a bound: where there is no room nothing more is taken until the time is over", async () => {
    const holder = await createHolder();
    const { check, move } = createChecker(2);
    const proofs = [await prove(holder), await prove(holder), await prove(holder)];
    for (const [at, isHeld] of [true, true, false].entries())
      expect(await check(holder, [proofs[at] ?? ""])).toBe(isHeld);
    move(120 * second - 1);
    const iat = start / 1000 + 120;
    expect(await check(holder, [await prove(holder, { claims: { iat } })])).toBe(false);
    move(1);
    expect(await check(holder, [await prove(holder, { claims: { iat } })])).toBe(true);
  });
});
