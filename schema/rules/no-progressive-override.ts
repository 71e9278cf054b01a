import { directivesOf, typesWithFields } from "./document.ts";
import { problemAt } from "./rule.ts";
import type { Rule } from "./rule.ts";

/**
 * No `label` on `@override`: @apollo/gateway never passes labels to its planner, so that the old
 * subgraph goes on answering without a word (measured with 2.14.4).
 */
export const noProgressiveOverride: Rule = (document) =>
  typesWithFields(document).flatMap((type) =>
    (type.fields ?? []).flatMap((field) =>
      directivesOf(field, "override")
        .filter((override) => override.arguments?.some((argument) => argument.name.value === "label"))
        .map((override) =>
          problemAt(
            override,
            `${type.name.value}.${field.name.value} has @override with a label`,
            "leave the label out: the field then moves at once",
          ),
        ),
    ),
  );
