import { Kind, TypeInfo, valueFromASTUntyped, visit, visitWithTypeInfo } from "graphql";
import type { DocumentNode, FieldNode, GraphQLField, GraphQLSchema } from "graphql";
import { personIdOf } from "./owned-id.ts";
import type { SubgraphRequest } from "./transport.ts";

/** Does an operation ask only whom and what its envelope allows. */
export type IsWithinSallittu = (request: SubgraphRequest) => boolean;

/**
 * Checks that each `_entities` representation names, or belongs to, a person of the envelope's list, and that each field's
 * `@tieto`, read from the subgraph's own schema, is on it. True where the envelope has no list. A second check, in case of a
 * bug before it: the gate decides by much more. Does not look at arguments of root fields, nor at fields below a marked
 * one, which share its item. What a document asks is read once.
 */
export function createIsWithinSallittu(schema: GraphQLSchema): IsWithinSallittu {
  const known = new WeakMap<DocumentNode, AskedItems>();
  return ({ document, variables, sallittu }) => {
    if (sallittu === undefined) return true;
    const asked = known.get(document) ?? readAsked(document, schema);
    known.set(document, asked);
    const asiakkaat = new Set(sallittu.asiakkaat);
    return (
      asked.tiedot.every((tieto) => sallittu.tiedot.includes(tieto)) &&
      asked.entities.every((field) => namesOnly(field, variables, asiakkaat))
    );
  };
}

/** What a document asks, whoever it is about. */
interface AskedItems {
  /** Numbers of the items that its fields carry. */
  readonly tiedot: readonly number[];
  /** Its `_entities` fields. */
  readonly entities: readonly FieldNode[];
}

function readAsked(document: DocumentNode, schema: GraphQLSchema): AskedItems {
  const tiedot = new Set<number>();
  const entities: FieldNode[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const tieto = tietoOf(types.getFieldDef());
        if (tieto !== undefined) tiedot.add(tieto);
        if (node.name.value === "_entities") entities.push(node);
      },
    }),
  );
  return { tiedot: [...tiedot], entities };
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
