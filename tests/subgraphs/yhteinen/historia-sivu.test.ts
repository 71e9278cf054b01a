import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kohtaText, toAlkukohta, toValmiit } from "../../../subgraphs/yhteinen/historia-sivu.ts";
import type { Haku } from "../../../subgraphs/yhteinen/historia-sivu.ts";
import { toPalvelujaksot } from "../../../subgraphs/yhteinen/palvelujaksot.ts";
import type { Asiakkuusaika, Jakso } from "../../../subgraphs/yhteinen/palvelujaksot.ts";
import type { TapahtumaWire } from "../../../subgraphs/yhteinen/wire.ts";
import { asiakkuudet, tapahtumat, toPaiva, valiPaivia } from "./histories.ts";
import type { Merkitty } from "./histories.ts";

const rest = {
  tarjoajan_nimi: "A",
  toimiala: "terveydenhuolto",
  rekisterinpitaja: null,
  maksaja_laji: "alue",
  maksaja_nimi: null,
  huoltajalta_salattu: null,
  erityinen_sisalto: false,
} as const;

interface Reading {
  readonly events: readonly TapahtumaWire[];
  readonly customerships: readonly Asiakkuusaika[];
  readonly haku: Haku;
}

/** One page as the subgraph reads it: chunk after chunk from a place on, until it is full or nothing is left. */
function readPage(
  { events, customerships, haku }: Reading,
  { from, first, chunk }: { readonly from: number; readonly first: number; readonly chunk: number },
): readonly Jakso<TapahtumaWire>[] {
  const newer = events.slice(0, from);
  const uudemmat = newer.map(({ palvelu, palveluntarjoaja, alkoi }) => ({ palvelu, palveluntarjoaja, alkoi }));
  for (let end = from + chunk; ; end += chunk) {
    const luettu = {
      tapahtumat: events.slice(from, end),
      asiakkuudet: customerships,
      uudemmat,
      kaikki: end >= events.length,
    };
    const valmiit = toValmiit(luettu, haku);
    if (luettu.kaikki || valmiit.length >= first) return valmiit.slice(0, first);
  }
}

function readAllPages(
  reading: Reading,
  sizes: { readonly first: number; readonly chunk: number },
): Jakso<TapahtumaWire>[] {
  const found: Jakso<TapahtumaWire>[] = [];
  for (let from = 0; ;) {
    const page = readPage(reading, { from, ...sizes });
    found.push(...page);
    const last = page.at(-1);
    if (last === undefined) return found;
    from = reading.events.indexOf(last.tapahtumat[0]) + 1;
  }
}

const toWire = (events: readonly Merkitty[]): readonly TapahtumaWire[] => events.map((each) => ({ ...each, ...rest }));
const everything = { alkaen: null, paattyen: null };
const sizes = fc.record({ first: fc.integer({ min: 1, max: 5 }), chunk: fc.integer({ min: 1, max: 9 }) });

describe("pages of service history", () => {
  it("hold every episode once and whole, in order, whatever the sizes of page and chunk", () => {
    fc.assert(
      fc.property(tapahtumat, asiakkuudet, valiPaivia, sizes, (events, customerships, vali, given) => {
        const reading = { events: toWire(events), customerships, haku: { valiPaivia: vali, jakso: everything } };
        expect(readAllPages(reading, given)).toEqual(toPalvelujaksot(reading.events, customerships, vali));
      }),
      { numRuns: 300 },
    );
  });

  it("hold those that touch the days asked for, and no others", () => {
    fc.assert(
      fc.property(
        tapahtumat,
        asiakkuudet,
        fc.tuple(fc.nat(1600), fc.nat(1600)),
        sizes,
        (events, customerships, [one, other], given) => {
          const jakso = { alkaen: toPaiva(Math.min(one, other)), paattyen: toPaiva(Math.max(one, other)) };
          const reading = { events: toWire(events), customerships, haku: { valiPaivia: 30, jakso } };
          const whole = toPalvelujaksot(reading.events, customerships, 30);
          expect(readAllPages(reading, given)).toEqual(
            whole.filter(
              ({ alkanut, paattynyt }) =>
                alkanut <= jakso.paattyen && (paattynyt === null || paattynyt >= jakso.alkaen),
            ),
          );
        },
      ),
    );
  });
});

describe("a place in the history of all regions", () => {
  const kohta = { paattyi: "2026-02-28", alue: "15", tunnus: "T15-1" };

  it("is the same place in its own region, and beside it in others", () => {
    expect(toAlkukohta(kohta, "15")).toEqual({ paattyi: "2026-02-28", tunnus: "T15-1" });
    expect(toAlkukohta(kohta, "08")).toEqual({ paattyi: "2026-02-28", tunnus: "" });
    expect(toAlkukohta(kohta, "90")).toEqual({ paattyi: "2026-03-01", tunnus: "" });
    expect(toAlkukohta(undefined, "08")).toEqual({ paattyi: "9999-12-31", tunnus: "" });
  });

  it("is text and back", () => {
    expect(kohtaText.read(kohtaText.write(kohta))).toEqual(kohta);
    expect(kohtaText.read('["2026-02-28"]')).toBeUndefined();
    expect(kohtaText.read("1")).toBeUndefined();
  });
});
