import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toConsent } from "../../../mocks/kanta/wire.ts";
import type { Tahdonilmaisu } from "../../../mocks/population/index.ts";
import { toLuovutustieto } from "../../../subgraphs/kanta/luovutus.ts";
import { toNewest, toTila } from "../../../subgraphs/kanta/map.ts";
import { lajit, parseSuostumukset, parseSuostumus } from "../../../subgraphs/kanta/wire.ts";
import type { SuostumusWire, Suostumuslaji } from "../../../subgraphs/kanta/wire.ts";

const hetu = "010190-900P";
const hetki = { nyt: new Date("2026-11-23T10:15:02Z"), tanaan: "2026-11-23" };
const allKinds = Object.keys(lajit) as readonly Suostumuslaji[];
const tahto = (muut: Partial<Tahdonilmaisu> = {}): Tahdonilmaisu => ({
  tunnus: "KT-1",
  laji: "BIOPANKKI",
  tila: "ANNETTU",
  annettu: "2025-02-01",
  peruttu: undefined,
  paattyy: undefined,
  osapuoli: { id: "1.2.246.10.99902001.10.1", nimi: "Testibiopankki" },
  kattavuus: ["NAYTE"],
  ...muut,
});
const resource = (changes: object = {}, muut: Partial<Tahdonilmaisu> = {}) => ({
  ...toConsent(tahto(muut), hetu),
  ...changes,
});
const kindOf = (value: unknown): string => {
  const found = parseSuostumus(value, hetu);
  return found.ok ? "ok" : found.failure.kind;
};
function read(changes: object = {}, muut: Partial<Tahdonilmaisu> = {}): SuostumusWire {
  const found = parseSuostumus(resource(changes, muut), hetu);
  if (!found.ok) throw new Error(found.failure.reason);
  return found.value;
}

describe("a consent", () => {
  it("of each state of R4 means what it means here", () => {
    const tilat = ["draft", "proposed", "active", "rejected", "inactive", "entered-in-error"].map((status) => [
      status,
      toTila(read({ status }), hetki),
    ]);
    expect(Object.fromEntries(tilat)).toEqual({
      draft: undefined,
      proposed: undefined,
      active: "VOIMASSA",
      rejected: "KIELLETTY",
      inactive: "PERUTTU",
      "entered-in-error": undefined,
    });
  });

  it("that is active and denies is a no, and without a type means what the policy says", () => {
    expect(toTila(read({ provision: { type: "deny" } }), hetki)).toBe("KIELLETTY");
    expect(toTila(read({ provision: {} }), hetki)).toBe("VOIMASSA");
    expect(toTila(read({ provision: undefined }), hetki)).toBe("VOIMASSA");
  });

  it.each([
    [{ start: "2026-11-23" }, "VOIMASSA"],
    [{ start: "2026-11-24" }, undefined],
    [{ start: "2027" }, undefined],
    [{ start: "2026-12" }, undefined],
    [{ start: "2026-11-23T10:15:03Z" }, undefined],
    [{ end: "2026-11-23" }, "VOIMASSA"],
    [{ end: "2026-11-22" }, "PAATTYNYT"],
    [{ end: "2026-11" }, "VOIMASSA"],
    [{ end: "2025" }, "PAATTYNYT"],
    [{ end: "2026-11-23T10:15:02Z" }, "PAATTYNYT"],
    [{ end: "2026-11-23T12:15:03+02:00" }, "VOIMASSA"],
  ])("with the period %j is %s", (period, tila) => {
    expect(toTila(read({ provision: { type: "permit", period } }), hetki)).toBe(tila);
  });

  it.each([
    ["an unknown status", { status: "paused" }],
    ["no status", { status: undefined }],
    ["neither policy nor rule (ppc-1)", { policyRule: undefined }],
    ["an extension that changes its meaning", { modifierExtension: [{ url: "x" }] }],
    ["rules of its own", { implicitRules: "https://muu.example" }],
    ["no day of giving", { dateTime: undefined }],
    ["a year of giving only", { dateTime: "2025" }],
    ["a day that does not exist", { dateTime: "2025-02-30" }],
    ["an unknown kind", { category: [{ coding: [{ system: "x", code: "BIOPANKKI" }] }] }],
    ["something unknown covered", { provision: { class: [{ code: "PERIMA" }] } }],
    ["an exception", { provision: { provision: [{ type: "deny" }] } }],
    ["another person", { patient: { identifier: { system: "urn:oid:1.2.246.21", value: "010190-901R" } } }],
    ["a person by another identifier", { patient: { identifier: { system: "urn:oid:1.2.3", value: hetu } } }],
    ["a person who is not named", { patient: { display: hetu } }],
    ["an id of no form", { id: "../x" }],
  ])("with %s is invalid", (_, changes) => {
    expect(kindOf(resource(changes))).toBe("invalid");
  });

  it("that was not asked, or stands twice, makes the answer invalid", () => {
    const one = resource();
    expect(parseSuostumukset([one], { hetu, lajit: ["PALVELUOHJAUS"] })).toMatchObject({ ok: false });
    expect(parseSuostumukset([one, one], { hetu, lajit: allKinds })).toMatchObject({ ok: false });
  });

  it("of any value is a consent or a failure, never a throw", () => {
    const parts = Object.keys(resource());
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...parts), (anything, part) => {
        expect(typeof parseSuostumus(anything, hetu).ok).toBe("boolean");
        expect(typeof parseSuostumus(resource({ [part]: anything }), hetu).ok).toBe("boolean");
      }),
    );
  });
});

