import { isObject, listOf, numberOf, objectOf, textOf } from "../json.ts";
import type { Language } from "../texts/index.ts";

/** An example operation that the service offers. */
export interface OfferedExample {
  readonly name: string;
  /** Number of the item that it shows; undefined for one that answers a need across items. */
  readonly tieto: number | undefined;
  /** What it is for, in each language. */
  readonly title: Readonly<Record<Language, string>>;
  readonly query: string;
  /** Values that its variables may be given. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly runs: readonly ExampleRun[];
}

/** Who can run it, of the local system's personas. */
export interface ExampleRun {
  readonly persona: string;
  /** A professional's or an analyst's role, or `huoltaja`; undefined when the persona asks of themself. */
  readonly rooli: string | undefined;
  readonly huoltaja: string | undefined;
}

/** The lines of an example's text that say what the page shows beside it. */
const shownComments = /^# (?:fi|sv|en|personat): .*\n/gm;

/** Fetches `GET /esimerkit.json`: the examples, needs first, then by item; undefined when they can't be had. */
export async function fetchExamples(): Promise<readonly OfferedExample[] | undefined> {
  try {
    const response = await fetch("/esimerkit.json", { credentials: "omit" });
    if (!response.ok) return undefined;
    return listOf(objectOf(await response.json())["esimerkit"])
      .filter(isObject)
      .map(toExample);
  } catch {
    return undefined; // The page's own text says what to do.
  }
}

function toExample(value: Readonly<Record<string, unknown>>): OfferedExample {
  const textAt = (key: string): string => textOf(value[key]) ?? "";
  return {
    name: textAt("name"),
    tieto: numberOf(value["tieto"]),
    title: { fi: textAt("fi"), sv: textAt("sv"), en: textAt("en") },
    query: textAt("text").replaceAll(shownComments, ""),
    variables: objectOf(value["variables"]),
    runs: listOf(value["runs"]).filter(isObject).map(toRun),
  };
}

function toRun(value: Readonly<Record<string, unknown>>): ExampleRun {
  return {
    persona: textOf(value["persona"]) ?? "",
    rooli: textOf(value["rooli"]),
    huoltaja: textOf(value["huoltaja"]),
  };
}
