import { Compartment, EditorState } from "@codemirror/state";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { LanguageChoice } from "../language.ts";
import type { TextKey } from "../texts/index.ts";
import { editorTheme } from "./theme.ts";

/** Where an editor goes, what it is called and what it can do. */
export interface MountOptions {
  readonly host: HTMLElement;
  readonly language: LanguageChoice;
  readonly label: TextKey;
  readonly extensions: Extension;
}

/** An editor whose document can be swapped, undo history and all. */
export interface MountedEditor {
  readonly view: EditorView;
  /** A new document, not yet shown. */
  readonly createState: (text: string) => EditorState;
  readonly show: (state: EditorState) => void;
}

/**
 * Puts an editor into a shadow root of `host`. CodeMirror then uses constructed style sheets instead
 * of `<style>` elements, so that the page's policy needs no `unsafe-inline` and no nonce.
 */
export function mountEditor({ host, language, label, extensions }: MountOptions): MountedEditor {
  const words = new Compartment();
  const toWords = (): Extension => [
    EditorView.contentAttributes.of({ "aria-label": language.text(label), tabindex: "0" }),
    EditorState.phrases.of({ Completions: language.text("completionsLabel") }),
  ];
  const createState = (text: string): EditorState =>
    EditorState.create({ doc: text, extensions: [words.of(toWords()), editorTheme, extensions] });
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({ state: createState(""), parent: root, root });
  const refresh = (): void => view.dispatch({ effects: words.reconfigure(toWords()) });
  language.follow(refresh);
  return {
    view,
    createState,
    show(state) {
      view.setState(state);
      refresh();
    },
  };
}
