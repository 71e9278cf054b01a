import { Kind, parse } from "graphql";
import type { ConstDirectiveNode } from "graphql";
import { readArguments } from "./read-arguments.ts";
import { tietoSchema } from "./tieto.ts";
import type { Tieto } from "./tieto.ts";

/**
 * Reads every `@tietosisalto` of `schema/tiedot.graphql`, in the file's order.
 * @throws Error naming the item, the argument and what it must be; also when two items share a number.
 */
export function readTiedot(tiedotSdl: string): readonly Tieto[] {
  const directives = parse(tiedotSdl).definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_EXTENSION ? (definition.directives ?? []) : [],
  );
  const tiedot = directives.filter((directive) => directive.name.value === "tietosisalto").map(readTieto);
  const seen = new Set<number>();
  for (const { id } of tiedot) {
    if (seen.has(id)) throw new Error(`tiedot.graphql: tieto ${id} is declared twice`);
    seen.add(id);
  }
  return tiedot;
}

function readTieto(directive: ConstDirectiveNode): Tieto {
  const values = readArguments(directive);
  const parsed = tietoSchema.safeParse(values);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "arguments"}: ${issue.message}`);
    throw new Error(
      `tiedot.graphql: tieto ${String(values["id"])} at line ${lineOf(directive)}: ${problems.join("; ")}`,
    );
  }
  const { paasy, suostumuksella = [], id } = parsed.data;
  const stray = suostumuksella.find((kirjain) => !paasy.includes(kirjain));
  if (stray !== undefined)
    throw new Error(`tiedot.graphql: tieto ${id}: suostumuksella names ${stray}, which paasy does not`);
  return parsed.data;
}

function lineOf(directive: ConstDirectiveNode): number {
  return directive.loc?.startToken.line ?? 0;
}
