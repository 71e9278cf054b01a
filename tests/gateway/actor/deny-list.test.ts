import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createAuthenticate, createDenyList } from "../../../gateway/actor/index.ts";
import { toProvider } from "./open-issuer.ts";
import { bearer, startIssuer } from "./start-issuer.ts";

/** A file of a list that the test replaces whole, as its keeper does. */
function startFile(content: unknown): { readonly path: string; readonly replace: (content: unknown) => void } {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-esto-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "esto.json");
  const replace = (next: unknown): void => {
    writeFileSync(`${path}.uusi`, typeof next === "string" ? next : JSON.stringify(next));
    renameSync(`${path}.uusi`, path);
  };
  replace(content);
  return { path, replace };
}

function open(path: string) {
  let [now, unreadable] = [0, 0];
  const list = createDenyList({ path, nowMs: () => now, onUnreadable: () => (unreadable += 1) });
  return {
    list,
    unreadable: () => unreadable,
    move: (ms: number) => {
      now += ms;
    },
  };
}

describe("the deny list", () => {
  it("denies a token by its id and a person by the subject of one provider", () => {
    const { list } = open(startFile({ jti: ["t-1"], sub: ["pirha:s-1"] }).path);
    expect(list.isDenied({ jti: "t-1", sub: "pirha:s-2" })).toBe(true);
    expect(list.isDenied({ jti: undefined, sub: "pirha:s-1" })).toBe(true);
    expect(list.isDenied({ jti: "t-2", sub: "suomifi:s-1" })).toBe(false);
    expect(list.isDenied({ jti: "pirha:s-1", sub: "t-1" })).toBe(false);
  });

  it("is read again within a second of its change", () => {
    const file = startFile({});
    const { list, move } = open(file.path);
    file.replace({ jti: ["t-1"] });
    move(999);
    expect(list.isDenied({ jti: "t-1", sub: "a:b" })).toBe(false);
    move(1);
    expect(list.isDenied({ jti: "t-1", sub: "a:b" })).toBe(true);
    file.replace({ jti: [] });
    move(1000);
    expect(list.isDenied({ jti: "t-1", sub: "a:b" })).toBe(false);
  });

  it.each([
    ["no JSON", "{"],
    ["another shape", { jti: "t-1" }],
    ["a key that nobody reads", { tunnus: [] }],
  ])("holds on when what replaces it is %s, and tells so once", (_, broken) => {
    const file = startFile({ jti: ["t-1"] });
    const { list, move, unreadable } = open(file.path);
    file.replace(broken);
    for (let at = 0; at < 3; at += 1) {
      move(1000);
      expect(list.isDenied({ jti: "t-1", sub: "a:b" })).toBe(true);
    }
    expect(unreadable()).toBe(1);
  });

  it("holds on when it is taken away", () => {
    const file = startFile({ jti: ["t-1"] });
    const { list, move, unreadable } = open(file.path);
    rmSync(file.path);
    move(1000);
    expect([list.isDenied({ jti: "t-1", sub: "a:b" }), unreadable()]).toEqual([true, 1]);
  });

  it("must be there at the start", () => {
    expect(() => open("/ei/ole.json")).toThrow("the deny list can't be read");
    expect(() => open(startFile("[1]").path)).toThrow("the deny list can't be read");
  });
});

describe("a token that verifies", () => {
  it("is refused when it, or its person, is on the list", async () => {
    const issuer = await startIssuer();
    const { list } = open(startFile({ jti: ["t-1"], sub: ["testi:s-9"] }).path);
    const authenticate = createAuthenticate({ providers: [toProvider(issuer)], denyList: list, sealId: () => "" });
    const denied = { ok: false, code: "UNAUTHENTICATED", reason: "token on the deny list" };
    expect(await authenticate(await bearer(issuer, { claims: { jti: "t-1" } }))).toEqual(denied);
    expect(await authenticate(await bearer(issuer, { claims: { sub: "s-9" } }))).toEqual(denied);
    expect(await authenticate(await bearer(issuer, { claims: { jti: "t-2" } }))).toMatchObject({ ok: true });
  });
});
