import { getNamedType, isCompositeType, Kind, parse, print, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { GraphQLSchema, SelectionSetNode } from "graphql";
import { mapFetches } from "../plan.ts";
import type { PlanNode } from "../plan.ts";
import { typename } from "../typename.ts";

/**
 * The text of an operation with a selection for each fragment: the native planner writes `... on E }` where of these objects
 * nothing is asked, or only a key, which it has forgotten (`complete-keys.ts` asks it). Without one, it is no GraphQL.
 */
export function fillFragments(operation: string): string {
  return operation.replace(fragment, (found, isString: string | undefined) =>
    isString === undefined ? `${found}{__typename}` : found,
  );
}

/** A text, which may hold anything; or a fragment with its conditions that no selection follows. */
const fragment = /("(?:[^"\\]|\\.)*")|\.\.\.\s*on\s+\w+(?:\s*@\w+\(if:\s*\$?\w+\))*(?!\s*[@{]|\w)/g;

/**
 * Gives a selection to fields of objects that have none: the native planner asks of two subgraphs a field that both share,
 * and what stands below it of the first only.
 */
export function fillFields(plan: PlanNode, whole: GraphQLSchema): PlanNode {
  return mapFetches(plan, (node) => {
    const document = parse(node.operation, { noLocation: true });
    const types = new TypeInfo(whole);
    const filled = visit(
      document,
      visitWithTypeInfo(types, {
        Field(field) {
          const type = getNamedType(types.getType());
          return field.selectionSet === undefined && isCompositeType(type)
            ? { ...field, selectionSet: onlyTypename }
            : undefined;
        },
      }),
    );
    return filled === document ? node : { ...node, operation: print(filled) };
  });
}

const onlyTypename: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [typename],
};
