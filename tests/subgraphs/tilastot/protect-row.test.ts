import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toRivi, toSummat } from "../../../subgraphs/tilastot/map.ts";
import type { Rivi } from "../../../subgraphs/tilastot/map.ts";
import { protectRow, sumProtected } from "../../../subgraphs/tilastot/protect-row.ts";
import type { Luku, Suojattu } from "../../../subgraphs/tilastot/protect-row.ts";
import { ikaryhmat } from "../../../subgraphs/tilastot/wire.ts";

const isSmall = ({ henkiloita }: Luku): boolean => henkiloita < 5;

/** Of fewer than five persons, of whom one may have many. */
const small: fc.Arbitrary<Luku> = fc.tuple(fc.nat(4), fc.nat(30)).map(([henkiloita, more]) => ({
  henkiloita,
  maara: henkiloita === 0 ? 0 : henkiloita + more,
}));
const large: fc.Arbitrary<Luku> = fc
  .tuple(fc.integer({ min: 5, max: 60 }), fc.nat(200))
  .map(([henkiloita, more]) => ({ henkiloita, maara: henkiloita + more }));
const row = fc.array(fc.oneof(small, large), { minLength: 1, maxLength: 12 });

/** Plain counts of persons, so that what a reader can bound is plain too. */
const plain = (maara: number): Luku => ({ maara, henkiloita: maara });
const widths = fc.integer({ min: 2, max: 7 });
const plainTable = fc.tuple(widths, fc.integer({ min: 1, max: 6 })).chain(([width, height]) =>
  fc.array(fc.array(fc.oneof(fc.nat(4), fc.nat(40)), { minLength: width, maxLength: width }), {
    minLength: height,
    maxLength: height,
  }),
);

