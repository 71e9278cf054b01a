import { Kind, parse } from "graphql";
import type {
  DefinitionNode,
  FieldDefinitionNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
  TypeNode,
} from "graphql";
import { directiveOf, readKentta } from "./kentta.ts";
import type { Kentta } from "./kentta.ts";
import { readArguments } from "./read-arguments.ts";

type CompositeNode = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * Reads every field of the supergraph's object and interface types, keyed `Type.field`. Reads the
 * text only: that it is a valid supergraph is the engine's business.
 * @throws Error naming the field whose mark can't be read; GraphQLError when the text can't be parsed.
 */
export function readKentat(supergraphSdl: string): ReadonlyMap<string, Kentta> {
  const { definitions } = parse(supergraphSdl);
  const types = definitions.filter(isComposite);
  const graphs = readGraphNames(definitions);
  const reference = new Set(types.filter((type) => directiveOf(type, "viitetieto")).map((type) => type.name.value));
  return new Map(
    types.flatMap((type) =>
      (type.fields ?? []).map((field): [string, Kentta] => {
        const coordinate = `${type.name.value}.${field.name.value}`;
        const tyyppi = namedType(field.type);
        const viitetieto = reference.has(type.name.value) || (isRoot(type.name.value) && reference.has(tyyppi));
        return [
          coordinate,
          readKentta(field, { coordinate, viitetieto, lahde: sourcesOf(field, type, graphs), tyyppi }),
        ];
      }),
    ),
  );
}

function isComposite(node: DefinitionNode): node is CompositeNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function isRoot(typeName: string): boolean {
  return typeName === "Query" || typeName === "Mutation" || typeName === "Subscription";
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** Subgraph names by their value in `join__Graph`. */
export function readGraphNames(definitions: readonly DefinitionNode[]): ReadonlyMap<string, string> {
  const graphs = definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === "join__Graph",
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map((value) => {
      const graph = directiveOf(value, "join__graph");
      return [value.name.value, String(graph === undefined ? value.name.value : readArguments(graph)["name"])];
    }),
  );
}

/**
 * A field without `join__field` is answered by every subgraph of its type. One that a subgraph only
 * takes from another (`external`), or that was overridden, is not answered there.
 */
function sourcesOf(
  field: FieldDefinitionNode,
  type: CompositeNode,
  graphs: ReadonlyMap<string, string>,
): readonly string[] {
  const joins = (field.directives ?? [])
    .filter((directive) => directive.name.value === "join__field")
    .map(readArguments);
  const typeJoins = (type.directives ?? [])
    .filter((directive) => directive.name.value === "join__type")
    .map(readArguments);
  const answering = joins.filter((join) => join["external"] !== true && join["usedOverridden"] !== true);
  const names = (joins.length > 0 ? answering : typeJoins).flatMap(({ graph }) => graphs.get(String(graph)) ?? []);
  return [...new Set(names)];
}