describe("of several consents", () => {
  const tilatOf = (...wires: readonly SuostumusWire[]): readonly string[] =>
    toNewest(wires, hetki).map(({ tila }) => tila);

  it("the newest of an organisation counts, in whatever order they come", () => {
    const old = read({ id: "1", dateTime: "2024-01-01" });
    const withdrawn = read({ id: "2", dateTime: "2025-01-01", status: "inactive" });
    const other = read({ id: "3", organization: [{ display: "Muu" }] });
    expect(tilatOf(old, withdrawn)).toEqual(["PERUTTU"]);
    expect(tilatOf(withdrawn, old)).toEqual(["PERUTTU"]);
    expect(tilatOf(old, withdrawn, other)).toEqual(["PERUTTU", "VOIMASSA"]);
  });

  it("of the same moment the one that gives least counts", () => {
    const yes = read({ id: "1" });
    const no = read({ id: "2", status: "rejected" });
    expect(tilatOf(yes, no)).toEqual(["KIELLETTY"]);
    expect(tilatOf(no, yes)).toEqual(["KIELLETTY"]);
  });

  it("one that says nothing yet does not hide the one before", () => {
    const yes = read({ id: "1" });
    const draft = read({ id: "2", dateTime: "2026-01-01", status: "draft" });
    expect(tilatOf(yes, draft)).toEqual(["VOIMASSA"]);
  });
});

describe("release", () => {
  const settings = { rekisterinpitajat: [{ oid: "1.2.246.10.99900015", alue: "15" }] };
  const tell = (...wires: readonly SuostumusWire[]) => toLuovutustieto(wires, hetki, settings);
  const lupa = (changes: object = {}, laji: Tahdonilmaisu["laji"] = "LUOVUTUSLUPA_TERVEYS") =>
    read(changes, { laji, osapuoli: undefined, kattavuus: [] });

  it("is permitted by the permissions in force, each from a branch to a branch", () => {
    const sote = lupa({ id: "2" }, "SOTE_TERVEYDESTA_SOSIAALIIN");
    expect(tell(lupa({ id: "1" }), sote, lupa({ id: "3" }, "INFORMOINTI"))).toEqual({
      informoitu: true,
      luvat: [
        { suostumusId: "1", versio: 1, mista: "TERVEYDENHUOLTO", mihin: "TERVEYDENHUOLTO", saajat: null },
        { suostumusId: "2", versio: 1, mista: "TERVEYDENHUOLTO", mihin: "SOSIAALIHUOLTO", saajat: null },
      ],
      kiellot: [],
    });
  });

  it.each([
    ["withdrawn", { status: "inactive" }],
    ["ended", { provision: { type: "permit", period: { end: "2026-11-22" } } }],
    ["a no", { provision: { type: "deny" } }],
  ])("is not permitted by one that is %s", (_, changes) => {
    expect(tell(lupa(changes)).luvat).toEqual([]);
  });

  it("is not permitted by one that is narrowed to what rows do not tell", () => {
    const nested = { type: "permit", provision: [{ type: "permit", class: [{ system: "k", code: "1" }] }] };
    expect(tell(lupa({ provision: nested }, "SOTE_TERVEYDESTA_SOSIAALIIN")).luvat).toEqual([]);
    const classes = { type: "permit", class: [{ system: "https://gen.kanta.fi/x", code: "1" }] };
    expect(tell(lupa({ provision: classes }, "SOTE_TERVEYDESTA_SOSIAALIIN")).luvat).toEqual([]);
  });

  it("is permitted to the receivers that are named, and to none where they have no identifier", () => {
    const actor = (reference: object) => ({ provision: { type: "permit", actor: [{ reference }] } });
    const named = actor({ identifier: { system: "urn:oid:1.2.246.537.6.202", value: "urn:oid:1.2.3.4" } });
    expect(tell(lupa(named)).luvat).toMatchObject([{ saajat: ["1.2.3.4"] }]);
    expect(tell(lupa(actor({ display: "Joku" }))).luvat).toMatchObject([{ saajat: [] }]);
  });

  it("is denied of the controller as rows name it, by every denial that stands", () => {
    const kielto = (id: string, oid: string | undefined) =>
      read(
        { id, dateTime: `2025-0${id}-01` },
        {
          laji: "LUOVUTUSKIELTO",
          kattavuus: [],
          osapuoli: oid === undefined ? undefined : { id: oid, nimi: "x" },
        },
      );
    const withdrawn = { ...kielto("4", undefined), status: "inactive" as const };
    expect(
      tell(kielto("1", "1.2.246.10.99900015"), kielto("2", "1.2.3.4"), kielto("3", undefined), withdrawn).kiellot,
    ).toEqual([
      { rekisterinpitaja: "15", saajat: null },
      { rekisterinpitaja: "1.2.3.4", saajat: null },
      { rekisterinpitaja: null, saajat: null },
    ]);
  });
});
