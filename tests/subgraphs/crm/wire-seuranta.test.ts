import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSeurattuBudjetti, toSeurattuSeteli, toSeurattuSitoumus } from "../../../subgraphs/crm/map-seuranta.ts";
import {
  parseSivu,
  parseSumma,
  seurattuBudjetti,
  seurattuSeteli,
  seurattuSitoumus,
} from "../../../subgraphs/crm/wire-seuranta.ts";

const kaytto = (over: object = {}) => ({
  palvelu: "Siivous",
  tuottaja: "Puhdas Oy",
  alue: "15",
  summa: "30.50",
  paiva: "2026-03-01",
  ...over,
});
const rivi = { numero: "S08-1", arvo: "100.00", alkaen: "2026-01-01", paattyy: "2026-12-31" };
const seteli = (over: object = {}) => ({
  ...rivi,
  palvelu: "Siivous",
  tila: "voimassa",
  kaytot: JSON.stringify([kaytto()]),
  ...over,
});
const sitoumus = (over: object = {}) => ({
  ...seteli({ numero: "L08-1" }),
  laji: "lahete",
  tuottaja: "Sairaala",
  tuottajan_alue: "15",
  arvo: null,
  kaytot: "[]",
  ...over,
});
const kindOf = (result: { readonly ok: boolean }): boolean => result.ok;

describe("rows that the organiser follows", () => {
  it("become what was granted, used and left", () => {
    const page = parseSivu([seteli()], seurattuSeteli, 1);
    expect(page.ok && page.value.map(toSeurattuSeteli)).toMatchObject([
      { tila: "VOIMASSA", arvo: { sentit: 10_000 }, kaytetty: { sentit: 3050 }, jaljella: { sentit: 6950 } },
    ]);
    const referrals = parseSivu([sitoumus()], seurattuSitoumus, 1);
    expect(referrals.ok && referrals.value.map(toSeurattuSitoumus)).toMatchObject([
      { laji: "LAHETE", arvo: null, kaytetty: { sentit: 0 }, jaljella: null },
    ]);
  });

  it("tell how far a budget is exceeded", () => {
    const kaytot = JSON.stringify([kaytto({ summa: "150.00" })]);
    const page = parseSivu([{ ...rivi, kaytot }], seurattuBudjetti, 1);
    expect(page.ok && page.value.map(toSeurattuBudjetti)).toMatchObject([{ jaljella: { sentit: -5000 } }]);
  });

  it.each(["voimassa", "kaytetty", "paattynyt", "peruttu"])("know the state %s", (tila) => {
    expect(kindOf(parseSivu([seteli({ tila })], seurattuSeteli, 1))).toBe(true);
    expect(kindOf(parseSivu([sitoumus({ tila })], seurattuSitoumus, 1))).toBe(true);
  });

  it.each([
    ["an unknown state", seteli({ tila: "muu" })],
    ["use beyond the value", seteli({ arvo: "10.00" })],
    ["an end before the start", seteli({ paattyy: "2025-01-01" })],
    ["a region of three digits", seteli({ kaytot: JSON.stringify([kaytto({ alue: "150" })]) })],
    ["a column that was not asked", seteli({ hetu: "x" })],
  ])("are refused with %s", (_, row) => {
    expect(kindOf(parseSivu([row], seurattuSeteli, 1))).toBe(false);
  });

  it("are refused when there are more than were asked, or one twice", () => {
    expect(kindOf(parseSivu([seteli(), seteli({ numero: "S08-2" })], seurattuSeteli, 1))).toBe(false);
    expect(kindOf(parseSivu([seteli(), seteli()], seurattuSeteli, 5))).toBe(false);
  });

  it("sum up beyond an Int and beyond what a float tells apart", () => {
    const summa = parseSumma([
      { lukumaara: "1000000", arvo: "90071992547409.93", kaytetty: "0", jaljella: "90071992547409.93" },
    ]);
    expect(summa.ok && summa.value.arvo).toBe(9_007_199_254_740_993n);
    expect(kindOf(parseSumma([]))).toBe(false);
    expect(kindOf(parseSumma([{ lukumaara: "1", arvo: "1", kaytetty: "0", jaljella: "2" }]))).toBe(false);
  });

  it("are a value or a failure, whatever the columns hold", () => {
    const column = fc.option(fc.oneof(fc.string(), fc.constantFrom("voimassa", "1.00", "2026-01-01", "[]", "08")));
    const columns = Object.keys(sitoumus());
    const row = fc.dictionary(fc.constantFrom(...columns), column, { maxKeys: columns.length });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 3 }), (rows) => {
        expect(typeof parseSivu(rows, seurattuSeteli, 3).ok).toBe("boolean");
        expect(typeof parseSivu(rows, seurattuSitoumus, 3).ok).toBe("boolean");
        expect(typeof parseSivu(rows, seurattuBudjetti, 3).ok).toBe("boolean");
        expect(parseSumma(rows).ok).toBe(false);
      }),
    );
  });
});
