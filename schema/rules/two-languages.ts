import type { DocumentNode } from "graphql";
import { listDescribed } from "./described.ts";
import type { DescriptionForm } from "./described.ts";
import { problemAt } from "./rule.ts";
import type { Problem, Rule } from "./rule.ts";

/**
 * Everything of ours is described in Finnish, then in English. Types, fields of `Asiakas` and root
 * fields: a Finnish paragraph, an empty line, an English paragraph. The rest: the same, or one line
 * "Finnish sentence. English sentence." That each is in its language, is for the reader to judge.
 */
export const twoLanguages: Rule = (document, { subgraph }) => checkDescriptions(document, subgraph);

/** The same for a schema file that is no subgraph: nothing in it is another's to describe. */
export function checkDescriptions(document: DocumentNode, subgraph?: string): readonly Problem[] {
  return listDescribed(document, subgraph).flatMap(({ coordinate, name, description, form }) => {
    if (description === undefined) return [problemAt(name, `${coordinate} has no description`, howToWrite[form])];
    if (isTwofold(description.value, form)) return [];
    return [problemAt(name, `${coordinate} is not described in two languages`, howToWrite[form])];
  });
}

const howToWrite: Readonly<Record<DescriptionForm, string>> = {
  paragraphs: 'write a Finnish paragraph, an empty line and an English paragraph above it, between """',
  sentences: 'write "Finnish sentence. English sentence." above it',
};

function isTwofold(description: string, form: DescriptionForm): boolean {
  const paragraphs = description.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");
  if (paragraphs.length > 1) return true;
  const sentences = description.trim().split(/(?<=[.!?])\s+(?=\p{Lu})/u);
  return form === "sentences" && sentences.length > 1 && /[.!?]$/.test(description.trim());
}
