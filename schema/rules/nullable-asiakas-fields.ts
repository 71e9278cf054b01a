import { Kind } from "graphql";
import { fieldsOf } from "./document.ts";
import { problemAt } from "./rule.ts";
import type { Rule } from "./rule.ts";

/**
 * Every field of `Asiakas` but `id` is nullable: a register that fails, or a denial, then costs its
 * own field and not the whole customer, and a null tells nothing by taking its parent along.
 */
export const nullableAsiakasFields: Rule = (document) =>
  fieldsOf(document, "Asiakas")
    .filter((field) => field.name.value !== "id" && field.type.kind === Kind.NON_NULL_TYPE)
    .map((field) =>
      problemAt(
        field.name,
        `Asiakas.${field.name.value} is non-null`,
        "drop the outermost !, so that a failing register costs only its own field",
      ),
    );
