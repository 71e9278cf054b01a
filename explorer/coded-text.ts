import type { LanguageChoice } from "./language.ts";
import { fi } from "./texts/fi.ts";
import type { TextKey } from "./texts/index.ts";

/** Families of texts for the values of the schema's enums: the key is the family's name and the value. */
export type CodedFamily = "group" | "level" | "record" | "basis" | "kind" | "age" | "state";

/** A value of an enum in the page's words; the value itself where the page has none for it. */
export function codedText(language: LanguageChoice, family: CodedFamily, value: string): string {
  const key = `${family}${value}`;
  return isTextKey(key) ? language.text(key) : value;
}

function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(fi, key);
}
