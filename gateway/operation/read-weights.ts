import { Kind, parse, valueFromASTUntyped } from "graphql";
import type {
  ConstDirectiveNode,
  FieldDefinitionNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
  TypeNode,
} from "graphql";

/** What the schema says of a field's cost, by the directives `@cost` and `@listSize` of federation 2.9. */
export interface FieldWeight {
  /** Name of the type, lists and non-null marks taken off. */
  readonly type: string;
  readonly isList: boolean;
  readonly cost: number | undefined;
  readonly assumedSize: number | undefined;
  readonly slicingArguments: readonly { readonly name: string; readonly byDefault: unknown }[];
  /** Lists of the field's own type that its slicing arguments size. */
  readonly sizedFields: readonly string[];
}

/** Weights of a whole supergraph. */
export interface Weights {
  /** By `Type.field`. */
  readonly fields: ReadonlyMap<string, FieldWeight>;
  /** Weight of object types that `@cost` marks. */
  readonly types: ReadonlyMap<string, number>;
  /** Types that several sources complete. */
  readonly entities: ReadonlySet<string>;
}

/** Reads the weights of a supergraph's text. @throws GraphQLError when the text can't be parsed. */
export function readWeights(supergraphSdl: string): Weights {
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const composites = definitions.filter(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  return {
    fields: new Map(composites.flatMap(fieldsOf)),
    types: new Map(
      composites.flatMap((node): [string, number][] => {
        const cost = numberOf(argumentsOf(node, "cost")["weight"]);
        return cost === undefined ? [] : [[node.name.value, cost]];
      }),
    ),
    entities: new Set(composites.filter(isEntity).map((node) => node.name.value)),
  };
}

type CompositeNode = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

function isEntity({ directives }: CompositeNode): boolean {
  return (directives ?? []).some(
    (directive) =>
      directive.name.value === "join__type" && directive.arguments?.some((argument) => argument.name.value === "key"),
  );
}

function fieldsOf({ name, fields }: CompositeNode): readonly [string, FieldWeight][] {
  return (fields ?? []).map((field) => [`${name.value}.${field.name.value}`, toWeight(field)]);
}

function toWeight(field: FieldDefinitionNode): FieldWeight {
  const { assumedSize, slicingArguments, sizedFields } = argumentsOf(field, "listSize");
  return {
    type: namedType(field.type),
    isList: isList(field.type),
    cost: numberOf(argumentsOf(field, "cost")["weight"]),
    assumedSize: numberOf(assumedSize),
    slicingArguments: textsOf(slicingArguments).map((name) => ({ name, byDefault: defaultOf(field, name) })),
    sizedFields: textsOf(sizedFields),
  };
}

function defaultOf(field: FieldDefinitionNode, name: string): unknown {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.defaultValue;
  return value === undefined ? undefined : valueFromASTUntyped(value);
}

function argumentsOf(
  { directives }: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
): Readonly<Record<string, unknown>> {
  const found = directives?.find((directive) => directive.name.value === name);
  return Object.fromEntries(
    (found?.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
