import type { Answer, AnswerError } from "../answer.ts";
import { element } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";
import type { TextKey } from "../texts/index.ts";

/** Draws the errors of an answer into `host`, each with what to do; hides `host` when there is none. */
export function showErrors(host: HTMLElement, answer: Answer | undefined, language: LanguageChoice): void {
  const errors = answer === undefined ? [] : errorsOf(answer, language);
  host.hidden = errors.length === 0;
  host.replaceChildren(
    element("h3", {}, [language.text("errorsHeading", { count: errors.length })]),
    ...(answer?.isPartial === true ? [element("p", { class: "partial" }, [language.text("errorsPartial")])] : []),
    element(
      "ul",
      { class: "errors" },
      errors.map((error) => toItem(error, language)),
    ),
  );
}

/** The answer's errors; one of the page's own when what came is not JSON. */
function errorsOf(answer: Answer, language: LanguageChoice): readonly AnswerError[] {
  if (answer.isJson) return answer.errors;
  return [
    {
      message: language.text("errorNotJson"),
      neuvo: language.text("errorNotJsonAdvice"),
      code: undefined,
      path: undefined,
      place: undefined,
      pyynto: undefined,
      lahde: undefined,
      tieto: undefined,
      saanto: undefined,
      retryable: undefined,
    },
  ];
}

function toItem(error: AnswerError, language: LanguageChoice): HTMLLIElement {
  const place = error.place === undefined ? undefined : language.text("errorPlaceValue", error.place);
  const facts: readonly (readonly [TextKey, string | undefined])[] = [
    ["errorPath", error.path],
    ["errorPlace", place],
    ["errorSource", error.lahde],
    ["errorItem", error.tieto],
    ["errorRule", error.saanto],
    ["errorRequest", error.pyynto],
  ];
  return element("li", {}, [
    element("p", { class: "error-head" }, [
      element("code", { class: "code" }, [error.code ?? language.text("errorNoCode")]),
      error.retryable === undefined
        ? undefined
        : element("span", { class: "badge" }, [
            language.text(error.retryable ? "errorRetryable" : "errorNotRetryable"),
          ]),
    ]),
    element("p", { class: "error-message" }, [error.message]),
    error.neuvo === undefined
      ? undefined
      : element("p", {}, [element("strong", {}, [`${language.text("errorAdvice")}: `]), error.neuvo]),
    element(
      "dl",
      { class: "facts" },
      facts.flatMap(([key, value]) => toFact(language.text(key), value)),
    ),
  ]);
}

function toFact(name: string, value: string | undefined): readonly HTMLElement[] {
  return value === undefined ? [] : [element("div", {}, [element("dt", {}, [name]), element("dd", {}, [value])])];
}
