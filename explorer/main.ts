import { createBrowsing } from "./browsing.ts";
import { fetchSchema } from "./client/schema.ts";
import { fetchProviders } from "./client/sign-in.ts";
import { byId, followTexts } from "./dom.ts";
import { createLanguageChoice } from "./language.ts";
import type { LanguageChoice } from "./language.ts";
import { createAnswerPanel } from "./panels/answer.ts";
import { createCaseFields } from "./panels/case.ts";
import { createFaultsPanel } from "./panels/faults.ts";
import { createSchemaPanel } from "./panels/schema.ts";
import { createSessionStatus, createSignIn, createTokenSignIn } from "./panels/sign-in.ts";
import { createResultTabs } from "./result-tabs.ts";
import { createSessionKeeper } from "./session.ts";
import { languages } from "./texts/index.ts";
import { createWorkspace } from "./query/workspace.ts";
import type { Workspace } from "./query/workspace.ts";

await start();

/** Wires the page: what is made here lives as long as the page, and nothing of it outlives it. */
async function start(): Promise<void> {
  const language = createLanguageChoice("fi");
  const session = createSessionKeeper();
  let isLocal = false;
  followTexts(language);
  wireLanguageSwitch(language);
  const sessionStatus = createSessionStatus(language, session);
  createTokenSignIn(session);

  const resultTabs = createResultTabs(language);
  const answerPanel = createAnswerPanel(language, () => isLocal);
  const schemaPanel = createSchemaPanel(language, {
    onRetry: () => void loadSchema(),
    onItem: (tieto) => void browsing.openItem(tieto),
  });
  const readCase = createCaseFields(language, session);
  const workspace = createWorkspace({
    language,
    session,
    readCase,
    answerPanel,
    isLocal: () => isLocal,
    onAnswer: (answer) => browsing.note(answer),
    onRun() {
      resultTabs.select("answer");
      // In one column the answer is below the query.
      byId("answer-summary", HTMLElement).scrollIntoView({ block: "nearest" });
    },
    onShowInSchema(type, field) {
      resultTabs.select("schema");
      schemaPanel.open(type, field);
    },
  });
  const browsing = createBrowsing({
    language,
    session,
    resultTabs,
    readCase,
    onOpen: (opened) => workspace.open(opened),
  });
  wireRunKeys(workspace);

  let hasSchema = false;
  const loadSchema = async (): Promise<void> => {
    schemaPanel.setSchema(undefined);
    const result = await fetchSchema(session.headers());
    schemaPanel.setSchema(result);
    hasSchema = result.kind === "schema";
    if (result.kind === "schema") workspace.setSchema(result.schema);
  };
  const [providers] = await Promise.all([fetchProviders(), loadSchema()]);
  // Where the schema is for those signed in only, it comes now.
  session.follow(() => {
    if (!hasSchema && session.current() !== undefined) void loadSchema();
  });

  createSignIn(providers, { language, session, status: sessionStatus });

  const faultsPanel = createFaultsPanel(language, (count) => resultTabs.setFaultCount(count));
  isLocal = await faultsPanel.refresh();
  if (!isLocal) return;
  byId("local-notice", HTMLElement).hidden = false;
  resultTabs.offerFaults();
  await browsing.setLocal();
}

function wireRunKeys(workspace: Workspace): void {
  document.addEventListener("keydown", (event) => {
    // An editor that has the focus has run it already.
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    workspace.run();
  });
}

function wireLanguageSwitch(language: LanguageChoice): void {
  for (const each of languages) {
    const button = byId(`language-${each}`, HTMLButtonElement);
    button.addEventListener("click", () => language.set(each));
    language.follow(() => button.setAttribute("aria-pressed", String(language.current() === each)));
  }
}
