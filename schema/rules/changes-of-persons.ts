import { Kind } from "graphql";
import type { FieldDefinitionNode } from "graphql";
import { argumentOf, directivesOf, fieldsOf, isMarked, namedType } from "./document.ts";
import { problemAt } from "./rule.ts";
import type { Problem, Rule } from "./rule.ts";

/**
 * A mutation that is for who acts on another's behalf (P) says by `@muutos` whose data it changes, and which: the gate
 * judges it by that. It names the person by an argument that may be left out, `asiakas: ID`.
 */
export const changesOfPersons: Rule = (document) =>
  fieldsOf(document, "Mutation").flatMap((field): readonly Problem[] => {
    const coordinate = `Mutation.${field.name.value}`;
    const letters = lettersOf(field);
    if (!isMarked(field, "muutos")) {
      if (!letters.includes("P")) return [];
      const next = "add @muutos(kentat: [...]) with the fields of Asiakas that it changes, or leave P out";
      return [problemAt(field.name, `${coordinate} is for P, and does not say what it changes`, next)];
    }
    const argument = field.arguments?.find(({ name }) => name.value === "asiakas");
    const isRight =
      argument !== undefined && argument.type.kind === Kind.NAMED_TYPE && namedType(argument.type) === "ID";
    const problems = [
      isRight
        ? []
        : [problemAt(field.name, `${coordinate} does not take whose data it changes`, "add the argument asiakas: ID")],
      letters.some((letter) => letter !== "S" && letter !== "P")
        ? [
            problemAt(
              field.name,
              `${coordinate} changes a person's data for others than S and P`,
              "leave the other letters out",
            ),
          ]
        : [],
    ];
    return problems.flat();
  });

function lettersOf(field: FieldDefinitionNode): readonly unknown[] {
  return directivesOf(field, "sisaankaynti").flatMap((mark) => {
    const allowed = argumentOf(mark, "sallittu");
    return Array.isArray(allowed) ? (allowed as readonly unknown[]) : [];
  });
}
