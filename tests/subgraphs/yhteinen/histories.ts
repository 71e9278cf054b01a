import * as fc from "fast-check";
import type { Asiakkuusaika, Tapahtuma } from "../../../subgraphs/yhteinen/palvelujaksot.ts";

const msInDay = 86_400_000;
const origin = Date.parse("2015-01-01T00:00:00Z");

/** A day by its number from the beginning of 2015. */
export const toPaiva = (day: number): string => new Date(origin + day * msInDay).toISOString().slice(0, 10);

/** The number of a day. */
export const toDay = (paiva: string): number => (Date.parse(`${paiva}T00:00:00Z`) - origin) / msInDay;

const palvelu = fc.constantFrom("Terveysasema", "Fysioterapia");
const palveluntarjoaja = fc.constantFrom("A", "B");

/** Days of a few years, so that gaps of every length come up. */
const day = fc.integer({ min: 0, max: 1500 });

/** An event with an identifier of its own. */
export interface Merkitty extends Tapahtuma {
  readonly tunnus: string;
}

const tapahtuma = fc
  .record({ palvelu, palveluntarjoaja, alku: day, pituus: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })) })
  .map(({ alku, pituus, ...muut }) => ({ ...muut, alkoi: toPaiva(alku), paattyi: toPaiva(alku + pituus) }));

/** Events of a person, newest first by last day and identifier, as a register gives them. */
export const tapahtumat: fc.Arbitrary<readonly Merkitty[]> = fc
  .array(tapahtuma, { maxLength: 60 })
  .map((events) => toNewestFirst(events.map((each, at) => ({ ...each, tunnus: `T${String(at).padStart(3, "0")}` }))));

/** Events in the order of the history. */
export function toNewestFirst<T extends Merkitty>(events: readonly T[]): readonly T[] {
  const keyOf = ({ paattyi, tunnus }: Merkitty): string => `${paattyi}/${tunnus}`;
  return events.toSorted((one, other) => (keyOf(one) < keyOf(other) ? 1 : -1));
}

/** Customerships of a person, some of which go on. */
export const asiakkuudet: fc.Arbitrary<readonly Asiakkuusaika[]> = fc.array(
  fc
    .record({ palvelu, palveluntarjoaja, alku: day, pituus: fc.option(fc.integer({ min: 0, max: 700 })) })
    .map(({ alku, pituus, ...muut }) => ({
      ...muut,
      alkanut: toPaiva(alku),
      paattynyt: pituus === null ? null : toPaiva(alku + pituus),
    })),
  { maxLength: 4 },
);

/** The rule's only number. */
export const valiPaivia = fc.integer({ min: 0, max: 200 });
