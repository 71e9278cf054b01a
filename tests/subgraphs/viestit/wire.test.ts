import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAsetukset } from "../../../subgraphs/viestit/settings.ts";
import { eiTapahtumia, withTapahtuma } from "../../../subgraphs/viestit/map.ts";
import { parseKaytossa, parseLupa, parseTapahtumat, toViestitFailure } from "../../../subgraphs/viestit/wire.ts";

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
        parseTapahtumat(value);
        parseTapahtumat({ events: value, continuationToken: "a" });
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

describe("an event of delivery", () => {
  const at = (type: string, eventTime: string) => ({ type, eventTime, metadata: { externalId: "x" } });

  it.each([
    ["Electronic message created", "luotu"],
    ["Electronic message from end user", "luotu"],
    ["Paper mail created", "luotu"],
    ["Electronic message read", "luettu"],
    ["Receipt confirmed", "kuitattu"],
    ["Posti: receipt confirmed", "kuitattu"],
    ["Sent for printing and enveloping", "tulostukseen"],
    ["Posti: returned to sender", "palautunut"],
    ["Posti: unresolved", "palautunut"],
  ])("%s is %s", (type, kentta) => {
    const eventTime = "2026-11-02T08:15:00Z";
    expect(withTapahtuma(eiTapahtumia, at(type, eventTime))).toEqual({ ...eiTapahtumia, [kentta]: eventTime });
  });

  it("of a type not known tells nothing, and of one that comes again the first time stands", () => {
    expect(withTapahtuma(eiTapahtumia, at("Message recalled", "2026-11-02T08:15:00Z"))).toEqual(eiTapahtumia);
    const read = "Electronic message read";
    const first = withTapahtuma(eiTapahtumia, at(read, "2026-11-02T08:15:00Z"));
    expect(withTapahtuma(first, at(read, "2026-11-03T08:15:00Z"))).toEqual(first);
    expect(withTapahtuma(first, at(read, "2026-11-01T08:15:00Z")).luettu).toBe("2026-11-01T08:15:00Z");
  });

  it("is read with an external id or without, and never without a time or a place to go on from", () => {
    const page = { events: [{ type: "x", eventTime: "2026-11-02T08:15:00Z", metadata: {} }], continuationToken: "a" };
    expect(parseTapahtumat(page)).toMatchObject({ ok: true });
    expect(parseTapahtumat({ events: [] })).toMatchObject({ ok: false });
    expect(parseTapahtumat({ ...page, events: [{ ...page.events[0], eventTime: "eilen" }] })).toMatchObject({
      ok: false,
    });
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
