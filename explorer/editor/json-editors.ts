import { foldGutter, foldKeymap } from "@codemirror/language";
import { json, jsonParseLinter } from "@codemirror/lang-json";
import { linter } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import type { LanguageChoice } from "../language.ts";
import { prettifyVariables } from "../operation.ts";
import { editing } from "./basics.ts";
import { mountEditor } from "./mount.ts";

/** The editor of variables. */
export interface VariablesEditor {
  createState(text: string): EditorState;
  state(): EditorState;
  show(state: EditorState): void;
  /** Does nothing when the text is not a JSON object: the linter marks the place. */
  prettify(): void;
}

/** Mounts the editor of variables; `onRun` is called by Ctrl or Cmd with Enter. */
export function createVariablesEditor(options: {
  readonly host: HTMLElement;
  readonly language: LanguageChoice;
  readonly onRun: () => void;
}): VariablesEditor {
  const parseLint = jsonParseLinter();
  const run = (): boolean => {
    options.onRun();
    return true;
  };
  const { view, createState, show } = mountEditor({
    host: options.host,
    language: options.language,
    label: "variablesLabel",
    extensions: [
      json(),
      linter((linted) => (linted.state.doc.toString().trim() === "" ? [] : parseLint(linted))),
      editing([{ key: "Mod-Enter", run }]),
    ],
  });
  return {
    createState,
    state: () => view.state,
    show,
    prettify() {
      const text = view.state.doc.toString();
      const pretty = text.trim() === "" ? undefined : prettifyVariables(text);
      if (pretty !== undefined && pretty !== text) {
        view.dispatch({ changes: { from: 0, to: text.length, insert: pretty } });
      }
    },
  };
}

/** Mounts the view of the answer, which can be read, selected and folded but not changed; gives what shows a text. */
export function createAnswerView(host: HTMLElement, language: LanguageChoice): (text: string) => void {
  const { createState, show } = mountEditor({
    host,
    language,
    label: "answerLabel",
    extensions: [
      json(),
      foldGutter(),
      keymap.of(foldKeymap),
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
    ],
  });
  return (text) => show(createState(text));
}
