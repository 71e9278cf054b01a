/** A word of a search as the region's table of names has it. */
export interface Hakusana {
  /** Letters a-z. */
  readonly osa: string;
  /** What misspelt forms of it share; empty for a word too short to be guessed. */
  readonly runko: string;
}

const maxWords = 6;
/** Below this many letters a word is taken as it is written: too many names would be alike. */
const leastForSkeleton = 5;
/** Letters that NFD does not take apart. */
const letters: Readonly<Record<string, string>> = { ø: "o", æ: "ae", ß: "ss", ð: "d", þ: "th", đ: "d", ł: "l" };
/** Letters that stand for one another in misspelt names. */
const alike: Readonly<Record<string, string>> = { w: "v", c: "k", q: "k", g: "k", z: "s", d: "t", b: "p", x: "ks" };

/** Words of a name, each once, ordered; undefined when there are none, or more than six. */
export function toHakusanat(nimi: string): readonly Hakusana[] | undefined {
  const plain = nimi
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .replaceAll(/[øæßðþđł]/g, (letter) => letters[letter] ?? letter);
  const words = [...new Set(plain.match(/[a-z]+/g) ?? [])].toSorted();
  if (words.length === 0 || words.length > maxWords) return undefined;
  return words.map((osa) => ({ osa, runko: toRunko(osa) }));
}

/** First letter and the other consonants, those that sound alike as one, doubled ones once. */
function toRunko(osa: string): string {
  if (osa.length < leastForSkeleton) return "";
  const heard = osa.replaceAll(/[wcqgzdbx]/g, (letter) => alike[letter] ?? letter);
  const consonants = heard.slice(1).replaceAll(/[aeiouy]/g, "");
  return `${heard.slice(0, 1)}${consonants}`.replaceAll(/(.)\1+/g, "$1");
}
