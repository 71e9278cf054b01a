import type { FieldDefinitionNode } from "graphql";
import { argumentOf, directivesOf, fieldsOf, isMarked, typesWithFields } from "./document.ts";
import { problemAt } from "./rule.ts";
import type { Problem, Rule, RuleContext } from "./rule.ts";

/**
 * Every field of `Asiakas` but `id` carries `@tieto`, and every `@tieto` anywhere a declared number:
 * access and log go by the item. Fields below an item inherit it.
 */
export const itemOnAsiakasFields: Rule = (document, context) => [
  ...fieldsOf(document, "Asiakas").flatMap(checkMarked),
  ...typesWithFields(document).flatMap((type) =>
    (type.fields ?? []).flatMap((field) => checkNumber(`${type.name.value}.${field.name.value}`, field, context)),
  ),
];

function checkMarked(field: FieldDefinitionNode): readonly Problem[] {
  const { value: name } = field.name;
  // An external field is another subgraph's, and marked there.
  if (name === "id" || isMarked(field, "external") || isMarked(field, "tieto")) return [];
  const next = "add @tieto(id: N); the items are in schema/tiedot.graphql";
  return [problemAt(field.name, `Asiakas.${name} has no @tieto`, next)];
}

function checkNumber(coordinate: string, field: FieldDefinitionNode, { tiedot }: RuleContext): readonly Problem[] {
  return directivesOf(field, "tieto").flatMap((mark) => {
    const id = argumentOf(mark, "id");
    if (typeof id === "number" && tiedot.has(id)) return [];
    const what = `${coordinate} carries @tieto(id: ${String(id)}), which is not declared`;
    return [problemAt(mark, what, "use a number of schema/tiedot.graphql, or declare the item there")];
  });
}
