/**
 * Mutants that no test can tell from what they were made of, each with the reason. `was` and `is` as the
 * command prints them; one that no longer fits a mutant, or whose mutant is caught, fails the run.
 */
export interface Equivalent {
  /** Id of a rule, or path of a file. */
  readonly where: string;
  readonly was: string;
  /** Of a rule: nothing; of a file: what it became. */
  readonly is?: string;
  readonly why: string;
}

/** Every survivor that is explained. */
export const equivalent: readonly Equivalent[] = [
  {
    where: "gateway/gate/base-stances.ts",
    was: "true",
    is: "false",
    why: "of everyone else it is found out, and a customer's own place is theirs: it is closed for rules to come",
  },
  {
    where: "gateway/gate/base-stances.ts",
    was: "same.get(key) ?? stance",
    is: "(stance)",
    why: "who stand the same way share a stance for speed: what is kept by stance is only made anew",
  },
  {
    where: "gateway/gate/base-stances.ts",
    was: "same.size >= maxShared",
    is: "same.size > maxShared",
    why: "a bound of memory: one stance more",
  },
  {
    where: "gateway/gate/refine-stances.ts",
    was: "known === undefined",
    is: "known !== undefined",
    why: "in which of two memories a stance is kept: both find it by all that it is made of",
  },
  {
    where: "gateway/gate/stances.ts",
    was: 'relation.silent ?? ""',
    is: "(relation.silent)",
    why: "a part of a key: no register is called undefined",
  },
  {
    where: "gateway/policy/steady-wasm.ts",
    was: 'versions.v8.startsWith("11.")',
    is: '!(versions.v8.startsWith("11."))',
    why: "without the flag V8 11 ends the process by chance after tens of thousands of decisions; no short test is sure to meet it",
  },
];
