import type { Outcome } from "../client/graph.ts";
import { byId } from "../dom.ts";
import { createAnswerView } from "../editor/json-editors.ts";
import type { LanguageChoice } from "../language.ts";
import type { TextKey } from "../texts/index.ts";
import { showErrors } from "./errors.ts";
import { showSources } from "./sources.ts";

/** What the answer panel can show: nothing yet, a query under way, how one ended, or a sentence of the page's own. */
export type AnswerView =
  | { readonly kind: "empty" }
  | { readonly kind: "running" }
  | { readonly kind: "variablesInvalid" }
  | Outcome;

/** The answer panel: summary, errors, JSON and sources. */
export interface AnswerPanel {
  show(view: AnswerView): void;
}

/** Makes the panel over the elements of index.html; it draws itself again in each language. */
export function createAnswerPanel(language: LanguageChoice, isMock: () => boolean): AnswerPanel {
  const summary = byId("answer-summary", HTMLElement);
  const errors = byId("errors", HTMLElement);
  const sources = byId("sources", HTMLElement);
  const showText = createAnswerView(byId("answer-view", HTMLElement), language);
  let current: AnswerView = { kind: "empty" };
  const draw = (): void => {
    const answer = current.kind === "answer" ? current.answer : undefined;
    // A screen reader would read an unchanged summary again.
    const text = toSummary(current, language);
    if (summary.textContent !== text) summary.textContent = text;
    summary.dataset["kind"] =
      answer !== undefined && (!answer.isJson || answer.errors.length > 0) ? "bad" : current.kind;
    showErrors(errors, answer, language);
    showSources(sources, { rows: answer?.sources ?? [], isMock: isMock() }, language);
  };
  language.follow(draw);
  return {
    show(view) {
      current = view;
      showText(view.kind === "answer" ? view.answer.text : "");
      draw();
    },
  };
}

const sentences: Readonly<Record<Exclude<AnswerView["kind"], "answer">, TextKey>> = {
  empty: "answerEmpty",
  running: "answerRunning",
  cancelled: "answerCancelled",
  unreachable: "answerUnreachable",
  variablesInvalid: "variablesInvalid",
};

function toSummary(view: AnswerView, language: LanguageChoice): string {
  if (view.kind !== "answer") return language.text(sentences[view.kind], { example: '{"hetu": "010190-900P"}' });
  const { status, elapsedMs, sources, errors } = view.answer;
  return language.text("answerSummary", { status, time: elapsedMs, sources: sources.length, errors: errors.length });
}
