import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTaysiIkainen, toRoolit } from "../../../subgraphs/valtuudet/map.ts";
import { signCall } from "../../../subgraphs/valtuudet/sign-call.ts";
import {
  parseEdustettavat,
  parseIstunto,
  parseLupa,
  parseRoolit,
  parseTulos,
  toValtuudetFailure,
} from "../../../subgraphs/valtuudet/wire.ts";

const terveys = "http://valtuusrekisteri.suomi.fi/terveydenhuollon_asioiden_hoito";
const pari = { asioija: "140584-902U", paamies: "030312A905M" };
const claims = { sub: "AuthorizationList", end_user: pari.asioija, principal: pari.paamies, response: '["ALL"]' };

describe("the checksum", () => {
  it("is that of the sheet's test vector", () => {
    const path =
      "/service/rest/hpa/authorization/ab12cd34/140584-902U/030312A905M?requestId=5f2c8a1e-6d0b-4a4e-9d53-0c6a3a7f1b20";
    const nyt = new Date("2026-11-23T10:00:00Z");
    const signer = { asiakastunnus: "ab12cd34", avain: "esimerkkiavain-0001" };
    const [client, timestamp, checksum] = (signCall(path, nyt, signer)["x-asiointivaltuudetauthorization"] ?? "").split(
      " ",
    );
    expect([client, timestamp]).toEqual(["ab12cd34", "2026-11-23T10:00:00Z"]);
    expect(checksum).toBe("XrJpvlbX+QXrXH3mHkbugOZxEGjTMRdP2/2vlIGmlGQ=");
  });
});

describe("answers", () => {
  it("of one pair are allowed or disallowed, whatever reasons stand beside", () => {
    expect(parseTulos({ result: "ALLOWED", reasons: [{ reasonRule: "x" }] })).toEqual({ ok: true, value: true });
    expect(parseTulos({ result: "DISALLOWED" })).toEqual({ ok: true, value: false });
    expect(parseTulos({ result: "MAYBE", reasons: [] })).toMatchObject({ ok: false });
    expect(parseTulos({ result: "allowed" })).toMatchObject({ ok: false });
  });

  it("that are signed are of the pair that was asked", () => {
    expect(parseRoolit(claims, pari)).toEqual({ ok: true, value: ["ALL"] });
    for (const other of [
      { sub: "Authorization" },
      { end_user: pari.paamies },
      { principal: pari.asioija },
      { response: "ALLOWED" },
      { response: "[1]" },
      { response: undefined },
    ]) {
      expect(parseRoolit({ ...claims, ...other }, pari)).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    }
  });

  it("that list the chosen have each once", () => {
    const one = { personId: pari.paamies, name: "Eino" };
    expect(parseEdustettavat([one])).toEqual({ ok: true, value: [one] });
    expect(parseEdustettavat([])).toEqual({ ok: true, value: [] });
    expect(parseEdustettavat([one, one])).toMatchObject({ ok: false });
  });

  it("of any kind are a value or a failure, never a throw", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const parse of [parseIstunto, parseLupa, parseEdustettavat, parseTulos]) parse(value);
        parseRoolit(value, pari);
        parseRoolit({ ...claims, response: value }, pari);
      }),
    );
  });

  it.each([
    [401, true, "bad-input"],
    [401, false, "denied"],
    [403, true, "denied"],
    [400, false, "configuration"],
    [404, false, "configuration"],
    [429, false, "unavailable"],
    [500, false, "unavailable"],
    [503, true, "unavailable"],
  ])("with status %i, in a session %s, mean %s", (status, isIstunto, kind) => {
    expect(toValtuudetFailure(status, isIstunto).kind).toBe(kind);
  });
});

describe("roles", () => {
  const urit = { TERVEYDENHUOLTO: terveys, SOSIAALIHUOLTO: "http://x/s" };
  it.each([
    [["ALL"], { huoltajana: true, asiat: [] }],
    [["GUARDIAN"], { huoltajana: true, asiat: [] }],
    [[terveys], { huoltajana: false, asiat: ["TERVEYDENHUOLTO"] }],
    [["http://x/s", terveys], { huoltajana: false, asiat: ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"] }],
    [["http://x/muu", "all"], { huoltajana: false, asiat: [] }],
    [[], { huoltajana: false, asiat: [] }],
  ])("%j are %j", (roles, expected) => {
    expect(toRoolit(roles, urit)).toEqual(expected);
  });

  it("of a theme that is not configured are none", () => {
    expect(toRoolit(["http://x/s"], { TERVEYDENHUOLTO: terveys })).toEqual({ huoltajana: false, asiat: [] });
  });

  it.each([
    ["2008-11-23", true],
    ["2008-11-24", false],
    ["2008-02-29", true],
  ])("one born on %s is of age on 2026-11-23: %s", (born, expected) => {
    expect(isTaysiIkainen(born, "2026-11-23")).toBe(expected);
  });
});
