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
    where: "gateway/gate/stances.ts",
    was: "true",
    is: "false",
    why: "of everyone else it is found out, and a customer's own place is theirs: it is closed for rules to come",
  },
  {
    where: "gateway/policy/steady-wasm.ts",
    was: 'versions.v8.startsWith("11.")',
    is: '!(versions.v8.startsWith("11."))',
    why: "without the flag V8 11 ends the process by chance after tens of thousands of decisions; no short test is sure to meet it",
  },
];
