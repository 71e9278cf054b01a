import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SqlRow } from "../../../gateway/source/index.ts";
import { parseKaytot, parseKayttosumma } from "../../../subgraphs/crm/wire-seuranta.ts";

const kohta = { alue: "15", limit: 3 };
const kaytto: SqlRow = {
  numero: "S08-1",
  monesko: "1",
  palvelu: "Siivous",
  tuottaja: "Puhdas Oy",
  alue: "15",
  summa: "30.50",
  paiva: "2026-03-01",
};
const summa: SqlRow = { lukumaara: "2", summa: "61.00" };
const invalid = expect.objectContaining({ ok: false, failure: expect.objectContaining({ kind: "invalid" }) });
const isPositive = (number: number): boolean => Number.isSafeInteger(number) && number > 0;

/** Rows of a table: any JSON, and right rows with some columns spoiled. */
function anyRows(right: SqlRow): fc.Arbitrary<readonly SqlRow[]> {
  const value = fc.option(fc.oneof(fc.string(), fc.constantFrom(...Object.values(right), "0", "-1", "1e3", "null")));
  const name = fc.constantFrom(...Object.keys(right), "__proto__");
  const row = fc.oneof(
    fc.constant(right),
    fc.dictionary(name, value).map((changed) => ({ ...right, ...changed })),
    fc.dictionary(name, value),
  );
  // A row is text by its type; what is checked here is that nothing relies on that.
  const json = fc.jsonValue().map((parsed) => parsed as unknown as readonly SqlRow[]);
  return fc.oneof(fc.array(row, { maxLength: kohta.limit + 2 }), json);
}

describe("uses in another region", () => {
  it("become what was used and how much, in cents", () => {
    expect(parseKaytot([kaytto], kohta)).toEqual({ ok: true, value: [{ ...kaytto, monesko: 1, summa: 3050 }] });
    expect(parseKaytot([], kohta)).toEqual({ ok: true, value: [] });
  });

  it.each<[string, SqlRow]>([
    ["in a third region", { alue: "08" }],
    ["of no ordinal", { monesko: "0" }],
    ["of an ordinal that is no number", { monesko: "1.0" }],
    ["of nothing", { summa: "0.00" }],
    ["with a comma in the sum", { summa: "30,50" }],
    ["of no number", { numero: "" }],
    ["of a number of 101 letters", { numero: "1".repeat(101) }],
    ["on a day that does not exist", { paiva: "2026-02-29" }],
    ["by nobody", { tuottaja: null }],
    ["with a column that was not asked", { hetu: "010190-900P" }],
  ])("are refused when one is %s", (_, changes) => {
    expect(parseKaytot([kaytto, { ...kaytto, numero: "S08-2", ...changes }], kohta)).toEqual(invalid);
  });

  it("are refused when there are more than were asked, or one twice", () => {
    const many = [1, 2, 3, 4].map((monesko) => ({ ...kaytto, monesko: String(monesko) }));
    expect(parseKaytot(many.slice(1), kohta).ok).toBe(true);
    expect(parseKaytot(many, kohta)).toEqual(invalid);
    expect(parseKaytot([kaytto, { ...kaytto, summa: "1.00" }], kohta)).toEqual(invalid);
  });

  it("put nothing of a row into the reason of a failure", () => {
    expect(JSON.stringify(parseKaytot([{ ...kaytto, alue: "08" }], kohta))).not.toMatch(/S08|Siivous|Puhdas|30/);
  });

  it("are a value or a failure whatever the rows hold, and as a value what was asked", () => {
    fc.assert(
      fc.property(anyRows(kaytto), (rows) => {
        const result = parseKaytot(rows, kohta);
        expect(result).toEqual(result.ok ? { ok: true, value: result.value } : invalid);
        const kaytot = result.ok ? result.value : [];
        expect(kaytot.length).toBeLessThanOrEqual(kohta.limit);
        expect(new Set(kaytot.map(({ numero, monesko }) => `${monesko}/${numero}`)).size).toBe(kaytot.length);
        for (const one of kaytot) {
          expect(one.alue).toBe(kohta.alue);
          expect([one.monesko, one.summa]).toSatisfy((numbers: number[]) => numbers.every(isPositive));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the sum of uses in another region", () => {
  it("goes beyond an Int and beyond what a float tells apart", () => {
    expect(parseKayttosumma([{ lukumaara: "1000000", summa: "90071992547409.93" }])).toEqual({
      ok: true,
      value: { lukumaara: 1_000_000, summa: 9_007_199_254_740_993n },
    });
    expect(parseKayttosumma([{ lukumaara: "0", summa: "0" }])).toEqual({
      ok: true,
      value: { lukumaara: 0, summa: 0n },
    });
  });

  it.each<[string, readonly SqlRow[]]>([
    ["no row", []],
    ["two rows", [summa, summa]],
    ["a sum below zero", [{ ...summa, summa: "-0.01" }]],
    ["a sum of three decimals", [{ ...summa, summa: "1.234" }]],
    ["no sum", [{ ...summa, summa: null }]],
    ["a number that is none", [{ ...summa, lukumaara: "1e3" }]],
    ["a sum of no use", [{ lukumaara: "0", summa: "0.01" }]],
    ["less than a cent for each use", [{ lukumaara: "3", summa: "0.02" }]],
    ["a column that was not asked", [{ ...summa, arvo: "100.00" }]],
  ])("is refused with %s", (_, rows) => {
    expect(parseKayttosumma(rows)).toEqual(invalid);
  });

  it("is a value or a failure whatever the rows hold, and as a value a cent at least for each use", () => {
    fc.assert(
      fc.property(anyRows(summa), (rows) => {
        const result = parseKayttosumma(rows);
        expect(result).toEqual(result.ok ? { ok: true, value: result.value } : invalid);
        const { lukumaara, summa: sentit } = result.ok ? result.value : { lukumaara: 0, summa: 0n };
        expect([lukumaara, sentit]).toSatisfy(() =>
          lukumaara === 0 ? sentit === 0n : isPositive(lukumaara) && sentit >= lukumaara,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
