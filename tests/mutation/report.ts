import type { Equivalent } from "./equivalent.ts";
import type { Selection } from "./selection.ts";

/** What became of one mutant. */
export interface Outcome {
  /** Id of a rule, or path of a file. */
  readonly where: string;
  /** Of a file: the line. */
  readonly line?: number;
  readonly was: string;
  /** Of a file: what it became. */
  readonly is?: string;
  readonly isCaught: boolean;
}

/** What a run says at its end. */
export interface Report {
  readonly lines: readonly string[];
  /** Nothing survived that is not explained, and every explanation of what was run still holds. */
  readonly isClean: boolean;
}

/**
 * Counts the outcomes, and names what needs someone: survivors that are not explained, and explanations of what
 * was run that fit no mutant (file or rule gone, its text another) or only mutants that are caught now.
 */
export function toReport(
  outcomes: readonly Outcome[],
  explained: readonly Equivalent[],
  { chooses }: Pick<Selection, "chooses">,
): Report {
  const survived = outcomes.filter(({ isCaught }) => !isCaught);
  const unexplained = survived.filter((outcome) => !explained.some((each) => fits(each, outcome)));
  const stale = explained
    .filter(({ where }) => chooses(where))
    .flatMap((each) => {
      const fitting = outcomes.filter((outcome) => fits(each, outcome));
      if (fitting.some(({ isCaught }) => !isCaught)) return [];
      return `  equivalent.ts: ${fitting.length === 0 ? "fits no mutant" : "is caught"}  →  ${toText(each)}`;
    });
  const counts = [
    `${outcomes.length} mutants`,
    `${outcomes.length - survived.length} caught`,
    `${survived.length - unexplained.length} equivalent`,
    `${unexplained.length} survived`,
    `${stale.length} explanations out of date`,
  ];
  return {
    lines: [counts.join(", "), ...unexplained.map((outcome) => `  →  ${toText(outcome)}`), ...stale],
    isClean: unexplained.length === 0 && stale.length === 0,
  };
}

/** A mutant in one line: where, what it was and what it became. */
function toText({ where, line, was, is }: Omit<Outcome, "isCaught">): string {
  return `${where}${line === undefined ? "" : `:${line}`}  ${was}${is === undefined ? "" : `  →  ${is}`}`;
}

/**
 * Takes each outcome as it comes, and gives the lines to print at once: a survivor, and after every 25 how far
 * the run is.
 */
export function createProgress(total: number): (outcome: Outcome) => readonly string[] {
  let done = 0;
  let survived = 0;
  return (outcome) => {
    done += 1;
    if (!outcome.isCaught) survived += 1;
    return [
      ...(outcome.isCaught ? [] : [`survived  ${toText(outcome)}`]),
      ...(done % 25 === 0 ? [`${done}/${total}, ${survived} survived`] : []),
    ];
  };
}

function fits(each: Equivalent, { where, was, is }: Outcome): boolean {
  return each.where === where && each.was === was && each.is === is;
}
