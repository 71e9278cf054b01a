import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isElossa, toTiedot, toTila, toVakuutukset } from "../../../subgraphs/mydata/map.ts";
import type { VakuutusWire } from "../../../subgraphs/mydata/wire.ts";
import { toConsent } from "./consents.ts";

const graph = "asiakas-graph";
const insurer = { id: "vakuutusyhtio-c", name: "x" };
const now = new Date("2026-11-23T10:15:02Z");

describe("items that a consent names", () => {
  it.each([
    [["yhteystiedot"], [1]],
    [["koulutus"], [2]],
    [["ammatti"], [6]],
    [["maksukatot"], [26, 27, 107]],
    [["perustiedot"], [102]],
    [["osoitteet"], [103]],
    [
      ["maksukatot", "koulutus", "koulutus"],
      [2, 26, 27, 107],
    ],
    [["vakuutus"], []],
    [["kaikki", "constructor", ""], []],
  ])("of the graph by %j are %j", (dataCategories, expected) => {
    expect(toTiedot(toConsent({ dataCategories }), graph)).toEqual(expected);
  });

  it("of another source are its insurances only, whatever else it names", () => {
    const consent = toConsent({ source: insurer, dataCategories: ["vakuutus", "koulutus", "osoitteet"] });
    expect(toTiedot(consent, graph)).toEqual([9]);
  });
});

describe("a consent is live", () => {
  it.each([
    ["as given, without an end", {}, true],
    ["from the moment it was given", { grantedAt: "2026-11-23T10:15:02Z" }, true],
    ["not a second before", { grantedAt: "2026-11-23T10:15:03Z" }, false],
    ["until a second before it ends", { expiresAt: "2026-11-23T10:15:03Z" }, true],
    ["not at the moment it ends", { expiresAt: "2026-11-23T12:15:02+02:00" }, false],
    ["not when paused", { status: "PAUSED" }, false],
    ["not when expired", { status: "EXPIRED" }, false],
    ["not when withdrawn", { status: "WITHDRAWN" }, false],
    ["not when withdrawn at a moment, though still called active", { withdrawnAt: "2026-11-24T00:00:00Z" }, false],
  ] as const)("%s", (_, changes, expected) => {
    expect(isElossa(toConsent(changes), now)).toBe(expected);
  });
});

describe("consents together", () => {
  it("name the union of their items, each once and in order, and each its own", () => {
    const tila = toTila(
      [
        toConsent({ dataCategories: ["maksukatot", "perustiedot"] }),
        toConsent({ consentId: "MD-2", version: 4, source: insurer, dataCategories: ["vakuutus"] }),
      ],
      graph,
    );
    expect(tila).toEqual({
      voimassa: true,
      tiedot: [9, 26, 27, 102, 107],
      suostumukset: [
        { suostumusId: "MD-1", versio: 1, tiedot: [26, 27, 102, 107] },
        { suostumusId: "MD-2", versio: 4, tiedot: [9] },
      ],
    });
  });

  it("give nothing when none names an item of ours", () => {
    expect(toTila([toConsent({ dataCategories: ["vakuutus"] })], graph)).toEqual({
      voimassa: false,
      tiedot: [],
      suostumukset: [],
    });
  });

  it("never give an item that no single one of them names", () => {
    const category = fc.constantFrom("yhteystiedot", "koulutus", "maksukatot", "vakuutus", "muu");
    const consent = fc.record({ dataCategories: fc.array(category), own: fc.boolean() });
    fc.assert(
      fc.property(fc.array(consent), (given) => {
        const consents = given.map(({ dataCategories, own }) =>
          toConsent({ dataCategories, ...(own ? {} : { source: insurer }) }),
        );
        const { voimassa, tiedot } = toTila(consents, graph);
        const each = new Set(consents.flatMap((one) => toTiedot(one, graph)));
        expect(new Set(tiedot)).toEqual(each);
        expect(voimassa).toBe(each.size > 0);
      }),
    );
  });
});

describe("insurances", () => {
  const wire: VakuutusWire = {
    yhtio: { ytunnus: "9990011-1", nimi: "Vakuutusyhtiö" },
    laji: "TAPATURMA",
    numero: "A-1",
    voimassa: { alku: "2024-01-01", loppu: "2026-11-23" },
    kattaa: ["LAAKARI"],
    omavastuu: 10_000,
  };

  it("are in force on both of their end days, newest first", () => {
    const rows = [wire, { ...wire, numero: "A-2", voimassa: { alku: "2025-01-01", loppu: null } }];
    expect(toVakuutukset(rows, "2026-11-23").map(({ numero, voimassa }) => [numero, voimassa])).toEqual([
      ["A-2", true],
      ["A-1", true],
    ]);
    expect(toVakuutukset(rows, "2026-11-24").map(({ voimassa }) => voimassa)).toEqual([true, false]);
    expect(toVakuutukset(rows, "2023-12-31").map(({ voimassa }) => voimassa)).toEqual([false, false]);
  });
});
