import type { DocumentNode, FieldDefinitionNode } from "graphql";
import { isSisaankaynti, sisaankaynnit } from "../../gateway/catalogue/index.ts";
import { argumentOf, directivesOf, fieldsOf, isMarked, isReferenceType, namedType } from "./document.ts";
import { problemAt } from "./rule.ts";
import type { Problem, Rule } from "./rule.ts";

/**
 * Every root field says who may use it by `@sisaankaynti`, or is public: itself or its type is
 * `@viitetieto`. What is public never leads to `Asiakas`.
 */
export const entryOnRootFields: Rule = (document, { yhteiset }) =>
  ["Query", "Mutation", "Subscription"].flatMap((root) =>
    fieldsOf(document, root).flatMap((field) => {
      const coordinate = `${root}.${field.name.value}`;
      if (isMarked(field, "sisaankaynti")) return checkLetters(coordinate, field);
      const typeName = namedType(field.type);
      const isPublic = isMarked(field, "viitetieto") || isReferenceType(typeName, [document, yhteiset]);
      if (!isPublic) return [problemAt(field.name, `${coordinate} does not say who may use it`, howToSay)];
      if (!isAsiakasReached(typeName, document, new Set())) return [];
      const what = `${coordinate} is public (@viitetieto) but leads to Asiakas`;
      return [problemAt(field.name, what, "use @sisaankaynti instead of @viitetieto")];
    }),
  );

const howToSay =
  'add @sisaankaynti(sallittu: ["S"]) with the letters that may enter, or mark the field or its type @viitetieto';

function checkLetters(coordinate: string, field: FieldDefinitionNode): readonly Problem[] {
  return directivesOf(field, "sisaankaynti").flatMap((mark) => {
    const allowed = argumentOf(mark, "sallittu");
    if (Array.isArray(allowed) && allowed.length > 0 && allowed.every(isSisaankaynti)) return [];
    const what = `${coordinate} has @sisaankaynti with no letters, or unknown ones`;
    return [problemAt(mark, what, `choose from ${sisaankaynnit.join(" ")}`)];
  });
}

function isAsiakasReached(typeName: string, document: DocumentNode, seen: Set<string>): boolean {
  if (typeName === "Asiakas") return true;
  if (seen.has(typeName)) return false;
  seen.add(typeName);
  return fieldsOf(document, typeName).some((field) => isAsiakasReached(namedType(field.type), document, seen));
}
