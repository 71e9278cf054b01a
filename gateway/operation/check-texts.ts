import type { Reason } from "../errors.ts";

/**
 * Why a text can't be used, whatever it is for: a NUL ends a text in PostgreSQL and in logs, half a
 * surrogate pair has no UTF-8, and no value of ours is long. Says nothing of its meaning.
 */
export function findTextFault(text: string, maxLength: number): Reason | undefined {
  if (text.length > maxLength) {
    return {
      fi: `tekstissä on enintään ${maxLength} merkkiä`,
      sv: `en text har högst ${maxLength} tecken`,
      en: `a text has at most ${maxLength} characters`,
    };
  }
  return text.includes("\0") || halfPair.test(text) ? badCharacter : undefined;
}

/** Read by code points, a whole pair is none. */
const halfPair = /\p{Surrogate}/u;

/**
 * The same of every text in a value, names of members included, and of the length of every list.
 * Recurses: the depth of a body is bounded where it is read.
 */
export function findValueFault(
  value: unknown,
  limits: { readonly maxText: number; readonly maxList: number },
): Reason | undefined {
  if (typeof value === "string") return findTextFault(value, limits.maxText);
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) && value.length > limits.maxList) {
    const { maxList } = limits;
    return {
      fi: `luettelossa on enintään ${maxList} arvoa`,
      sv: `en lista har högst ${maxList} värden`,
      en: `a list has at most ${maxList} items`,
    };
  }
  for (const [name, inner] of Object.entries(value)) {
    const fault = findTextFault(name, limits.maxText) ?? findValueFault(inner, limits);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const badCharacter: Reason = {
  fi: "tekstissä on merkki, jota ei voi tallentaa",
  sv: "texten har ett tecken som inte kan lagras",
  en: "the text holds a character that can't be stored",
};
