/** What one run of the mutation tests breaks. */
export interface Selection {
  /** Is any mutant of this half made. */
  readonly runs: (half: Half) => boolean;
  /** Is this one broken: id of a rule, or path of a file. */
  readonly chooses: (where: string) => boolean;
}

/** The two halves: the access rules, and the code of policy and gate. */
export type Half = "saannot" | "koodi";

/** Reads the command's words: a half or none, then names of rules or files, or none. Undefined: the words are not such. */
export function parseSelection([half, ...names]: readonly string[]): Selection | undefined {
  if (half !== undefined && half !== "saannot" && half !== "koodi") return undefined;
  const runs = (each: Half): boolean => half === undefined || half === each;
  const isNamed = (where: string): boolean =>
    names.length === 0 || names.some((name) => where === name || where.endsWith(`/${name}`));
  return { runs, chooses: (where) => runs(where.includes("/") ? "koodi" : "saannot") && isNamed(where) };
}
