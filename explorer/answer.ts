import { isObject, listOf, numberOf, objectOf, textOf } from "./json.ts";

/** A row of `extensions.lahteet`: one source that was asked. Times in milliseconds. */
export interface SourceRow {
  readonly lahde: string;
  /** Region of the node, where the source has one for each region. */
  readonly solmu: string | undefined;
  /** `OK` or an error code. */
  readonly tila: string;
  /** From the request's start. */
  readonly alkoiMs: number;
  readonly kestoMs: number;
  /** RFC 3339. */
  readonly haettu: string | undefined;
  readonly kutsut: number;
}

/** One error as the service told it; what it left out is undefined. */
export interface AnswerError {
  readonly message: string;
  readonly path: string | undefined;
  readonly place: { readonly line: number; readonly column: number } | undefined;
  readonly code: string | undefined;
  readonly neuvo: string | undefined;
  readonly pyynto: string | undefined;
  readonly lahde: string | undefined;
  readonly tieto: string | undefined;
  readonly saanto: string | undefined;
  readonly retryable: boolean | undefined;
}

/** What came back from `POST /graphql`. */
export interface Answer {
  readonly status: number;
  /** From sending to the last byte, as the page saw it. */
  readonly elapsedMs: number;
  /** The answer as text: indented when it is JSON, else as it came. */
  readonly text: string;
  /** False when what came is not a JSON object. */
  readonly isJson: boolean;
  /** True when some of the data is there although there are errors. */
  readonly isPartial: boolean;
  /** What is below `data`, as it came. */
  readonly data: unknown;
  readonly errors: readonly AnswerError[];
  readonly sources: readonly SourceRow[];
}

/**
 * Reads an answer. Never throws: an unknown shape gives empty lists and the text as it came, so
 * that the page can show whatever a service or a proxy answers.
 */
export function readAnswer(status: number, elapsedMs: number, text: string): Answer {
  const value = parseJson(text);
  if (!isObject(value)) {
    return { status, elapsedMs, text, isJson: false, isPartial: false, data: undefined, errors: [], sources: [] };
  }
  const errors = listOf(value["errors"]).map(toError);
  return {
    status,
    elapsedMs,
    text: JSON.stringify(value, undefined, 2),
    isJson: true,
    isPartial: errors.length > 0 && hasSomeData(value["data"]),
    data: value["data"],
    errors,
    sources: listOf(objectOf(value["extensions"])["lahteet"]).map(toSourceRow),
  };
}

function toError(value: unknown): AnswerError {
  const error = objectOf(value);
  const extensions = objectOf(error["extensions"]);
  const location = objectOf(listOf(error["locations"])[0]);
  const line = numberOf(location["line"]);
  return {
    message: textOf(error["message"]) ?? "",
    path: Array.isArray(error["path"]) ? error["path"].map(String).join(".") : undefined,
    place: line === undefined ? undefined : { line, column: numberOf(location["column"]) ?? 1 },
    code: textOf(extensions["code"]),
    neuvo: textOf(extensions["neuvo"]),
    pyynto: textOf(extensions["pyynto"]),
    lahde: textOf(extensions["lahde"]),
    tieto: textOf(extensions["tieto"]),
    saanto: textOf(extensions["saanto"]),
    retryable: typeof extensions["retryable"] === "boolean" ? extensions["retryable"] : undefined,
  };
}

function toSourceRow(value: unknown): SourceRow {
  const row = objectOf(value);
  return {
    lahde: textOf(row["lahde"]) ?? "?",
    solmu: textOf(row["solmu"]),
    tila: textOf(row["tila"]) ?? "?",
    alkoiMs: numberOf(row["alkoiMs"]) ?? 0,
    kestoMs: numberOf(row["kestoMs"]) ?? 0,
    haettu: textOf(row["haettu"]),
    kutsut: numberOf(row["kutsut"]) ?? 0,
  };
}

/** True when anything but null is left: `{"mina": null}` has nothing that could be complete. */
function hasSomeData(data: unknown): boolean {
  return Object.values(objectOf(data)).some((value) => value !== null);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Shown as it came; the page says that it is not JSON.
  }
}
