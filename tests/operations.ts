import { readFileSync, readdirSync } from "node:fs";

/** An example operation of `schema/operations`, with what its comments say. */
export interface ExampleOperation {
  /** File's name without its ending: `26-laakekatto`. */
  readonly name: string;
  /** Number of the item that it shows. */
  readonly tieto: number;
  /** Without the line of variables: values never stand in a text that is sent. */
  readonly text: string;
  /** Values of its variables, of those that are no person's id. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What it is for, in Finnish and English. */
  readonly fi: string;
  readonly en: string;
  /** Who can run it with data: a persona as a customer, or a professional's role who asks about the persona. */
  readonly runs: readonly { readonly persona: string; readonly rooli?: string }[];
}

const folder = new URL("../schema/operations/", import.meta.url);

/** Every example operation, in the order of the items. @throws Error that names the file whose comments are not so. */
export function readOperations(): readonly ExampleOperation[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .map((file) => toOperation(file.replace(".graphql", ""), readFileSync(new URL(file, folder), "utf8")))
    .toSorted((one, other) => one.tieto - other.tieto || one.name.localeCompare(other.name));
}

function toOperation(name: string, text: string): ExampleOperation {
  const said = /^# fi: (.+)\n# en: (.+)\n# personat: (.+)\n/.exec(text);
  const tieto = Number(/^\d+/.exec(name)?.[0]);
  if (said === null || !Number.isInteger(tieto))
    throw new Error(`schema/operations/${name}.graphql must begin with the lines "# fi:", "# en:" and "# personat:"`);
  const [, fi = "", en = "", runs = ""] = said;
  const line = /^# muuttujat: (.+)\n/m.exec(text);
  return {
    name,
    tieto,
    text: text.replace(line?.[0] ?? "", ""),
    variables: line?.[1] === undefined ? {} : Object(JSON.parse(line[1])),
    fi,
    en,
    runs: runs.split(", ").map((run) => {
      const [persona = "", rooli] = run.split(" ");
      return { persona, ...(rooli === undefined ? {} : { rooli }) };
    }),
  };
}
