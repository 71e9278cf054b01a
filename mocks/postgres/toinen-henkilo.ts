import type { Tunnetut } from "./seed-regions.ts";

/** An identity code or a temporary identifier, alone or in the text of an array. */
const tunnus = /\d{6}[-+A-Y]\d{3}[0-9A-Y]|\d{2}-\d{4}-\d{6}/g;

/** The text with each identifier replaced by that of another person whom the same region knows. */
export function toAnother(text: string, { hetut, tilapaiset }: Tunnetut): string {
  return text.replaceAll(tunnus, (found) => pickOther(found.length === 11 ? hetut : tilapaiset, found));
}

/** The same other person each time; the one asked when the region knows nobody else. */
function pickOther(known: readonly string[], asked: string): string {
  const start =
    Array.from(asked).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % Math.max(1, known.length);
  const [first = asked, second = asked] = [known[start], known[(start + 1) % Math.max(1, known.length)]];
  return first === asked ? second : first;
}
