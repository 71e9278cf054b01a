import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeyPair, exportJWK } from "jose";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createAuthenticate, createDenyList } from "../../../gateway/actor/index.ts";
import { createVerifiedTokens } from "../../../gateway/actor/verified-tokens.ts";
import type { VerifiedToken } from "../../../gateway/actor/verified-tokens.ts";
import { openIssuer, toProvider } from "./open-issuer.ts";
import { bearer, nowSeconds, startIssuer } from "./start-issuer.ts";

const minuteMs = 60_000;

afterEach(() => void vi.useRealTimers());

describe("a token that has verified before", () => {
  it("is refused when its time has passed, skew included", async () => {
    const issuer = await startIssuer();
    const authenticate = openIssuer(issuer);
    const now = nowSeconds();
    const header = await bearer(issuer, { claims: { iat: now, exp: now + 600 } });
    expect(await authenticate(header)).toMatchObject({ ok: true });
    vi.useFakeTimers({ toFake: ["Date"], now: (now + 629) * 1000 });
    expect(await authenticate(header)).toMatchObject({ ok: true });
    vi.setSystemTime((now + 631) * 1000);
    expect(await authenticate(header)).toMatchObject({ ok: false, reason: expect.stringContaining("EXPIRED") });
  });

  it("is refused once the provider has withdrawn its key, and its keys are asked anew", async () => {
    const issuer = await startIssuer();
    let nowMs = 0;
    const authenticate = openIssuer(issuer, { nowMs: () => nowMs });
    const header = await bearer(issuer);
    expect(await authenticate(header)).toMatchObject({ ok: true });
    const { publicKey } = await generateKeyPair("ES256", { extractable: true });
    issuer.publish([{ ...(await exportJWK(publicKey)), kid: "k2", alg: "ES256", use: "sig" }]);
    nowMs = 9 * minuteMs;
    expect(await authenticate(header)).toMatchObject({ ok: true });
    nowMs = 11 * minuteMs;
    expect(await authenticate(header)).toMatchObject({ ok: false, reason: expect.stringContaining("NO_MATCHING_KEY") });
  });

  it("is refused while its provider's keys can't be had any more", async () => {
    const issuer = await startIssuer();
    let nowMs = 0;
    const authenticate = openIssuer(issuer, { nowMs: () => nowMs });
    const header = await bearer(issuer);
    expect(await authenticate(header)).toMatchObject({ ok: true });
    issuer.fail();
    nowMs = 21 * minuteMs;
    expect(await authenticate(header)).toMatchObject({ ok: false, reason: "keys of the provider are not to be had" });
  });

  it("is refused from the moment that it is on the deny list", async () => {
    const folder = mkdtempSync(join(tmpdir(), "asiakas-esto-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, "esto.json");
    writeFileSync(path, "{}");
    let nowMs = 0;
    const denyList = createDenyList({ path, nowMs: () => nowMs, onUnreadable: () => undefined });
    const issuer = await startIssuer();
    const authenticate = createAuthenticate({ providers: [toProvider(issuer)], denyList, sealId: () => "id" });
    const header = await bearer(issuer, { claims: { jti: "t-1" } });
    expect(await authenticate(header)).toMatchObject({ ok: true });
    writeFileSync(path, JSON.stringify({ jti: ["t-1"] }));
    nowMs = 1000;
    expect(await authenticate(header)).toMatchObject({ ok: false, reason: "token on the deny list" });
  });

  it("is no other token, though only the signature differs", async () => {
    const issuer = await startIssuer();
    const authenticate = openIssuer(issuer);
    const header = await bearer(issuer);
    expect(await authenticate(header)).toMatchObject({ ok: true });
    const [head, payload] = header.split(".");
    const forged = `${head}.${payload}.${"A".repeat(86)}`;
    expect(await authenticate(forged)).toMatchObject({ ok: false });
  });
});

describe("what is kept of tokens", () => {
  const keys = {};
  const kept = (): Omit<VerifiedToken, "untilMs"> => ({
    provider: { keys: () => Promise.resolve(keys) } as never,
    keys,
    jti: undefined,
    sub: "s",
    cnf: undefined,
    result: { ok: true, actor: { kind: "tuntematon" } },
  });

  it("is bounded: the oldest are forgotten", async () => {
    const tokens = createVerifiedTokens(() => 0, 2);
    for (const token of ["a", "b", "c"]) tokens.keep(token, kept(), { until: 10 });
    expect(await tokens.find("a")).toBeUndefined();
    expect(await tokens.find("b")).toMatchObject({ sub: "s" });
    expect(await tokens.find("c")).toMatchObject({ sub: "s" });
  });

  it("is not used by a clock that has been set back, or by other keys", async () => {
    let nowMs = 5000;
    const tokens = createVerifiedTokens(() => nowMs);
    tokens.keep("a", kept(), { until: 10 });
    nowMs = 4999;
    expect(await tokens.find("a")).toBeUndefined();
    nowMs = 5000;
    tokens.keep("a", { ...kept(), keys: {} }, { until: 10 });
    expect(await tokens.find("a")).toBeUndefined();
  });
});
