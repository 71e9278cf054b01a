import { Kind, parse, print, visit } from "graphql";
import type { ConstDirectiveNode, DocumentNode, SelectionSetNode, TypeNode } from "graphql";
import { toSelectionSet } from "../join-facts.ts";
import { readLinks, textOf } from "../links.ts";

/**
 * The supergraph as the native planner can't misread it. It numbers the `@provides` of each type of a subgraph from one,
 * and takes those of two types that have one number for one: what the first provides of a type, it asks also by way of the
 * second, of a subgraph that may not tell it. So of two that may be so mistaken, only the first stays: what the other
 * provides is fetched from where it is. One that provides differently of one type in two places is taken out too. A plan of
 * the supergraph as it was is right where it asks for nothing of the kind (`asks-provided.ts`); this is for those that do.
 */
export function settleProvides(supergraphSdl: string): string {
  if (!supergraphSdl.includes("provides:")) return supergraphSdl;
  const document = parse(supergraphSdl, { noLocation: true });
  const dropped = findDropped(document, `${readLinks(document).join}__field`);
  if (dropped.size === 0) return supergraphSdl;
  return print(
    visit(document, {
      Directive(node) {
        if (!dropped.has(node)) return undefined;
        return { ...node, arguments: node.arguments?.filter(({ name }) => name.value !== "provides") };
      },
    }),
  );
}

/** What a field provides of one type, and the type that the field is of. */
interface Provided {
  readonly owner: string;
  readonly text: string;
}

function findDropped(document: DocumentNode, markName: string): ReadonlySet<object> {
  const typeOf = createTypeOf(document);
  const kept = new Map<string, Provided[]>();
  const dropped = new Set<object>();
  for (const { owner, field, mark } of marksOf(document)) {
    const text = mark.name.value === markName ? textOf(mark, "provides") : undefined;
    if (text === undefined) continue;
    const provided = typesIn(toSelectionSet(text), typeOf(owner, field), typeOf).map(
      ([type, own]) => [`${graphOf(mark)} ${type}`, { owner, text: own }] as const,
    );
    const isMistaken = provided.some(([place, own]) =>
      [...(kept.get(place) ?? []), ...provided.flatMap(([each, other]) => (each === place ? other : []))].some(
        (other) => other.text !== own.text && (other.owner !== owner || provided.some(([, each]) => each === other)),
      ),
    );
    if (isMistaken) dropped.add(mark);
    else for (const [place, own] of provided) kept.set(place, [...(kept.get(place) ?? []), own]);
  }
  return dropped;
}

interface FieldMark {
  readonly owner: string;
  readonly field: string;
  readonly mark: ConstDirectiveNode;
}

function marksOf({ definitions }: DocumentNode): readonly FieldMark[] {
  return definitions.flatMap((each) => {
    if (each.kind !== Kind.OBJECT_TYPE_DEFINITION && each.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    return (each.fields ?? []).flatMap(({ name, directives = [] }) =>
      directives.map((mark) => ({ owner: each.name.value, field: name.value, mark })),
    );
  });
}

function graphOf(mark: ConstDirectiveNode): string {
  const value = mark.arguments?.find(({ name }) => name.value === "graph")?.value;
  return value?.kind === Kind.ENUM ? value.value : "";
}

/** Gives the name of a field's type; an empty one where there is no such field. */
type TypeOf = (owner: string, field: string) => string;

function createTypeOf({ definitions }: DocumentNode): TypeOf {
  const types = new Map<string, string>();
  for (const each of definitions) {
    if (each.kind !== Kind.OBJECT_TYPE_DEFINITION && each.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name, type } of each.fields ?? []) types.set(`${each.name.value}.${name.value}`, namedTypeOf(type));
  }
  return (owner, field) => types.get(`${owner}.${field}`) ?? "";
}

function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}

/** Each type within a selection, with what is selected of it. */
function typesIn(set: SelectionSetNode, type: string, typeOf: TypeOf): readonly (readonly [string, string])[] {
  const below = set.selections.flatMap((each) => {
    if (each.kind === Kind.FRAGMENT_SPREAD || each.selectionSet === undefined) return [];
    const next = each.kind === Kind.FIELD ? typeOf(type, each.name.value) : (each.typeCondition?.name.value ?? type);
    return typesIn(each.selectionSet, next, typeOf);
  });
  return [[type, print(set)], ...below];
}
