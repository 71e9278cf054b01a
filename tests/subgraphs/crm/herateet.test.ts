import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alueenHerateet, judgeKaytto, toIkkunat } from "../../../subgraphs/crm/herateet.ts";
import type { AlueenHerateet } from "../../../subgraphs/crm/herateet.ts";
import type { KaytotWire } from "../../../subgraphs/crm/wire-palvelut.ts";

const nothing = { kaynnit: 0, paivystyskaynnit: 0, palvelut: 0, setelin_kaytot: 0, maksut: 0, maksut_euroa: 0 };

function counted(ikkuna: number, counts: Partial<KaytotWire> = {}): KaytotWire {
  return { ikkuna, ...nothing, ...counts };
}

const herate = {
  tunnus: "kaynteja",
  nimi: { fi: "Käyntejä" },
  luokka: "TAVALLINEN",
  ehdot: [{ laskuri: "KAYNNIT", ikkunaPaivia: 365, vahintaan: 2 }],
} as const;
const monta = {
  tunnus: "monta",
  nimi: { fi: "Monta" },
  luokka: "HYVIN_LAAJA",
  ehdot: [
    { laskuri: "PALVELUT", ikkunaPaivia: 365, vahintaan: 3 },
    { laskuri: "PAIVYSTYSKAYNNIT", ikkunaPaivia: 90, vahintaan: 1 },
  ],
} as const;
const perus = { oikeusperusta: "703/2023 ja alueen päätös", herateet: [herate, monta] };
const omat: AlueenHerateet = alueenHerateet.parse(perus);

describe("judgeKaytto", () => {
  it("is VAHAINEN without grounds when no trigger hits", () => {
    expect(judgeKaytto(omat, [counted(90), counted(365, { kaynnit: 1 })])).toEqual({
      luokka: "VAHAINEN",
      perusteet: [],
    });
  });

  it("tells which trigger hit, and what was counted", () => {
    expect(judgeKaytto(omat, [counted(90), counted(365, { kaynnit: 2 })])).toEqual({
      luokka: "TAVALLINEN",
      perusteet: [
        {
          tunnus: "kaynteja",
          nimet: { fi: "Käyntejä" },
          luokka: "TAVALLINEN",
          ehdot: [{ laskuri: "KAYNNIT", ikkunaPaivia: 365, vahintaan: 2, maara: 2 }],
        },
      ],
    });
  });

  it("is the widest class of those that hit, whatever the order of triggers and windows", () => {
    const counts = [counted(365, { kaynnit: 9, palvelut: 3 }), counted(90, { paivystyskaynnit: 1 })];
    for (const herateet of [omat.herateet, omat.herateet.toReversed()])
      expect(judgeKaytto({ ...omat, herateet }, counts)?.luokka).toBe("HYVIN_LAAJA");
  });

  it("hits only when all conditions of a trigger are met, each in its own window", () => {
    const notInNinety = [counted(365, { palvelut: 3, paivystyskaynnit: 5 }), counted(90)];
    expect(judgeKaytto(omat, notInNinety)?.perusteet).toEqual([]);
  });

  it("says nothing when a window was not counted", () => {
    expect(judgeKaytto(omat, [counted(365, { kaynnit: 2 })])).toBeUndefined();
  });

  it("never narrows when more is counted", () => {
    const luokat = ["VAHAINEN", "TAVALLINEN", "LAAJA", "HYVIN_LAAJA"];
    const some = fc.record({ kaynnit: fc.nat(5), palvelut: fc.nat(5), paivystyskaynnit: fc.nat(3) });
    fc.assert(
      fc.property(some, fc.constantFrom("kaynnit", "palvelut", "paivystyskaynnit"), (fewer, grown) => {
        const rank = (counts: Partial<KaytotWire>): number =>
          luokat.indexOf(judgeKaytto(omat, [counted(90, counts), counted(365, counts)])?.luokka ?? "");
        expect(rank({ ...fewer, [grown]: fewer[grown] + 1 })).toBeGreaterThanOrEqual(rank(fewer));
      }),
    );
  });
});

describe("toIkkunat", () => {
  it("are each window once, the shortest first", () => {
    expect(toIkkunat(omat)).toEqual([90, 365]);
  });
});

describe("a region's triggers", () => {
  it.each<[string, unknown, string]>([
    ["without a legal basis", { herateet: [herate] }, "oikeusperusta must say by what right"],
    ["that are none", { ...perus, herateet: [] }, "at least one trigger"],
    ["of which two have one name", { ...perus, herateet: [herate, herate] }, "each tunnus once"],
    ["that count what is not counted", toWrong({ laskuri: "OSTOT" }), "must be one of KAYNNIT"],
    ["without a limit", toWrong({ vahintaan: 0 }), "vahintaan"],
    ["over more than five years", toWrong({ ikkunaPaivia: 2000 }), "ikkunaPaivia"],
    ["of a class that regions do not share", { ...perus, herateet: [{ ...herate, luokka: "VAHAINEN" }] }, "TAVALLINEN"],
    ["with a key that means nothing", { ...perus, muu: 1 }, "muu"],
  ])("%s are refused", (_, value, text) => {
    expect(() => alueenHerateet.parse(value)).toThrow(text);
  });

  it("of the local world are right, and differ from one another", () => {
    const file: unknown = JSON.parse(
      readFileSync(new URL("../../../mocks/crm/herateet.json", import.meta.url), "utf8"),
    );
    const parsed = Object.values(file as Record<string, unknown>).map((one) => alueenHerateet.parse(one));
    expect(parsed).toHaveLength(2);
    expect(new Set(parsed.map(({ herateet }) => JSON.stringify(herateet))).size).toBe(2);
  });
});

function toWrong(changes: Readonly<Record<string, unknown>>): unknown {
  return { ...perus, herateet: [{ ...herate, ehdot: [{ ...herate.ehdot[0], ...changes }] }] };
}
