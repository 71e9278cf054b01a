import { Kind, parse } from "graphql";
import type {
  ConstDirectiveNode,
  DocumentNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";
import { textOf } from "./links.ts";
import type { Requirement } from "./plan.ts";

/** What a supergraph says of its subgraphs that its schemas do not show. */
export interface JoinFacts {
  /** Types that are objects in a subgraph and interfaces elsewhere (`@interfaceObject`), by the subgraph's name. */
  readonly interfaceObjects: ReadonlyMap<string, ReadonlySet<string>>;
  /** Keys of types, as they are written (`id`), by subgraph and type: `typeKey`. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** Fields that interfaces have, by subgraph, interface and field: `fieldKey`. */
  readonly interfaceFields: ReadonlySet<string>;
  /** What fields need of others (`@requires`), by subgraph, type and field: `fieldKey`. */
  readonly requirements: ReadonlyMap<string, RequiredText>;
  /** Fields that a subgraph may only tell where it provides them (`@external`), by subgraph, type and field: `fieldKey`. */
  readonly externals: ReadonlySet<string>;
  /** What fields provide of the objects to which they lead (`@provides`), by subgraph, type and field: `fieldKey`. */
  readonly provisions: ReadonlyMap<string, SelectionSetNode>;
}

/** What one field of a subgraph needs. */
export interface RequiredText {
  readonly subgraph: string;
  readonly type: string;
  readonly field: string;
  /** As its schema says it. */
  readonly text: string;
  readonly requirements: readonly Requirement[];
}

/** Names a field of a subgraph. */
export function fieldKey(subgraph: string, type: string, field: string): string {
  return `${subgraph} ${type}.${field}`;
}

/** Names a type of a subgraph. */
export function typeKey(subgraph: string, type: string): string {
  return `${subgraph} ${type}`;
}

/** Is a field one of those by which a subgraph knows a type, or `__typename` of such a type. */
export function isKeyOf(
  { keys }: JoinFacts,
  { subgraph, type }: { readonly subgraph: string; readonly type: string },
  field: string,
): boolean {
  return (keys.get(typeKey(subgraph, type)) ?? []).some(
    (key) =>
      field === "__typename" ||
      toSelectionSet(key).selections.some((each) => each.kind === Kind.FIELD && each.name.value === field),
  );
}

/** Tells whether some field of a name needs others, of whatever type and subgraph. */
export function createIsComputed({ requirements }: JoinFacts): (field: string) => boolean {
  const names = new Set([...requirements.values()].map(({ field }) => field));
  return (field) => names.has(field);
}

/** Reads the marks of the join specification, whose names begin with `join`. */
export function readJoinFacts(document: DocumentNode, join: string): JoinFacts {
  const graphs = readGraphs(document, join);
  const interfaceObjects = new Map<string, Set<string>>();
  const keys = new Map<string, readonly string[]>();
  const requirements = new Map<string, RequiredText>();
  const interfaceFields = new Set<string>();
  const externals = new Set<string>();
  const provisions = new Map<string, SelectionSetNode>();
  for (const each of document.definitions) {
    if (each.kind !== Kind.OBJECT_TYPE_DEFINITION && each.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = each.name.value;
    for (const { subgraph, mark } of marksOf(each, `${join}__type`, graphs)) {
      const [key, place] = [textOf(mark, "key"), typeKey(subgraph, type)];
      if (key !== undefined) keys.set(place, [...(keys.get(place) ?? []), key]);
      if (!isTrue(mark, "isInterfaceObject")) continue;
      interfaceObjects.set(subgraph, (interfaceObjects.get(subgraph) ?? new Set()).add(type));
    }
    for (const place of interfaceFieldsOf(each, join, graphs)) interfaceFields.add(place);
    for (const { subgraph, field, mark } of fieldMarksOf(each, `${join}__field`, graphs)) {
      const place = fieldKey(subgraph, type, field);
      const [required, provided] = [textOf(mark, "requires"), textOf(mark, "provides")];
      if (required !== undefined) requirements.set(place, toRequired({ subgraph, type, field, text: required }));
      if (provided !== undefined) provisions.set(place, toSelectionSet(provided));
      if (isTrue(mark, "external")) externals.add(place);
    }
  }
  return { interfaceObjects, keys, interfaceFields, requirements, externals, provisions };
}

function toRequired(place: Omit<RequiredText, "requirements">): RequiredText {
  return { ...place, requirements: toSelectionSet(place.text).selections.flatMap(toRequirement) };
}

/** Those of an interface. A field without a mark that names a subgraph is in each that has the interface. */
function interfaceFieldsOf(
  type: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode,
  join: string,
  graphs: ReadonlyMap<string, string>,
): readonly string[] {
  if (type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
  const everywhere = marksOf(type, `${join}__type`, graphs);
  return (type.fields ?? []).flatMap((field) => {
    const own = marksOf(field, `${join}__field`, graphs);
    return (own.length === 0 ? everywhere : own).flatMap(({ subgraph, mark }) =>
      isTrue(mark, "external") ? [] : fieldKey(subgraph, type.name.value, field.name.value),
    );
  });
}

interface FieldMark extends Mark {
  readonly field: string;
}

function fieldMarksOf(
  { fields = [] }: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode,
  name: string,
  graphs: ReadonlyMap<string, string>,
): readonly FieldMark[] {
  return fields.flatMap((field) => marksOf(field, name, graphs).map((mark) => ({ ...mark, field: field.name.value })));
}

/** Names of subgraphs by those that marks have for them. */
function readGraphs(document: DocumentNode, join: string): ReadonlyMap<string, string> {
  const values = document.definitions.flatMap((each) =>
    each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === `${join}__Graph` ? (each.values ?? []) : [],
  );
  return new Map(
    values.map(({ name, directives = [] }) => {
      const mark = directives.find((each) => each.name.value === `${join}__graph`);
      return [name.value, (mark === undefined ? undefined : textOf(mark, "name")) ?? name.value];
    }),
  );
}

interface Mark {
  readonly subgraph: string;
  readonly mark: ConstDirectiveNode;
}

function marksOf(
  { directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
  graphs: ReadonlyMap<string, string>,
): readonly Mark[] {
  return directives.flatMap((mark) => {
    if (mark.name.value !== name) return [];
    const graph = mark.arguments?.find((each) => each.name.value === "graph")?.value;
    const subgraph = graph?.kind === Kind.ENUM ? graphs.get(graph.value) : undefined;
    return subgraph === undefined ? [] : { subgraph, mark };
  });
}

function isTrue(mark: ConstDirectiveNode, argument: string): boolean {
  const value = mark.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.BOOLEAN && value.value;
}

/** The selections of a text as `@key` and `@requires` have it. */
export function toSelectionSet(text: string): SelectionSetNode {
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("a mark of the supergraph holds no selections");
  return definition.selectionSet;
}

function toRequirement(selection: SelectionNode): readonly Requirement[] {
  if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
  const below = (selection.selectionSet?.selections ?? []).flatMap(toRequirement);
  if (selection.kind === Kind.FIELD) {
    const { value } = selection.name;
    return [{ kind: "field", key: value, as: value, below }];
  }
  const type = selection.typeCondition?.name.value;
  return type === undefined ? below : [{ kind: "fragment", type, below }];
}
