import type { Reason } from "../errors.ts";

/** Most characters of one text that a caller gives. */
const maxTextLength = 1000;

/**
 * Why a text can't be used, whatever it is for: a NUL ends a text in PostgreSQL and in logs, half a
 * surrogate pair has no UTF-8, and no value of ours is long. Says nothing of its meaning.
 */
export function findTextFault(text: string): Reason | undefined {
  if (text.length > maxTextLength) return reasons.long;
  // Half a pair: as code points of its own, a whole pair is not matched.
  return text.includes("\0") || /\p{Surrogate}/u.test(text) ? reasons.characters : undefined;
}

const reasons = {
  long: {
    fi: `tekstissä on enintään ${maxTextLength} merkkiä`,
    sv: `en text har högst ${maxTextLength} tecken`,
    en: `a text has at most ${maxTextLength} characters`,
  },
  characters: {
    fi: "tekstissä on merkki, jota ei voi tallentaa",
    sv: "texten har ett tecken som inte kan lagras",
    en: "the text holds a character that can't be stored",
  },
} as const satisfies Record<string, Reason>;
