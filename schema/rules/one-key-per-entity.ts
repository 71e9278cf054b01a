import { Kind } from "graphql";
import type { ConstDirectiveNode } from "graphql";
import { directivesOf, fieldSetOf, typesWithFields } from "./document.ts";
import { problemAt } from "./rule.ts";
import type { Problem, Rule } from "./rule.ts";

/**
 * One `@key` of one field per entity and subgraph: with more, or with composite ones, the planner of
 * @apollo/gateway can choose a key that the subgraph can't resolve (measured with 2.14.4).
 */
export const oneKeyPerEntity: Rule = (document) => {
  const firstKeys = new Set<string>();
  return typesWithFields(document).flatMap((type) =>
    directivesOf(type, "key").flatMap((key) => {
      const isSecond = firstKeys.has(type.name.value);
      firstKeys.add(type.name.value);
      return checkKey(type.name.value, key, isSecond);
    }),
  );
};

function checkKey(typeName: string, key: ConstDirectiveNode, isSecond: boolean): readonly Problem[] {
  if (isSecond) return [problemAt(key, `${typeName} has a second @key`, "keep one @key per entity in this subgraph")];
  const fieldSet = fieldSetOf(key);
  if (fieldSet === undefined) return [];
  const [only, ...others] = fieldSet.selections;
  const isSingle = only?.kind === Kind.FIELD && only.selectionSet === undefined && others.length === 0;
  if (isSingle) return [];
  return [
    problemAt(key, `the @key of ${typeName} is not one plain field`, 'use one field, such as @key(fields: "id")'),
  ];
}
