import fc from "fast-check";
import { sides } from "./dice.ts";

/** What a world is built from: lists of choices, which shrink. */
export interface WorldSpec {
  readonly seed: number;
  readonly shape: readonly number[];
  /** One for each type, with one list of choices for each of its fields. */
  readonly types: readonly { readonly shape: readonly number[]; readonly fields: readonly (readonly number[])[] }[];
  readonly queries: readonly (readonly number[])[];
  readonly mutations: readonly (readonly number[])[];
}

/** A world and operations over it. */
export interface CaseSpec {
  readonly operations: readonly (readonly number[])[];
  readonly world: WorldSpec;
}

const choice = fc.nat(sides - 1);

function choices(count: number): fc.Arbitrary<number[]> {
  return fc.array(choice, { minLength: count, maxLength: count, size: "max" });
}

function many<T>(each: fc.Arbitrary<T>, minLength: number, maxLength: number): fc.Arbitrary<T[]> {
  return fc.array(each, { minLength, maxLength, size: "max" });
}

const field = choices(16);

const worldSpec: fc.Arbitrary<WorldSpec> = fc.record({
  types: many(fc.record({ shape: choices(10), fields: many(field, 1, 5) }), 1, 7),
  queries: many(field, 1, 7),
  mutations: many(field, 0, 3),
  shape: choices(24),
  seed: fc.nat(),
});

/** Worlds with up to `maxOperations` operations each. Operations shrink first: a world is dear to build. */
export function caseSpec(maxOperations: number): fc.Arbitrary<CaseSpec> {
  const operation = fc.array(choice, { minLength: 1, maxLength: 220, size: "max" });
  return fc.noBias(fc.record({ operations: many(operation, 1, maxOperations), world: worldSpec }));
}
