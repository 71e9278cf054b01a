import { Kind } from "graphql";
import type { DocumentNode, FieldDefinitionNode } from "graphql";
import {
  argumentOf,
  directivesOf,
  fieldsOf,
  isMarked,
  isReferenceType,
  namedType,
  typesWithFields,
} from "./document.ts";
import { placeReasonOf } from "./place-words.ts";
import { problemAt } from "./rule.ts";
import type { Problem, Rule } from "./rule.ts";

/**
 * A field below `Asiakas` whose name or type may tell where the person is (region, organisation,
 * unit, place, free text) answers `paljastaaPaikan`, itself or on a field above it: under a
 * turvakielto (661/2009 36 §) all of them are withheld, the indirect ones too. An answer EI is for
 * its own field only. Fields of `Asiakas` reached through a relative are judged as its own.
 */
export const placeAnswered: Rule = (document, { yhteiset }) => {
  const problems: Problem[] = [];
  // The shared types hold no place, and are not asked about wherever they are used.
  const shared = typesWithFields(yhteiset).map((type) => type.name.value);
  checkType("Asiakas", { document, problems, seen: new Set(shared) });
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
};

interface Walk {
  readonly document: DocumentNode;
  readonly problems: Problem[];
  readonly seen: Set<string>;
}

/** Walks what is reached with no answer above it: a place that is told ends its branch. */
function checkType(typeName: string, walk: Walk): void {
  if (walk.seen.has(typeName)) return;
  walk.seen.add(typeName);
  for (const field of fieldsOf(walk.document, typeName)) {
    const answer = answerOf(field);
    if (isMarked(field, "external") || isPlaceTold(answer)) continue;
    const reason = answer === undefined ? reasonOf(field, walk.document) : undefined;
    if (reason !== undefined) walk.problems.push(toProblem(`${typeName}.${field.name.value}`, field, reason));
    else checkBelow(namedType(field.type), walk);
  }
  membersOf(typeName, walk.document).forEach((member) => checkType(member, walk));
}

function checkBelow(typeName: string, walk: Walk): void {
  // Public data answers for nobody: the field that leads to it is asked instead.
  if (!isReferenceType(typeName, [walk.document])) checkType(typeName, walk);
}

function answerOf(field: FieldDefinitionNode): unknown {
  return directivesOf(field, "tieto").map((mark) => argumentOf(mark, "paljastaaPaikan"))[0];
}

function isPlaceTold(answer: unknown): boolean {
  return answer === "SUORAAN" || answer === "VALILLISESTI";
}

function reasonOf(field: FieldDefinitionNode, document: DocumentNode): string | undefined {
  const typeName = namedType(field.type);
  const reason = placeReasonOf(field.name.value) ?? placeReasonOf(typeName);
  if (reason !== undefined || !isReferenceType(typeName, [document])) return reason;
  return fieldsOf(document, typeName)
    .map((below) => placeReasonOf(below.name.value) ?? placeReasonOf(namedType(below.type)))
    .find((below) => below !== undefined);
}

/** Types that an interface or union may turn out to be. */
function membersOf(typeName: string, document: DocumentNode): readonly string[] {
  const unions = document.definitions.flatMap((definition) =>
    definition.kind === Kind.UNION_TYPE_DEFINITION && definition.name.value === typeName
      ? (definition.types ?? [])
      : [],
  );
  const implementing = typesWithFields(document).filter((type) =>
    type.interfaces?.some((implemented) => implemented.name.value === typeName),
  );
  return [...unions.map((type) => type.name.value), ...implementing.map((type) => type.name.value)];
}

function toProblem(coordinate: string, field: FieldDefinitionNode, reason: string): Problem {
  return problemAt(
    field.name,
    `${coordinate} may tell where the person is (${reason})`,
    "answer paljastaaPaikan: SUORAAN, VALILLISESTI or EI in its @tieto, or tell the place on a field above it",
  );
}
