import type { LanguageChoice } from "./language.ts";
import { fi } from "./texts/fi.ts";
import type { TextKey } from "./texts/index.ts";

/** What a new element may be given: attributes, `class`, and `onclick` and the like as functions. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

/** A new element. `true` sets an empty attribute, `false` and undefined set none; text children are never read as HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  children: readonly (Node | string | undefined)[] = [],
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key.replace(/^on/, ""), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** An element of the page's HTML. @throws Error when the HTML has no such element of this type. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`index.html has no ${type.name} with id ${id}`);
  return found;
}

/** Fills every `data-text` and `data-label` of the page, now and after each change of language. */
export function followTexts(language: LanguageChoice): void {
  language.follow(() => {
    document.documentElement.lang = language.current();
    document.title = language.text("pageTitle");
    for (const node of document.querySelectorAll<HTMLElement>("[data-text]")) {
      node.textContent = language.text(keyOf(node.dataset["text"]));
    }
    for (const node of document.querySelectorAll<HTMLElement>("[data-label]")) {
      node.setAttribute("aria-label", language.text(keyOf(node.dataset["label"])));
    }
  });
}

function keyOf(name: string | undefined): TextKey {
  if (name !== undefined && isTextKey(name)) return name;
  throw new Error(`index.html asks for a text that does not exist: ${name}`);
}

function isTextKey(name: string): name is TextKey {
  return Object.hasOwn(fi, name);
}
