import { Kind } from "graphql";
import type { FieldNode, OperationDefinitionNode, SelectionSetNode } from "graphql";
import type { Catalogue } from "../catalogue/index.ts";
import { personIdOf } from "../subgraph/index.ts";
import type { SubgraphAnswer, SubgraphTransport } from "../subgraph/index.ts";
import { isObject } from "../is-object.ts";
import { toOperationDocument } from "./entity-document.ts";
import { narrow, personType } from "./narrow.ts";
import type { Narrowed } from "./narrow.ts";
import type { Asked } from "./person-calls.ts";
import { applyDenials } from "./place-answer.ts";

/** An `_entities` call as the engine made it. */
export interface EntityCall {
  readonly operation: OperationDefinitionNode;
  readonly entities: FieldNode & { readonly selectionSet: SelectionSetNode };
  readonly representations: readonly Readonly<Record<string, unknown>>[];
}

/** True when an `_entities` call is about no person, nor about what belongs to one: then no relation to anyone is looked for. */
export function isOfNobody(representations: EntityCall["representations"]): boolean {
  return representations.every((each) => each["__typename"] !== personType && personIdOf(each) === undefined);
}

/**
 * Completes entities that are no person, such as a code by its name: only fields of public reference data are asked,
 * every other is denied to everyone, and so is what would lead to a person.
 */
export async function askReference(
  { target, catalogue }: { readonly target: SubgraphTransport; readonly catalogue: Catalogue },
  { operation, entities, representations }: EntityCall,
  asked: Asked,
): Promise<SubgraphAnswer> {
  const narrowed = narrow(entities.selectionSet, "", {
    catalogue,
    judge: ({ kentta }) => (kentta.viitetieto ? undefined : { code: "FORBIDDEN" }),
  });
  if (narrowed.borders.length > 0) throw new Error("public reference data leads to a person");
  const answer = await fetchLeft(target, narrowed, { operation, entities, asked });
  const given: unknown = answer.data?.["_entities"];
  const isWhole = Array.isArray(given) && given.length === representations.length;
  // An entity that was not given is null, which costs its fields and nothing else.
  const told = representations.map((each, at) => toEntity(isWhole ? given[at] : null, each, narrowed));
  const denied = told.flatMap((entity, at) => applyDenials(entity, narrowed.denials, ["_entities", at]));
  return { data: { _entities: told }, errors: [...answer.errors, ...denied] };
}

interface Left {
  readonly operation: OperationDefinitionNode;
  readonly entities: FieldNode;
  readonly asked: Asked;
}

async function fetchLeft(
  target: SubgraphTransport,
  { selectionSet }: Narrowed,
  { operation, entities, asked }: Left,
): Promise<SubgraphAnswer> {
  if (selectionSet === undefined) return { data: null, errors: [] };
  const selections = [{ ...entities, selectionSet }];
  const document = toOperationDocument({ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } });
  return target.call({ document, variables: asked.variables }, asked.scope);
}

function toEntity(
  given: unknown,
  asked: Readonly<Record<string, unknown>>,
  { keys }: Narrowed,
): Record<string, unknown> {
  const own = { __typename: asked["__typename"] };
  return isObject(given) ? { ...own, ...given } : { ...own, ...Object.fromEntries(keys.map((key) => [key, null])) };
}
