import { Kind, visit } from "graphql";
import type { SelectionSetNode } from "graphql";
import { directivesOf, fieldSetOf, typesWithFields } from "./document.ts";
import { problemAt } from "./rule.ts";
import type { Rule } from "./rule.ts";

/**
 * No field arguments inside `@requires` or `@provides`: the planner of @apollo/gateway gives silently
 * wrong data when the client asks the same field with other arguments (measured with 2.14.4).
 */
export const noArgumentsInFieldSets: Rule = (document) =>
  typesWithFields(document).flatMap((type) =>
    (type.fields ?? []).flatMap((field) =>
      ["requires", "provides"].flatMap((name) =>
        directivesOf(field, name).flatMap((directive) => {
          const argued = fieldWithArguments(fieldSetOf(directive));
          if (argued === undefined) return [];
          const what = `${type.name.value}.${field.name.value} gives ${argued} arguments inside @${name}`;
          return [
            problemAt(directive, what, "name the field without arguments, and choose by its value in the resolver"),
          ];
        }),
      ),
    ),
  );

function fieldWithArguments(fieldSet: SelectionSetNode | undefined): string | undefined {
  if (fieldSet === undefined) return undefined;
  const argued: string[] = [];
  visit(fieldSet, {
    [Kind.FIELD](field) {
      if ((field.arguments ?? []).length > 0) argued.push(field.name.value);
    },
  });
  return argued[0];
}
