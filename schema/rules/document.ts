import { Kind, parse, valueFromASTUntyped } from "graphql";
import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
  InterfaceTypeDefinitionNode,
  InterfaceTypeExtensionNode,
  ObjectTypeDefinitionNode,
  ObjectTypeExtensionNode,
  SelectionSetNode,
  TypeNode,
} from "graphql";

/** A type with fields that answer, whether defined here or extended. */
export type FieldsNode =
  | ObjectTypeDefinitionNode
  | ObjectTypeExtensionNode
  | InterfaceTypeDefinitionNode
  | InterfaceTypeExtensionNode;

type Marked = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

/** Object and interface types of a document, extensions too. */
export function typesWithFields(document: DocumentNode): readonly FieldsNode[] {
  return document.definitions.filter(hasFields);
}

/** Fields of every definition and extension of the type of that name. */
export function fieldsOf(document: DocumentNode, typeName: string): readonly FieldDefinitionNode[] {
  return typesWithFields(document)
    .filter((type) => type.name.value === typeName)
    .flatMap((type) => type.fields ?? []);
}

/** Name of a type without its lists and exclamation marks. */
export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** Every directive of that name on a node. */
export function directivesOf(node: Marked, name: string): readonly ConstDirectiveNode[] {
  return (node.directives ?? []).filter((directive) => directive.name.value === name);
}

/** True when the node carries the directive. */
export function isMarked(node: Marked, name: string): boolean {
  return directivesOf(node, name).length > 0;
}

/** True when one of the documents marks the type as public reference data. */
export function isReferenceType(typeName: string, documents: readonly DocumentNode[]): boolean {
  return documents.some((document) =>
    typesWithFields(document).some((type) => type.name.value === typeName && isMarked(type, "viitetieto")),
  );
}

/** Value of a directive's argument, enum values as strings; undefined when it is not given. */
export function argumentOf(directive: ConstDirectiveNode, name: string): unknown {
  const argument = directive.arguments?.find((candidate) => candidate.name.value === name);
  return argument === undefined ? undefined : valueFromASTUntyped(argument.value);
}

/**
 * The field set of `@key`, `@requires` or `@provides`; undefined when there is none or it can't be
 * parsed, which composition tells.
 */
export function fieldSetOf(directive: ConstDirectiveNode): SelectionSetNode | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === "fields")?.value;
  if (value?.kind !== Kind.STRING) return undefined;
  try {
    const operation = parse(`{ ${value.value} }`).definitions[0];
    return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
  } catch {
    return undefined; // composition parses it again and says where it is wrong
  }
}

/** Names of the single fields that are keys of the type here. */
export function keyFieldsOf(type: FieldsNode): ReadonlySet<string> {
  const selections = directivesOf(type, "key").flatMap((key) => fieldSetOf(key)?.selections ?? []);
  return new Set(selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : [])));
}

/** True for an object or interface type, defined or extended. */
export function hasFields(node: DefinitionNode): node is FieldsNode {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}
