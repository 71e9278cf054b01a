import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toLuokat, toRivi } from "../../../subgraphs/tilastot/map.ts";
import { parseSettings } from "../../../subgraphs/tilastot/settings.ts";
import type { Taulu } from "../../../subgraphs/tilastot/statements.ts";
import { ikaryhmat, parseKooste, tilat } from "../../../subgraphs/tilastot/wire.ts";

const tanaan = "2026-11-25";
const row = { tilanne: "2026-11-01", ryhma: "Fysioterapia", tila: "VOIMASSA", maara: "12", henkiloita: "7" };
const parse = (rows: readonly Readonly<Record<string, string | null>>[], taulu: Taulu = "SETELIT") =>
  parseKooste(rows, taulu, tanaan);

describe("a region's counts", () => {
  it("are read as numbers", () => {
    expect(parse([row])).toEqual({
      ok: true,
      value: {
        tilanne: "2026-11-01",
        rivit: [{ tilanne: "2026-11-01", ryhma: "Fysioterapia", tila: "VOIMASSA", maara: 12, henkiloita: 7 }],
      },
    });
  });

  it("may be none", () => {
    const empty = { ...row, ryhma: null, tila: null, maara: null, henkiloita: null };
    expect(parse([empty])).toEqual({ ok: true, value: { tilanne: "2026-11-01", rivit: [] } });
  });

  it("take every state and age group of the closed lists", () => {
    expect(parse(tilat.map((tila) => ({ ...row, tila })))).toMatchObject({ ok: true });
    expect(
      parse(
        ikaryhmat.map((ryhma) => ({ ...row, ryhma, tila: null })),
        "ASIAKKAAT",
      ),
    ).toMatchObject({ ok: true });
  });

  it.each([
    ["no row at all", [], "SETELIT"],
    ["a day in the middle of a month", [{ ...row, tilanne: "2026-11-24" }], "SETELIT"],
    ["a day to come", [{ ...row, tilanne: "2026-12-01" }], "SETELIT"],
    ["a day that there is not", [{ ...row, tilanne: "2026-13-01" }], "SETELIT"],
    ["two days", [row, { ...row, tila: "PERUTTU", tilanne: "2026-10-01" }], "SETELIT"],
    ["a class twice", [row, row], "SETELIT"],
    ["an unknown state", [{ ...row, tila: "KADONNUT" }], "SETELIT"],
    ["no state of a voucher", [{ ...row, tila: null }], "SETELIT"],
    ["a state of a fee", [row], "MAKSUT"],
    ["an unknown age group", [{ ...row, ryhma: "IKA_0_100", tila: null }], "ASIAKKAAT"],
    ["more persons than things", [{ ...row, henkiloita: "13" }], "SETELIT"],
    ["nobody", [{ ...row, henkiloita: "0" }], "SETELIT"],
    ["a count that is no number", [{ ...row, maara: "-1" }], "SETELIT"],
    ["a column more", [{ ...row, hetu: "010190-900P" }], "SETELIT"],
  ] as const)("are refused for %s", (_, rows, taulu) => {
    expect(parse(rows, taulu)).toMatchObject({ ok: false, failure: { kind: "invalid" } });
  });

  it("are a value or an error, never a throw", () => {
    const text = fc.option(fc.oneof(fc.string(), fc.constantFrom("2026-11-01", "VOIMASSA", "7")));
    const rows = fc.array(
      fc.record({ tilanne: text, ryhma: text, tila: text, maara: text, henkiloita: text }, { requiredKeys: [] }),
    );
    fc.assert(
      fc.property(rows, fc.constantFrom<Taulu[]>("ASIAKKAAT", "SETELIT", "MAKSUT"), (given, taulu) => {
        expect(parse(given, taulu)).toHaveProperty("ok");
      }),
    );
  });

  it("of services that have no class of their own are one class, of as many persons as the largest at least", () => {
    const luokat = toLuokat({ palvelut: { setelit: ["Fysioterapia"], maksut: ["Perhetyö"] } }).MAKSUT;
    const counts = (henkiloita: number) =>
      ["Perhetyö", "Kampaaja", "Jalkahoito"].map((ryhma) => ({
        tilanne: "2026-11-01",
        ryhma,
        tila: null,
        maara: 20,
        henkiloita: ryhma === "Perhetyö" ? 20 : henkiloita,
      }));
    const told = (henkiloita: number) =>
      toRivi("08", { tilanne: "2026-11-01", rivit: counts(henkiloita) }, luokat).solut.map(({ maara }) => maara);
    expect(luokat.map(({ palvelu }) => palvelu)).toEqual(["Perhetyö", "Muut palvelut"]);
    expect(told(5)).toEqual([20, 40]);
    // Four and four may be the same four persons.
    expect(told(4)).toEqual([null, null]);
  });
});

describe("settings", () => {
  const solmut = [{ alue: "08", url: "postgres://a@127.0.0.1:1/b" }];

  it("know the 22 organisers of the mainland", () => {
    expect(parseSettings({ solmut }).jarjestajat).toHaveLength(22);
  });

  it.each([
    [{ solmut: [] }, "tilastot: settings.solmut: solmut must name at least one region's database"],
    [{ solmut, jarjestajat: ["8"] }, 'tilastot: settings.jarjestajat.0: jarjestajat must be regions, "08"'],
    [
      { solmut, palvelut: { setelit: ["A", "A"], maksut: ["B"] } },
      "tilastot: settings.palvelut.setelit: each service must be named once",
    ],
  ])("say which key is wrong", (value, message) => {
    expect(() => parseSettings(value)).toThrow(message);
  });
});
