/** Codes of errors, and what a client is told of one: built from `error-table.ts` and from nothing else. */
import { errorTable } from "./error-table.ts";

export { errorTable } from "./error-table.ts";

/** Every code a client can meet; `docs/errors.md` lists the same. */
export type ErrorCode = keyof typeof errorTable;

/** Languages of messages. */
export type ErrorLanguage = "fi" | "sv" | "en";

/** A constant explanation of ours: in each language, or one text where it has no language. */
export type Reason = string | Readonly<Record<ErrorLanguage, string>>;

/** Values that may stand in a message: never a personal value, a URL or a text of a source. */
export interface ErrorParameters {
  readonly lahde?: string;
  readonly tieto?: number;
  readonly kentta?: string;
  readonly saanto?: string;
  readonly raja?: number;
  readonly syy?: Reason;
  /** What would allow a denied field, in place of the table's advice. */
  readonly neuvo?: Reason;
}

/** One error before it is told: the code, its parameters, and where in the answer it happened. */
export interface GraphError {
  readonly code: ErrorCode;
  readonly parameters: ErrorParameters;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  /** What was thrown, when the error is a bug of ours or of the planner: for the log, never told. */
  readonly cause?: unknown;
}

/** One error as a client sees it. */
export interface ErrorView {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly extensions: Readonly<Record<string, string | number | boolean>>;
}

/** True for a code of the table. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(errorTable, code);
}

/** Who tells errors, and how. */
export interface ErrorTeller {
  readonly language: ErrorLanguage;
  /** Correlation id by which operations find the rest in the log. */
  readonly pyynto: string;
  /** Names of sources for people, by their name in the graph. */
  readonly titles: Readonly<Record<string, string>>;
}

/** What a client is told of an error, in its language. */
export function toErrorView(error: GraphError, { language, pyynto, titles }: ErrorTeller): ErrorView {
  const { retryable, texts, fieldless } = errorTable[error.code];
  const { lahde, tieto, saanto, raja, syy, neuvo, kentta = lastName(error.path) } = error.parameters;
  const [message, advice] = (kentta === "" ? fieldless : texts)[language];
  const parameters = {
    lahde: lahde === undefined ? unknownSource[language] : titleOf(lahde, titles),
    tieto: tieto === undefined ? "" : ` (${itemWord[language]} ${tieto})`,
    kentta,
    saanto,
    raja,
    syy: syy === undefined ? syy : textOf(syy, language),
  };
  return {
    message: fill(message, parameters),
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    extensions: {
      code: error.code,
      neuvo: fill(neuvo === undefined ? advice : textOf(neuvo, language), parameters),
      pyynto,
      retryable,
      ...(lahde === undefined ? {} : { lahde }),
      ...(tieto === undefined ? {} : { tieto }),
      ...(saanto === undefined ? {} : { saanto }),
      ...(raja === undefined ? {} : { raja }),
    },
  };
}

const itemWord: Readonly<Record<ErrorLanguage, string>> = { fi: "tieto", sv: "uppgift", en: "item" };
const unknownSource: Readonly<Record<ErrorLanguage, string>> = { fi: "Lähde", sv: "Källan", en: "The source" };

function textOf(reason: Reason, language: ErrorLanguage): string {
  return typeof reason === "object" ? reason[language] : reason;
}

function titleOf(lahde: string, titles: ErrorTeller["titles"]): string {
  return Object.hasOwn(titles, lahde) ? (titles[lahde] ?? lahde) : lahde;
}

function lastName(path: GraphError["path"]): string {
  const names = path?.filter((step) => typeof step === "string") ?? [];
  return names.at(-1) ?? "";
}

function fill(text: string, parameters: Readonly<Record<string, string | number | undefined>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ""));
}
