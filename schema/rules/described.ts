import { Kind } from "graphql";
import type { DefinitionNode, DocumentNode, InputValueDefinitionNode, NameNode, StringValueNode } from "graphql";
import { hasFields, isMarked, keyFieldsOf } from "./document.ts";
import type { FieldsNode } from "./document.ts";

/** How much a description must hold: paragraphs for what people look up, sentences for the rest. */
export type DescriptionForm = "paragraphs" | "sentences";

/** Something of ours that must be described. */
export interface Described {
  readonly coordinate: string;
  readonly name: NameNode;
  readonly description: StringValueNode | undefined;
  readonly form: DescriptionForm;
}

const roots = ["Query", "Mutation", "Subscription"];

/**
 * Everything of a document that must be described, in its order. With a subgraph's name, without
 * what another subgraph describes: `Asiakas` outside the subgraph `asiakas`, keys and external
 * fields, and an entity that holds nothing else. Root types have no description of their own.
 */
export function listDescribed(document: DocumentNode, subgraph?: string): readonly Described[] {
  return document.definitions.flatMap((definition) => listOf(definition, subgraph));
}

function listOf(node: DefinitionNode, subgraph: string | undefined): readonly Described[] {
  if (hasFields(node)) return listOfType(node, subgraph);
  if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    return [described(node, node.name.value, "paragraphs"), ...listOfInputs(node.name.value, node.fields)];
  }
  if (node.kind === Kind.DIRECTIVE_DEFINITION) {
    const coordinate = `@${node.name.value}`;
    return [described(node, coordinate, "paragraphs"), ...listOfInputs(coordinate, node.arguments)];
  }
  if (node.kind === Kind.ENUM_TYPE_DEFINITION) {
    const { value: typeName } = node.name;
    const values = node.values ?? [];
    const ofValues = values.map((value) => described(value, `${typeName}.${value.name.value}`, "sentences"));
    return [described(node, typeName, "sentences"), ...ofValues];
  }
  const isPlain = node.kind === Kind.SCALAR_TYPE_DEFINITION || node.kind === Kind.UNION_TYPE_DEFINITION;
  return isPlain ? [described(node, node.name.value, "sentences")] : [];
}

function listOfType(type: FieldsNode, subgraph: string | undefined): readonly Described[] {
  const { value: typeName } = type.name;
  const isOwner = subgraph === undefined || subgraph === typeName.toLowerCase();
  const keys = isOwner ? new Set<string>() : keyFieldsOf(type);
  const fields = (type.fields ?? []).filter((field) => !keys.has(field.name.value) && !isMarked(field, "external"));
  const form = typeName === "Asiakas" || roots.includes(typeName) ? "paragraphs" : "sentences";
  const ofFields = fields.flatMap((field) => {
    const coordinate = `${typeName}.${field.name.value}`;
    return [described(field, coordinate, form), ...listOfInputs(coordinate, field.arguments)];
  });
  const isExtension = type.kind === Kind.OBJECT_TYPE_EXTENSION || type.kind === Kind.INTERFACE_TYPE_EXTENSION;
  const isStub = keys.size > 0 && (typeName === "Asiakas" || fields.length === 0);
  if (isExtension || isStub || roots.includes(typeName)) return ofFields;
  return [described(type, typeName, "paragraphs"), ...ofFields];
}

function listOfInputs(owner: string, inputs: readonly InputValueDefinitionNode[] | undefined): readonly Described[] {
  return (inputs ?? []).map((input) => described(input, `${owner}.${input.name.value}`, "sentences"));
}

function described(
  node: { readonly name: NameNode; readonly description?: StringValueNode | undefined },
  coordinate: string,
  form: DescriptionForm,
): Described {
  return { coordinate, name: node.name, description: node.description, form };
}
