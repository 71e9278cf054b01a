import { toText } from "./texts/index.ts";
import type { Language, TextKey, TextValues } from "./texts/index.ts";

/** The page's language, and who wants to know when it changes. */
export interface LanguageChoice {
  current(): Language;
  /** A text in the current language. */
  text(key: TextKey, values?: TextValues): string;
  set(language: Language): void;
  /** Called at once and after each change, in the order of subscribing. */
  follow(follower: () => void): void;
}

/** A choice of language that lives as long as the page. */
export function createLanguageChoice(first: Language): LanguageChoice {
  let language = first;
  const followers: (() => void)[] = [];
  return {
    current: () => language,
    text: (key, values) => toText(language, key, values),
    set(next) {
      language = next;
      for (const follower of followers) follower();
    },
    follow(follower) {
      followers.push(follower);
      follower();
    },
  };
}
