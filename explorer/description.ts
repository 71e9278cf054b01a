import type { Language } from "./texts/index.ts";

/** A text and the language it is in. */
export interface Described {
  readonly text: string;
  readonly language: "fi" | "en" | undefined;
}

/**
 * The part of a schema description for a reader. Our descriptions have a Finnish paragraph, an
 * empty line and an English one; Swedish readers get the English. A text of another shape is given
 * whole, with its language unknown.
 */
export function pickDescription(description: string | null | undefined, language: Language): Described | undefined {
  const text = description?.trim() ?? "";
  if (text === "") return undefined;
  const [finnish, english, ...rest] = text.split(/\n\s*\n/).map((paragraph) => paragraph.replaceAll(/\s*\n\s*/g, " "));
  if (finnish === undefined || english === undefined || rest.length > 0) return { text, language: undefined };
  return language === "fi" ? { text: finnish, language: "fi" } : { text: english, language: "en" };
}
