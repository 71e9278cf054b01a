/**
 * Every text of the page, one file for each language. Finnish is the first to be written and the
 * language the page opens in; a missing text in another language is a type error.
 */
import { en } from "./en.ts";
import { fi } from "./fi.ts";
import type { TextKey } from "./fi.ts";
import { sv } from "./sv.ts";

export type { TextKey } from "./fi.ts";

/** The page's languages, in the order of the switch. */
export const languages = ["fi", "sv", "en"] as const;

/** A language of the page and of the service's messages. */
export type Language = (typeof languages)[number];

/** The texts by language. */
export const texts: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { fi, sv, en };

/** Values for the `{name}` places of a text. */
export type TextValues = Readonly<Record<string, string | number>>;

/** One text in a language, with its places filled; a place without a value stays as it is. */
export function toText(language: Language, key: TextKey, values: TextValues = {}): string {
  return texts[language][key].replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
