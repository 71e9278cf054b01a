import { indentRange } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { closeHoverTooltips, hasHoverTooltips, hoverTooltip } from "@codemirror/view";
import type { EditorView, Tooltip } from "@codemirror/view";
import { getSchema, graphql, updateSchema } from "cm6-graphql";
import type { GraphQLSchema } from "graphql";
import { pickDescription } from "../description.ts";
import { element } from "../dom.ts";
import { itemOf } from "../item.ts";
import type { LanguageChoice } from "../language.ts";
import { hasComments, prettifyQuery } from "../operation.ts";
import { editing } from "./basics.ts";
import { fieldAt } from "./field-at.ts";
import { mountEditor } from "./mount.ts";

/** What the query editor is given. */
export interface QueryEditorOptions {
  readonly host: HTMLElement;
  readonly language: LanguageChoice;
  readonly onRun: () => void;
  /** A field (or none) of a type was asked to be shown in the schema panel. */
  readonly onShowInSchema: (type: string, field: string | undefined) => void;
}

/** The query editor. States carry text, cursor and undo history of one tab. */
export interface QueryEditor {
  createState(text: string): EditorState;
  state(): EditorState;
  show(state: EditorState): void;
  setSchema(schema: GraphQLSchema): void;
  /** False when the text does not parse. */
  prettify(): boolean;
  focus(): void;
}

/** Mounts the editor: completion, lint and hover by the schema once it is known. */
export function createQueryEditor(options: QueryEditorOptions): QueryEditor {
  const { host, language, onRun, onShowInSchema } = options;
  let schema: GraphQLSchema | undefined;
  const keys = [
    { key: "Mod-Enter", run: () => done(onRun) },
    { key: "Alt-Enter", run: (view: EditorView) => showInSchema(view, onShowInSchema) },
    { key: "Escape", run: closeHover },
  ];
  const { view, createState, show } = mountEditor({
    host,
    language,
    label: "editorLabel",
    extensions: [
      graphql(undefined, {
        onShowInDocs: (field, _, parent) => parent !== undefined && onShowInSchema(parent, field),
        onCompletionInfoRender: (item) => toDescription(item.documentation, language),
      }),
      hoverTooltip((hovered, offset) => toHover(hovered, offset, language)),
      editing(keys),
    ],
  });
  return {
    createState,
    state: () => view.state,
    show(state) {
      show(state);
      if (schema !== undefined) updateSchema(view, schema);
    },
    setSchema(next) {
      schema = next;
      updateSchema(view, next);
    },
    prettify: () => prettify(view),
    focus: () => view.focus(),
  };
}

function closeHover(view: EditorView): boolean {
  if (!hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: closeHoverTooltips });
  return true;
}

function done(action: () => void): boolean {
  action();
  return true;
}

function showInSchema(view: EditorView, onShow: QueryEditorOptions["onShowInSchema"]): boolean {
  const schema = getSchema(view.state);
  const { state } = view;
  const at = schema && fieldAt(schema, state.doc.toString(), state.selection.main.head);
  if (at === undefined) return false;
  onShow(at.parent, at.field.name);
  return true;
}

function toHover(view: EditorView, offset: number, language: LanguageChoice): Tooltip | null {
  const schema = getSchema(view.state);
  const at = schema && fieldAt(schema, view.state.doc.toString(), offset);
  if (at === undefined) return null;
  const { field, parent, from, to } = at;
  const item = itemOf(field);
  return {
    pos: from,
    end: to,
    create: () => ({
      dom: element("div", { class: "cm-hover" }, [
        element("code", {}, [`${parent}.${field.name}: ${String(field.type)}`]),
        item === undefined
          ? undefined
          : element("span", { class: "cm-badge" }, [` · ${language.text("schemaItem", { id: item })}`]),
        toDescription(field.description, language) ?? undefined,
      ]),
    }),
  };
}

function toDescription(description: string | null | undefined, language: LanguageChoice): HTMLElement | null {
  const described = pickDescription(description, language.current());
  return described === undefined ? null : element("p", { lang: described.language }, [described.text]);
}

/** Printing would lose comments: text that has them keeps its lines and is only indented. */
function prettify(view: EditorView): boolean {
  const { state } = view;
  const text = state.doc.toString();
  if (hasComments(text)) {
    view.dispatch({ changes: indentRange(state, 0, text.length) });
    return true;
  }
  const pretty = prettifyQuery(text);
  if (pretty === undefined) return false;
  if (pretty !== text) view.dispatch({ changes: { from: 0, to: text.length, insert: pretty } });
  return true;
}
