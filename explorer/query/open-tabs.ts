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
import type { TextKey } from "../texts/index.ts";

/** Where the contents of a tab are shown. */
export interface OpenTabsOptions {
  readonly language: LanguageChoice;
  readonly queryEditor: QueryEditor;
  readonly variablesEditor: VariablesEditor;
  readonly answerPanel: AnswerPanel;
}

/** The open queries. */
export interface OpenTabs {
  activeId(): number;
  /** Keeps what a tab's answer panel shows; a tab closed meanwhile is passed over. */
  setView(id: number, view: AnswerView): void;
}

/** What one tab keeps, in this page's memory only. */
interface Content {
  /** Undefined for a tab the reader opened: it is called by its number. */
  readonly name: TextKey | undefined;
  readonly hint: TextKey | undefined;
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
    byId("query-hint", HTMLElement).textContent = hint === undefined ? "" : language.text(hint);
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
  byId("tab-new", HTMLButtonElement).addEventListener("click", () => {
    lastId += 1;
    move((kept) => addTab(kept, lastId, toContent("", "{}", options)));
    queryEditor.focus();
  });
  byId("tab-close", HTMLButtonElement).addEventListener("click", () => move((kept) => closeTab(kept, tabs.activeId)));
  show();
  language.follow(draw);
  return {
    activeId: () => tabs.activeId,
    setView(id, view) {
      const tab = tabs.list.find((each) => each.id === id);
      if (tab === undefined) return;
      tabs = setContent(tabs, id, { ...tab.content, view });
      if (id === tabs.activeId) answerPanel.show(view);
    },
  };
}

function openExamples(options: OpenTabsOptions): Tabs<Content> {
  return createTabs(
    examples.map(({ name, hint, query, variables }) => ({ ...toContent(query, variables, options), name, hint })),
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
    label: content.name === undefined ? language.text("tabUntitled", { number: id }) : language.text(content.name),
    isActive: id === tabs.activeId,
  }));
}
