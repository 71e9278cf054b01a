import { readdirSync, readFileSync } from "node:fs";
import { isObject } from "../is-object.ts";

/** An example operation of `schema/operations`, with what its comments say. */
export interface Example {
  /** File's name without its ending: `26-laakekatto`, or `tarve-3-palvelunMaksaja`. */
  readonly name: string;
  /** Number of the item that it shows; undefined for one that answers a need across items. */
  readonly tieto: number | undefined;
  /** What it is for, a sentence in each language; the English one where there is no Swedish. */
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
  /** Without the line of variables: values never stand in a text that is sent. */
  readonly text: string;
  /** Values of its variables, of those that are no person's id or code. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Who can run it with data in the synthetic population. */
  readonly runs: readonly ExampleRun[];
}

/** About whom an example asks, and who asks: the persona as a customer, a professional's role, or a guardian. */
export interface ExampleRun {
  readonly persona: string;
  /** A professional's or an analyst's role, or `huoltaja`; undefined when the persona asks of themself. */
  readonly rooli?: string;
  /** Persona of the guardian, with the role `huoltaja` only. */
  readonly huoltaja?: string;
}

/**
 * Every example operation of a folder: those of needs first, then in the order of the items. Reads the comments and
 * not the operation, which a test holds against the schema. @throws Error that names the file whose comments are not so.
 */
export function readExamples(folder: URL): readonly Example[] {
  const rankOf = ({ tieto = 0 }: Example): number => tieto;
  return readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .map((file) => toExample(file.replace(".graphql", ""), readFileSync(new URL(file, folder), "utf8")))
    .toSorted((one, other) => rankOf(one) - rankOf(other) || one.name.localeCompare(other.name));
}

function toExample(name: string, text: string): Example {
  const said = /^# fi: (.+)\n(?:# sv: (.+)\n)?# en: (.+)\n# personat: (.+)\n(?:# muuttujat: (.+)\n)?/.exec(text);
  const [, tieto] = /^(?:(\d+)|tarve-\d)-/.exec(name) ?? [undefined, "none"];
  if (said === null || tieto === "none")
    throw new Error(
      `schema/operations/${name}.graphql must be called NUMBER-name or tarve-NUMBER-name and begin with the lines "# fi:", "# sv:" (may be left out), "# en:", "# personat:" and "# muuttujat:" (may be left out)`,
    );
  const [, fi = "", sv, en = "", runs = "", variables] = said;
  return {
    name,
    tieto: tieto === undefined ? undefined : Number(tieto),
    fi,
    sv: sv ?? en,
    en,
    text: text.replace(/^# muuttujat: .+\n/m, ""),
    variables: variables === undefined ? {} : parseVariables(variables),
    runs: runs.split(", ").map(toRun),
  };
}

/** @throws SyntaxError for a line that is no JSON. */
function parseVariables(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  return isObject(value) ? value : {};
}

function toRun(run: string): ExampleRun {
  const [persona = "", rooli, huoltaja] = run.split(" ");
  return {
    persona,
    ...(rooli === undefined ? {} : { rooli }),
    ...(huoltaja === undefined ? {} : { huoltaja }),
  };
}