describe("a protected row", () => {
  it.each([
    ["nothing, where no count is small", [10, 7, 23], [10, 5, 25]],
    ["a small count, and the next one with it", [10, 3, 23, 40], [10, null, null, 40]],
    ["zero as any small count", [10, 0, 23], [10, null, null]],
    ["the first one with a small last one", [12, 23, 4], [null, 25, null]],
    ["one more also where several are small", [2, 3, 20, 30], [null, null, null, 30]],
    ["all, where all are small", [0, 4, 1], [null, null, null]],
    ["a row of one", [4], [null]],
  ])("withholds %s", (_, given, expected) => {
    expect(protectRow(given.map(plain))).toEqual(expected);
  });

  it("goes by persons: twelve vouchers of one person are a small count", () => {
    expect(protectRow([{ maara: 12, henkiloita: 1 }, plain(20), plain(31)])).toEqual([null, null, 30]);
  });

  it("is the same whatever its small counts are", () => {
    fc.assert(
      fc.property(row, fc.array(small, { minLength: 12, maxLength: 12 }), (luvut, others) => {
        const changed = luvut.map((luku, at) => (isSmall(luku) ? (others[at] ?? luku) : luku));
        expect(protectRow(changed)).toEqual(protectRow(luvut));
      }),
    );
  });

  it("never tells a small count, tells the others within rounding, and never withholds one alone but in a row of one", () => {
    fc.assert(
      fc.property(row, (luvut) => {
        const told = protectRow(luvut);
        told.forEach((maara, at) => {
          const luku = luvut[at] ?? plain(0);
          expect(maara !== null && isSmall(luku)).toBe(false);
          if (maara === null) return;
          expect(maara % 5).toBe(0);
          expect(Math.abs(maara - luku.maara)).toBeLessThanOrEqual(2);
        });
        const withheld = told.filter((maara) => maara === null).length;
        expect(withheld === 1 && luvut.length > 1).toBe(false);
        expect(withheld - luvut.filter(isSmall).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

/** The least and the most that a count can be. */
type Bounds = readonly [least: number, most: number];

/** What a figure says of the count behind it to a reader who knows the rules. */
const toBounds = (maara: Suojattu): Bounds => (maara === null ? [0, Infinity] : [Math.max(5, maara - 2), maara + 2]);

/** Tightens each count of a line by its sum: least and most that the others leave. */
function tighten(line: readonly Bounds[], [least, most]: Bounds): readonly Bounds[] {
  return line.map(([low, high], at) => {
    const others = line.filter((_, other) => other !== at);
    const lowOfOthers = others.reduce((sum, [each]) => sum + each, 0);
    const highOfOthers = others.reduce((sum, [, each]) => sum + each, 0);
    return [Math.max(low, least - highOfOthers), Math.min(high, most - lowOfOthers)];
  });
}

const transpose = <T>(table: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  (table[0] ?? []).map((_, at) => table.flatMap((line) => line.slice(at, at + 1)));

/** Bounds of each cell when no line tightens any more, or a hundred times at most. */
function solve(table: readonly (readonly Bounds[])[], rows: readonly Bounds[], columns: readonly Bounds[]) {
  let bounds = table;
  for (let round = 0; round < 100; round += 1) {
    const byRows = bounds.map((line, at) => tighten(line, rows[at] ?? [0, Infinity]));
    const next = transpose(transpose(byRows).map((line, at) => tighten(line, columns[at] ?? [0, Infinity])));
    if (JSON.stringify(next) === JSON.stringify(bounds)) return next;
    bounds = next;
  }
  return bounds;
}

/** Of what a total is given: the sum of the figures told, so at least the counts behind those. */
const toTotalBounds = (line: readonly Suojattu[]): Bounds => {
  const told = line.filter((maara) => maara !== null);
  const total = sumProtected(line) ?? 0;
  return [total - 2 * told.length, Infinity];
};

describe("a protected table", () => {
  it("leaves every withheld count anything from none to four, by its rows and columns and all totals", () => {
    fc.assert(
      fc.property(plainTable, (table) => {
        const told = table.map((line) => protectRow(line.map(plain)));
        const bounds = solve(
          told.map((line) => line.map(toBounds)),
          told.map(toTotalBounds),
          transpose(told).map(toTotalBounds),
        );
        told.forEach((line, y) =>
          line.forEach((maara, x) => {
            const [least = -1, most = -1] = bounds[y]?.[x] ?? [];
            expect(maara !== null || (least === 0 && most >= 4)).toBe(true);
          }),
        );
      }),
    );
  });

  it("subtracted from any of its totals leaves nothing", () => {
    fc.assert(
      fc.property(plainTable, (table) => {
        const told = table.map((line) => protectRow(line.map(plain)));
        for (const line of [...told, ...transpose(told)]) {
          expect((sumProtected(line) ?? 0) - line.reduce<number>((sum, maara) => sum + (maara ?? 0), 0)).toBe(0);
        }
      }),
    );
  });

  it("holds against a reader who has a region's true total, and its large counts to the digit, from elsewhere", () => {
    fc.assert(
      fc.property(plainTable, (table) => {
        for (const line of table.filter((each) => each.some((maara) => maara >= 5))) {
          const exact = protectRow(line.map(plain)).map((maara, at): Bounds => {
            const known = line[at] ?? 0;
            return maara === null ? [0, Infinity] : [known, known];
          });
          const total = line.reduce((sum, maara) => sum + maara, 0);
          tighten(exact, [total, total]).forEach(([least, most], at) => {
            expect((line[at] ?? 5) >= 5 || (least === 0 && most >= 4)).toBe(true);
          });
        }
      }),
    );
  });

  it("tells of a region the same row whichever regions are in the table", () => {
    const luokat = ikaryhmat.map((ikaryhma) => ({ ikaryhma, palvelu: null, tila: null }));
    const toRow = (alue: string, line: readonly number[]): Rivi =>
      toRivi(
        alue,
        {
          tilanne: "2026-11-01",
          rivit: line.flatMap((maara, at) =>
            maara === 0
              ? []
              : [{ tilanne: "2026-11-01", ryhma: ikaryhmat[at] ?? "", tila: null, maara, henkiloita: maara }],
          ),
        },
        luokat,
      );
    fc.assert(
      fc.property(plainTable, fc.nat(5), (table, silent) => {
        const rows = table.map((line, at) => toRow(String(at).padStart(2, "0"), line));
        const gone = rows[silent % rows.length];
        const whole = toSummat(rows, luokat);
        const part = toSummat(
          rows.filter((each) => each !== gone),
          luokat,
        );
        // The difference of two tables, of which one lacks a region, is what the region's row tells, and no more.
        expect(whole.map(({ maara }, at) => (maara ?? 0) - (part[at]?.maara ?? 0))).toEqual(
          gone?.solut.map(({ maara }) => maara ?? 0),
        );
      }),
    );
  });
});
