import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAsetukset } from "../../../subgraphs/viestit/settings.ts";
import { parseKaytossa, parseLupa, toViestitFailure } from "../../../subgraphs/viestit/wire.ts";

const asked = ["210790-911T", "030312A905M"];

describe("answers of Suomi.fi-viestit", () => {
  it("name those with a mailbox in use, of those who were asked", () => {
    const one = { endUsersWithActiveMailbox: [{ id: asked[0] }] };
    expect(parseKaytossa(one, asked)).toEqual({ ok: true, value: new Set([asked[0]]) });
    expect(parseKaytossa({ endUsersWithActiveMailbox: [] }, asked)).toEqual({ ok: true, value: new Set() });
    expect(parseKaytossa(one, ["030312A905M"])).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    expect(parseKaytossa({ endUsers: [] }, asked)).toMatchObject({ ok: false });
  });

  it("of any kind are a value or a failure, never a throw", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        parseLupa(value);
        parseKaytossa(value, asked);
      }),
    );
  });

  it.each([
    [400, "configuration"],
    [401, "denied"],
    [403, "denied"],
    [404, "configuration"],
    [413, "configuration"],
    [429, "unavailable"],
    [503, "unavailable"],
  ])("with status %i mean %s", (status, kind) => {
    expect(toViestitFailure(status).kind).toBe(kind);
  });
});

describe("settings", () => {
  const user = { alue: "08", tunnus: "kayttaja", salasana: "salasana-08" };
  it.each([
    [{ url: "x" }, "viestit.url: must be the http(s) URL of the service"],
    [{ kayttajat: [] }, "viestit.kayttajat: must have at least one region"],
    [{ kayttajat: [user, user] }, "viestit.kayttajat: must have each region once"],
    [{ kayttajat: [{ ...user, alue: "8" }] }, "viestit.kayttajat.0.alue: must be a region, two digits"],
    [{ kayttajat: [{ ...user, salasana: "salai" }] }, "viestit.kayttajat.0.salasana: must be"],
  ])("refuse %j, naming the key and never the value", (changes, message) => {
    const given = { url: "https://viestit.test", kayttajat: [user], ...changes };
    expect(() => parseAsetukset(given)).toThrow(message);
    expect(() => parseAsetukset(given)).not.toThrow("salai");
  });
});
