import { GraphQLError, parse } from "graphql";
import type { DocumentNode } from "graphql";
import type { Finding } from "./finding.ts";
import { checkDescriptions, composedRules, rules } from "./rules/index.ts";
import type { Problem } from "./rules/index.ts";

/** A subgraph before composition: the folder's name and the text of its `schema.graphql`. */
export interface SubgraphText {
  readonly name: string;
  readonly schemaText: string;
}

/** What the rules know besides one subgraph. */
export interface LintContext {
  /** Numbers of the declared items. */
  readonly tiedot: ReadonlySet<number>;
  /** Text of `schema/yhteiset.graphql`. */
  readonly yhteiset: string;
}

/** Path of a subgraph's own schema from the root of the checkout. */
export function schemaFileOf(subgraph: string): string {
  return `subgraphs/${subgraph}/schema.graphql`;
}

/** Runs every schema rule over one subgraph's own text. What can't be parsed is the one finding. */
export function lintSubgraph({ name, schemaText }: SubgraphText, context: LintContext): readonly Finding[] {
  const file = schemaFileOf(name);
  return lintText(file, schemaText, (document) => {
    const ruleContext = { subgraph: name, tiedot: context.tiedot, yhteiset: parse(context.yhteiset) };
    return rules.flatMap((rule) => rule(document, ruleContext));
  });
}

/** Checks the descriptions of a schema file that is no subgraph, such as `schema/tiedot.graphql`. */
export function lintDescriptions(file: string, text: string): readonly Finding[] {
  return lintText(file, text, (document) => checkDescriptions(document));
}

/** Runs the rules that hold across subgraphs over the composed public schema. */
export function lintComposed(file: string, apiSdl: string, context: LintContext): readonly Finding[] {
  return lintText(file, apiSdl, (document) => {
    const ruleContext = { subgraph: "", tiedot: context.tiedot, yhteiset: parse(context.yhteiset) };
    return [...composedRules.flatMap((rule) => rule(document, ruleContext)), ...checkDescriptions(document)];
  });
}

function lintText(
  file: string,
  text: string,
  check: (document: DocumentNode) => readonly Problem[],
): readonly Finding[] {
  try {
    return check(parse(text)).map((problem) => ({ file, ...problem }));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [place] = error.locations ?? [];
    return [{ file, ...place, what: error.message, next: "mend the syntax there" }];
  }
}
