/** One thing that is wrong in a schema file, and what to do. Line and column from 1. */
export interface Finding {
  /** Path from the root of the checkout. */
  readonly file: string;
  /** Absent where the whole file, or no single place, is meant. */
  readonly line?: number;
  readonly column?: number;
  readonly what: string;
  readonly next: string;
}

/** `file:line:column  what  →  what to do`; further lines of the text are indented. */
export function formatFinding({ file, line, column, what, next }: Finding): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return `${place}  ${what.trim().replaceAll("\n", "\n    ")}  →  ${next}`;
}
