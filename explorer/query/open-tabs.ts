import type { EditorState } from "@codemirror/state";
import { byId } from "../dom.ts";
import type { VariablesEditor } from "../editor/json-editors.ts";
import type { QueryEditor } from "../editor/query-editor.ts";
import { examples } from "../examples.ts";
import type { LanguageChoice } from "../language.ts";
import type { AnswerPanel, AnswerView } from "../panels/answer.ts";
import { createTabList } from "../tab-list.ts";
import { activeTab, addTab, closeTab, createTabs, selectTab, setContent } from "../tabs.ts";
import type { Tabs } from "../tabs.ts";

/** Where the contents of a tab are shown. */
export interface OpenTabsOptions {
  readonly language: LanguageChoice;
  readonly queryEditor: QueryEditor;
  readonly variablesEditor: VariablesEditor;
  readonly answerPanel: AnswerPanel;
}

/** A query to open: what its tab is called and what is said above it, in the page's language at the time. */
export interface OpenedQuery {
  readonly name: string;
  readonly hint: () => string;
  readonly query: string;
  readonly variables: string;
}

/** The open queries. */
export interface OpenTabs {
  activeId(): number;
  /** Opens a query in a tab of its own and moves the focus to it. */
  open(opened: OpenedQuery): void;
  /** Keeps what a tab's answer panel shows; a tab closed meanwhile is passed over. */
  setView(id: number, view: AnswerView): void;
}

/** What one tab keeps, in this page's memory only. */
interface Content {
  /** Undefined for an empty tab that the reader opened: it is called by its number. */
  readonly name: (() => string) | undefined;
  readonly hint: (() => string) | undefined;
  readonly query: EditorState;
  readonly variables: EditorState;
  readonly view: AnswerView;
}

/** Opens a tab for each example and wires the buttons that add and close tabs. */
export function createOpenTabs(options: OpenTabsOptions): OpenTabs {
  const { language, queryEditor, variablesEditor, answerPanel } = options;
  let tabs = openExamples(options);
  let lastId = tabs.list.length;
  const drawTabs = createTabList({
    host: byId("query-tabs", HTMLElement),
    panelOf: () => "query-panel",
    onSelect: (id) => move((kept) => selectTab(kept, Number(id))),
    onClose: (id) => move((kept) => closeTab(kept, Number(id))),
  });
  const draw = (): void => {
    drawTabs(toViews(tabs, language));
    const { hint } = activeTab(tabs).content;
    byId("query-hint", HTMLElement).textContent = hint?.() ?? "";
    byId("query-panel", HTMLElement).setAttribute("aria-labelledby", `tab-${tabs.activeId}`);
    byId("tab-close", HTMLButtonElement).disabled = tabs.list.length === 1;
  };
  const show = (): void => {
    const { content } = activeTab(tabs);
    queryEditor.show(content.query);
    variablesEditor.show(content.variables);
    answerPanel.show(content.view);
    draw();
  };
  /** Keeps what the editors hold before another tab takes them. */
  const move = (change: (kept: Tabs<Content>) => Tabs<Content>): void => {
    const { id, content } = activeTab(tabs);
    tabs = change(setContent(tabs, id, { ...content, query: queryEditor.state(), variables: variablesEditor.state() }));
    show();
  };
  const add = (content: Content): void => {
    lastId += 1;
    move((kept) => addTab(kept, lastId, content));
    queryEditor.focus();
  };
  byId("tab-new", HTMLButtonElement).addEventListener("click", () => add(toContent("", "{}", options)));
  byId("tab-close", HTMLButtonElement).addEventListener("click", () => move((kept) => closeTab(kept, tabs.activeId)));
  show();
  language.follow(draw);
  return {
    activeId: () => tabs.activeId,
    open: ({ name, hint, query, variables }) =>
      add({ ...toContent(query, variables, options), name: () => name, hint }),
    setView(id, view) {
      const tab = tabs.list.find((each) => each.id === id);
      if (tab === undefined) return;
      tabs = setContent(tabs, id, { ...tab.content, view });
      if (id === tabs.activeId) answerPanel.show(view);
    },
  };
}

function openExamples(options: OpenTabsOptions): Tabs<Content> {
  const { language } = options;
  return createTabs(
    examples.map(({ name, hint, query, variables }) => ({
      ...toContent(query, variables, options),
      name: () => language.text(name),
      hint: () => language.text(hint),
    })),
  );
}

function toContent(query: string, variables: string, options: OpenTabsOptions): Content {
  return {
    name: undefined,
    hint: undefined,
    query: options.queryEditor.createState(query),
    variables: options.variablesEditor.createState(variables),
    view: { kind: "empty" },
  };
}

function toViews(
  tabs: Tabs<Content>,
  language: LanguageChoice,
): readonly { readonly id: string; readonly label: string; readonly isActive: boolean }[] {
  return tabs.list.map(({ id, content }) => ({
    id: String(id),
    label: content.name?.() ?? language.text("tabUntitled", { number: id }),
    isActive: id === tabs.activeId,
  }));
}
