import { Kind, parse, valueFromASTUntyped } from "graphql";
import type { FieldNode, FragmentDefinitionNode, SelectionNode, ValueNode } from "graphql";
import { fields, rootFields, toThing } from "./registers.ts";
import type { Given, Thing, Things } from "./registers.ts";

/** A register that answers from memory: a query's text is compiled once, and then only runs. */
export interface AnsweringMachine {
  /**
   * The body of the answer, JSON. @throws Error of what the registers do not have. Checks nothing else: directives,
   * which no plan of the workloads has, are refused.
   */
  answer(query: string, variables: Given): string;
}

/** A register by its schema text, which it gives to whoever asks `_service`; what it tells is the made up registers' unless given. */
export function createAnsweringMachine(sdl: string, things: Things = { fields, rootFields }): AnsweringMachine {
  const kit: Kit = { sdl, ...things };
  const compiled = new Map<string, (variables: Given) => string>();
  return {
    answer(query, variables) {
      const known = compiled.get(query) ?? compile(query, kit);
      // Operations that are unique every time, which the measurement of cold ones sends, are not kept for ever.
      if (compiled.size >= 5000) compiled.clear();
      compiled.set(query, known);
      return `{"data":${known(variables)}}`;
    },
  };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;
type Write = (thing: Thing) => string;

interface Kit extends Things {
  readonly sdl: string;
}

/** What is made of one query. */
interface Compiling extends Kit {
  readonly fragments: Fragments;
}

function compile(query: string, kit: Kit): (variables: Given) => string {
  const { definitions } = parse(query, { noLocation: true });
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])),
  );
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error("no operation");
  const compiling: Compiling = { ...kit, fragments };
  const roots = [...collect("Query", operation.selectionSet.selections, fragments)].map(
    ([key, nodes]) => [JSON.stringify(key), compileRoot(nodes, compiling)] as const,
  );
  return (variables) => `{${roots.map(([key, write]) => `${key}:${write(variables)}`).join(",")}}`;
}

function compileRoot(nodes: readonly FieldNode[], compiling: Compiling): (variables: Given) => string {
  const [{ name, arguments: given = [] } = never()] = nodes;
  if (name.value === "__typename") return () => '"Query"';
  if (name.value === "_service") return compileService(nodes, compiling);
  const readers = given.map(({ name: { value }, value: node }) => [value, toReader(node)] as const);
  const read = (variables: Given): Given =>
    Object.fromEntries(readers.map(([key, reader]) => [key, reader(variables)]));
  const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  if (name.value === "_entities") return compileEntities(selections, compiling, read);
  const root = compiling.rootFields[name.value];
  if (root === undefined) throw new Error(`no root field ${name.value}`);
  const write = compileObject(root.type, selections, compiling);
  return root.isList
    ? (variables) => `[${root.of(read(variables)).map(write).join(",")}]`
    : (variables) => root.of(read(variables)).map(write).join(",");
}

function compileService(nodes: readonly FieldNode[], { fragments, sdl }: Compiling): () => string {
  const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const parts = [...collect("_Service", selections, fragments)].map(([key, [node]]) => {
    const text = node?.name.value === "sdl" ? sdl : "_Service";
    return `${JSON.stringify(key)}:${JSON.stringify(text)}`;
  });
  return () => `{${parts.join(",")}}`;
}

function compileEntities(
  selections: readonly SelectionNode[],
  compiling: Compiling,
  read: (variables: Given) => Given,
): (variables: Given) => string {
  const writers = new Map<string, Write>();
  const writeOne = (representation: unknown): string => {
    const { __typename: type, id } = Object(representation) as { readonly __typename?: unknown; readonly id?: unknown };
    if (typeof type !== "string" || typeof id !== "string") throw new Error("a representation without type or id");
    const write = writers.get(type) ?? compileObject(type, selections, compiling);
    writers.set(type, write);
    return write(toThing(id));
  };
  return (variables) => {
    const { representations } = read(variables);
    if (!Array.isArray(representations)) throw new Error("no representations");
    return `[${representations.map(writeOne).join(",")}]`;
  };
}

function toReader(node: ValueNode): (variables: Given) => unknown {
  if (node.kind === Kind.VARIABLE) return (variables) => variables[node.name.value];
  return (variables) => valueFromASTUntyped(node, variables);
}

function compileObject(type: string, selections: readonly SelectionNode[], compiling: Compiling): Write {
  const parts = [...collect(type, selections, compiling.fragments)].map(([key, nodes], at) => {
    const start = `${at === 0 ? "{" : ","}${JSON.stringify(key)}:`;
    return [start, compileField(type, nodes, compiling)] as const;
  });
  if (parts.length === 0) return () => "{}";
  return (thing) => {
    let text = "";
    for (const [start, write] of parts) text += start + write(thing);
    return `${text}}`;
  };
}

function compileField(type: string, nodes: readonly FieldNode[], compiling: Compiling): Write {
  const [{ name } = never()] = nodes;
  if (name.value === "__typename") {
    const text = JSON.stringify(type);
    return () => text;
  }
  const field = compiling.fields[type]?.[name.value];
  if (field === undefined) throw new Error(`no field ${type}.${name.value}`);
  if (field.kind === "leaf") return (thing) => JSON.stringify(field.of(thing));
  const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const write = compileObject(field.type, selections, compiling);
  if (field.kind === "object") return (thing) => write(field.of(thing));
  return (thing) => `[${field.of(thing).map(write).join(",")}]`;
}

/** The fields that a selection asks of a type, by response key, those of fragments merged. */
function collect(
  type: string,
  selections: readonly SelectionNode[],
  fragments: Fragments,
): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const walk = (selection: SelectionNode): void => {
    if ((selection.directives ?? []).length > 0) throw new Error("directives are not known here");
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      found.set(key, [...(found.get(key) ?? []), selection]);
      return;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment === undefined) throw new Error("a fragment that is not there");
    const condition = fragment.typeCondition?.name.value ?? type;
    if (condition === type) fragment.selectionSet.selections.forEach(walk);
  };
  selections.forEach(walk);
  return found;
}

function never(): never {
  throw new Error("a response key without a field");
}
