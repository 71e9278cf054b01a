import { Kind, TypeInfo, valueFromASTUntyped, visit, visitWithTypeInfo } from "graphql";
import type { FieldNode, GraphQLField, GraphQLSchema } from "graphql";
import { personIdOf } from "./owned-id.ts";
import type { SubgraphRequest } from "./transport.ts";

/**
 * Does an operation ask only whom and what its envelope allows: each `_entities` representation names, or
 * belongs to, a person of the list, and each field's `@tieto`, read from the subgraph's own schema, is on the list.
 * True where the envelope has no list. A second check, in case of a bug before it: the gate decides by
 * much more. Does not look at arguments of root fields, nor at fields below a marked one, which share its item.
 */
export function isWithinSallittu({ document, variables, sallittu }: SubgraphRequest, schema: GraphQLSchema): boolean {
  if (sallittu === undefined) return true;
  const asiakkaat = new Set(sallittu.asiakkaat);
  const tiedot = new Set(sallittu.tiedot);
  const types = new TypeInfo(schema);
  let isWithin = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const tieto = tietoOf(types.getFieldDef());
        const isItem = tieto === undefined || tiedot.has(tieto);
        isWithin &&= isItem && (node.name.value !== "_entities" || namesOnly(node, variables, asiakkaat));
      },
    }),
  );
  return isWithin;
}

function namesOnly(
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
  asiakkaat: ReadonlySet<string>,
): boolean {
  const argument = field.arguments?.find(({ name }) => name.value === "representations");
  const representations = argument === undefined ? undefined : valueFromASTUntyped(argument.value, { ...variables });
  return Array.isArray(representations) && representations.every((each: unknown) => asiakkaat.has(idOf(each) ?? ""));
}

function idOf(representation: unknown): string | undefined {
  return typeof representation === "object" && representation !== null ? personIdOf({ ...representation }) : undefined;
}

function tietoOf(field: GraphQLField<unknown, unknown> | null | undefined): number | undefined {
  const mark = field?.astNode?.directives?.find(({ name }) => name.value === "tieto");
  const id = mark?.arguments?.find(({ name }) => name.value === "id")?.value;
  return id?.kind === Kind.INT ? Number(id.value) : undefined;
}
