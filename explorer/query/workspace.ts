import type { GraphQLSchema } from "graphql";
import { toCurl } from "../curl.ts";
import { byId } from "../dom.ts";
import { createVariablesEditor } from "../editor/json-editors.ts";
import { createQueryEditor } from "../editor/query-editor.ts";
import type { QueryEditorOptions } from "../editor/query-editor.ts";
import type { LanguageChoice } from "../language.ts";
import { readOperation } from "../operation.ts";
import type { Answer } from "../answer.ts";
import type { Case, Operation } from "../operation.ts";
import type { AnswerPanel } from "../panels/answer.ts";
import { createCurlDialog } from "../panels/curl-dialog.ts";
import type { SessionKeeper } from "../session.ts";
import { createOpenTabs } from "./open-tabs.ts";
import type { OpenedQuery } from "./open-tabs.ts";
import { createRunner } from "./runner.ts";

/** What the query area works with. */
export interface WorkspaceOptions {
  readonly language: LanguageChoice;
  readonly session: SessionKeeper;
  /** What the reader has given for purpose and ground. */
  readonly readCase: () => Case | undefined;
  readonly answerPanel: AnswerPanel;
  readonly onShowInSchema: QueryEditorOptions["onShowInSchema"];
  /** Called when a query is sent, so that its answer can be brought into view. */
  readonly onRun: () => void;
  readonly isLocal: () => boolean;
  /** Called with each answer that came. */
  readonly onAnswer: (answer: Answer) => void;
}

/** The query area: tabs, editors and their buttons. */
export interface Workspace {
  setSchema(schema: GraphQLSchema): void;
  /** Runs the query of the open tab. */
  run(): void;
  /** Opens a query in a tab of its own. */
  open(opened: OpenedQuery): void;
}

/** Makes the query area over the elements of index.html. */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { language, session, answerPanel } = options;
  const run = (): void => {
    options.onRun();
    const operation = readEditors();
    if (operation !== undefined) void runner.run(operation, tabs.activeId());
  };
  const queryEditor = createQueryEditor({
    host: byId("query-editor", HTMLElement),
    language,
    onRun: run,
    onShowInSchema: options.onShowInSchema,
  });
  const variablesEditor = createVariablesEditor({ host: byId("variables-editor", HTMLElement), language, onRun: run });
  const tabs = createOpenTabs({ language, queryEditor, variablesEditor, answerPanel });
  const readEditors = (): Operation | undefined => {
    const { doc, selection } = queryEditor.state();
    const operation = readOperation(doc.toString(), variablesEditor.state().doc.toString(), selection.main.head);
    if (operation === undefined) {
      tabs.setView(tabs.activeId(), { kind: "variablesInvalid" });
      return undefined;
    }
    const extensions = options.readCase();
    return extensions === undefined ? operation : { ...operation, extensions };
  };
  const runner = createRunner({
    headers: () => ({ ...session.headers(), "accept-language": language.current() }),
    onView(tabId, view) {
      tabs.setView(tabId, view);
      if (view.kind === "answer") options.onAnswer(view.answer);
    },
    onRunning(isRunning) {
      byId("cancel", HTMLButtonElement).disabled = !isRunning;
    },
  });
  byId("run", HTMLButtonElement).addEventListener("click", run);
  byId("cancel", HTMLButtonElement).addEventListener("click", () => {
    runner.cancel();
    byId("run", HTMLButtonElement).focus(); // The button that had the focus is about to be disabled.
  });
  byId("prettify", HTMLButtonElement).addEventListener("click", () => {
    const isDone = queryEditor.prettify();
    byId("query-status", HTMLElement).textContent = isDone ? "" : language.text("prettifyFailed");
    variablesEditor.prettify();
  });
  wireCurl(options, readEditors);
  return { setSchema: (schema) => queryEditor.setSchema(schema), run, open: (opened) => tabs.open(opened) };
}

function wireCurl({ language, session, isLocal }: WorkspaceOptions, readEditors: () => Operation | undefined): void {
  const showCurl = createCurlDialog(language);
  byId("copy-curl", HTMLButtonElement).addEventListener("click", () => {
    const operation = readEditors();
    if (operation === undefined) return;
    const url = new URL("/graphql", location.href).href;
    const signedIn = session.current() !== undefined;
    showCurl(toCurl(operation, { url, language: language.current(), signedIn, maskHetut: !isLocal() }));
  });
}
