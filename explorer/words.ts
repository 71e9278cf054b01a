/** A text in one form for searching: letter case and the dots of ä and ö don't count. */
export function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** The words of a search, in that form; separated by spaces. */
export function wordsOf(search: string): readonly string[] {
  return plain(search).split(/\s+/).filter(Boolean);
}

/** True when every word of a search is somewhere in the texts; a search without words finds everything. */
export function hasWords(search: string, texts: readonly (string | undefined)[]): boolean {
  const text = plain(texts.join(" "));
  return wordsOf(search).every((word) => text.includes(word));
}
