import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPalvelujaksot } from "../../../subgraphs/yhteinen/palvelujaksot.ts";
import type { Asiakkuusaika, Jakso, Tapahtuma } from "../../../subgraphs/yhteinen/palvelujaksot.ts";
import { asiakkuudet, tapahtumat, toDay, toNewestFirst, toPaiva, valiPaivia } from "./histories.ts";
import type { Merkitty } from "./histories.ts";

const history = fc.tuple(tapahtumat, asiakkuudet, valiPaivia);
const keyOf = ({ palvelu, palveluntarjoaja }: Pick<Tapahtuma, "palvelu" | "palveluntarjoaja">): string =>
  `${palvelu}/${palveluntarjoaja}`;
const keyOfJakso = ({ tapahtumat: [first] }: Jakso<Merkitty>): string => keyOf(first);
const kaynti = (alkoi: string, muut: Partial<Tapahtuma> = {}): Tapahtuma => ({
  palvelu: "Fysioterapia",
  palveluntarjoaja: "A",
  alkoi,
  paattyi: alkoi,
  ...muut,
});
const asiakkuus = (alkanut: string, paattynyt: string | null): Asiakkuusaika => ({
  palvelu: "Fysioterapia",
  palveluntarjoaja: "A",
  alkanut,
  paattynyt,
});
const days = (jaksot: readonly Jakso<Tapahtuma>[]): unknown =>
  jaksot.map(({ alkanut, paattynyt, tapahtumat: own }) => [alkanut, paattynyt, own.length]);

describe("the rule of episodes", () => {
  it("puts every event in exactly one episode, of its own service and provider", () => {
    fc.assert(
      fc.property(history, ([events, customerships, days]) => {
        const jaksot = toPalvelujaksot(events, customerships, days);
        const placed = jaksot.flatMap((jakso) => jakso.tapahtumat);
        expect(placed).toHaveLength(events.length);
        expect(new Set(placed)).toEqual(new Set(events));
        for (const jakso of jaksot) {
          expect(new Set(jakso.tapahtumat.map(keyOf))).toEqual(new Set([keyOfJakso(jakso)]));
        }
      }),
    );
  });

  it("leaves no two episodes of one service and provider that overlap or could be joined", () => {
    fc.assert(
      fc.property(history, ([events, customerships, days]) => {
        const jaksot = toPalvelujaksot(events, customerships, days);
        for (const [at, one] of jaksot.entries()) {
          for (const other of jaksot.slice(at + 1)) {
            if (keyOfJakso(one) !== keyOfJakso(other)) continue;
            const [before, after] = one.alkanut < other.alkanut ? [one, other] : [other, one];
            if (before.paattynyt === null) throw new Error("an episode that goes on has another after it");
            expect(toDay(after.alkanut) - toDay(before.paattynyt)).toBeGreaterThan(days);
          }
        }
      }),
    );
  });

  it("joins nothing that the rule leaves apart: within an episode no gap is longer than allowed", () => {
    fc.assert(
      fc.property(history, ([events, customerships, days]) => {
        for (const jakso of toPalvelujaksot(events, customerships, days)) {
          const spans = [
            ...jakso.tapahtumat.map(({ alkoi, paattyi }) => [toDay(alkoi), toDay(paattyi)] as const),
            ...jakso.asiakkuudet.map(
              ({ alkanut, paattynyt }) => [toDay(alkanut), paattynyt === null ? Infinity : toDay(paattynyt)] as const,
            ),
          ].toSorted(([one], [other]) => one - other);
          let reach = spans[0]?.[0] ?? 0;
          for (const [alku, loppu] of spans) {
            expect(alku - reach).toBeLessThanOrEqual(days);
            reach = Math.max(reach, loppu);
          }
          expect(toDay(jakso.alkanut)).toBe(spans[0]?.[0]);
          expect(jakso.paattynyt === null ? Infinity : toDay(jakso.paattynyt)).toBe(reach);
        }
      }),
    );
  });

  it("gives the same episodes whatever the order of events and customerships, in the order of their newest events", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 1000 }), ([events, customerships, days], seed) => {
        const jaksot = toPalvelujaksot(events, customerships, days);
        const shuffled = events.toSorted((one, other) => hash(one.tunnus, seed) - hash(other.tunnus, seed));
        const again = toPalvelujaksot(shuffled, customerships.toReversed(), days);
        const plain = (list: readonly Jakso<Merkitty>[]): unknown =>
          list
            .map(({ alkanut, paattynyt, tapahtumat: own }) =>
              JSON.stringify([alkanut, paattynyt, own.map(({ tunnus }) => tunnus).toSorted()]),
            )
            .toSorted();
        expect(plain(again)).toEqual(plain(jaksot));
        const newest = jaksot.map(({ tapahtumat: [first] }) => first);
        expect(newest).toEqual(toNewestFirst(newest));
      }),
    );
  });

  it("changes nothing when an event far away is added", () => {
    fc.assert(
      fc.property(history, ([events, customerships, days]) => {
        const ended = customerships.filter(({ paattynyt }) => paattynyt !== null);
        const far: Merkitty = {
          ...kaynti(toPaiva(1500 + 700 + days + 100)),
          palvelu: "Terveysasema",
          tunnus: "T999",
        };
        const before = toPalvelujaksot(events, ended, days);
        const after = toPalvelujaksot([far, ...events], ended, days);
        expect(after.slice(1)).toEqual(before);
        expect(after[0]?.tapahtumat).toEqual([far]);
      }),
    );
  });

  it.each([
    ["90 days apart are one", "2026-01-01", "2026-04-01", 1],
    ["91 days apart are two", "2026-01-01", "2026-04-02", 2],
  ])("of 90 days: visits %s", (_, first, second, count) => {
    expect(toPalvelujaksot([kaynti(second), kaynti(first)], [], 90)).toHaveLength(count);
  });

  it("keeps an episode going while a customership of the same service and provider is open", () => {
    const visits = [kaynti("2026-06-01"), kaynti("2024-01-10")];
    expect(days(toPalvelujaksot(visits, [], 90))).toEqual([
      ["2026-06-01", "2026-06-01", 1],
      ["2024-01-10", "2024-01-10", 1],
    ]);
    expect(days(toPalvelujaksot(visits, [asiakkuus("2024-01-01", null)], 90))).toEqual([["2024-01-01", null, 2]]);
    const another = { ...asiakkuus("2024-01-01", null), palveluntarjoaja: "B" };
    expect(toPalvelujaksot(visits, [another], 90)).toHaveLength(2);
  });

  it("ends with a customership that has ended, and makes no episode of one without events", () => {
    const ended = asiakkuus("2020-01-01", "2020-12-31");
    expect(days(toPalvelujaksot([kaynti("2020-02-01")], [ended], 90))).toEqual([["2020-01-01", "2020-12-31", 1]]);
    expect(toPalvelujaksot([kaynti("2022-02-01")], [ended], 90)).toHaveLength(1);
    expect(toPalvelujaksot([], [ended], 90)).toEqual([]);
  });
});

function hash(text: string, seed: number): number {
  return Array.from(text).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) * seed) % 100_003, seed);
}
