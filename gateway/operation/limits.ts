import { Kind } from "graphql";
import type { DocumentNode, FieldNode, FragmentDefinitionNode, SelectionNode, SelectionSetNode } from "graphql";

/** Bounds on one operation, all checked before anything is planned. */
export interface OperationLimits {
  /** Tokens of the text, counted while it is read. */
  readonly maxTokens: number;
  /** Characters of the text. */
  readonly maxLength: number;
  /** Fields of the text as written, and selections as if every fragment were written out where it is spread. */
  readonly maxSelections: number;
  /** Nested selection sets, fragments counted where they are spread; not those below `__schema` and `__type`. */
  readonly maxDepth: number;
  /** The same below `__schema` and `__type`. */
  readonly maxIntrospectionDepth: number;
  readonly maxAliases: number;
  /** How often one response name may stand in one selection set: validation compares each with each. */
  readonly maxRepeats: number;
  /** Directives at one place. */
  readonly maxDirectives: number;
  /** How often one operation may use a root field, by the field's name. */
  readonly maxEntries: Readonly<Record<string, number>>;
  /** Characters of one text, in a variable or in the operation. */
  readonly maxText: number;
  /** Items of one list in a variable. */
  readonly maxList: number;
  /** Largest `first` and `last` of a field. */
  readonly maxPage: number;
}

/** Safe defaults; the standard introspection query has 229 selections and is 15 deep. */
export const defaultLimits: OperationLimits = {
  maxTokens: 2000,
  maxLength: 32 * 1024,
  maxSelections: 1000,
  maxDepth: 12,
  maxIntrospectionDepth: 16,
  maxAliases: 30,
  maxRepeats: 50,
  maxDirectives: 50,
  maxEntries: { asiakasHetulla: 1, asiakas: 10 },
  maxText: 1000,
  maxList: 100,
  maxPage: 100,
};

/** Which limit was passed, and its value. */
export interface LimitPassed {
  readonly saanto: string;
  readonly raja: number;
}

interface Size {
  readonly selections: number;
  readonly depth: number;
  readonly introspectionDepth: number;
}

const nothing: Size = { selections: 0, depth: 0, introspectionDepth: 0 };

/**
 * Counts a document as if its fragments were expanded, each fragment once: fragments that double in
 * every level cost what their number is, not what they expand to. May be called before validation: a
 * fragment that leads back to itself counts as nothing there, and validation refuses it. Recurses as
 * deep as the text is nested, which its tokens bound. Returns undefined when every limit holds.
 */
export function findLimitPassed(document: DocumentNode, limits: OperationLimits): LimitPassed | undefined {
  const counter = createCounter(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const passed = findSizePassed(counter.sizeOf(definition.selectionSet), limits);
    if (passed !== undefined) return passed;
  }
  const { fields, repeats, aliases, directives } = countWritten(document);
  if (fields > limits.maxSelections) return { saanto: "fields", raja: limits.maxSelections };
  if (repeats > limits.maxRepeats) return { saanto: "repeats", raja: limits.maxRepeats };
  if (aliases > limits.maxAliases) return { saanto: "aliases", raja: limits.maxAliases };
  return directives > limits.maxDirectives ? { saanto: "directives", raja: limits.maxDirectives } : undefined;
}

function findSizePassed(size: Size, limits: OperationLimits): LimitPassed | undefined {
  if (size.depth > limits.maxDepth) return { saanto: "depth", raja: limits.maxDepth };
  if (size.introspectionDepth > limits.maxIntrospectionDepth) {
    return { saanto: "depth", raja: limits.maxIntrospectionDepth };
  }
  return size.selections > limits.maxSelections ? { saanto: "expansion", raja: limits.maxSelections } : undefined;
}

/** Counts by fragment, each once. */
interface Counter {
  sizeOf(selectionSet: SelectionSetNode): Size;
}

function createCounter(document: DocumentNode): Counter {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const memo = new Map<string, Size>();
  const fragmentSize = (name: string): Size => {
    const known = memo.get(name);
    if (known !== undefined) return known;
    // Stands for itself while it is counted: a cycle ends here.
    memo.set(name, nothing);
    const fragment = fragments.get(name);
    const size = fragment === undefined ? nothing : sizeOf(fragment.selectionSet);
    memo.set(name, size);
    return size;
  };
  const sizeOf = (selectionSet: SelectionSetNode): Size =>
    selectionSet.selections.map((selection) => selectionSize(selection)).reduce(together, nothing);
  const selectionSize = (selection: SelectionNode): Size => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return fragmentSize(selection.name.value);
    const inner = selection.selectionSet === undefined ? nothing : sizeOf(selection.selectionSet);
    return selection.kind === Kind.FIELD ? withField(selection.name.value, inner) : inner;
  };
  return { sizeOf };
}

function together(one: Size, other: Size): Size {
  return {
    selections: one.selections + other.selections,
    depth: Math.max(one.depth, other.depth),
    introspectionDepth: Math.max(one.introspectionDepth, other.introspectionDepth),
  };
}

function withField(name: string, inner: Size): Size {
  const selections = inner.selections + 1;
  const deepest = 1 + Math.max(inner.depth, inner.introspectionDepth);
  if (name === "__schema" || name === "__type") return { selections, depth: 1, introspectionDepth: deepest };
  return {
    selections,
    depth: inner.depth + 1,
    introspectionDepth: inner.introspectionDepth === 0 ? 0 : inner.introspectionDepth + 1,
  };
}

interface Written {
  fields: number;
  aliases: number;
  /** Most fields of one response name in one set. */
  repeats: number;
  /** Most directives at one place. */
  directives: number;
}

/** Counts what stands in the text, whether it is used or not, without recursion. */
function countWritten({ definitions }: DocumentNode): Written {
  const written: Written = { fields: 0, aliases: 0, repeats: 0, directives: 0 };
  const sets: SelectionSetNode[] = [];
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const variables = definition.variableDefinitions ?? [];
    for (const place of [definition, ...variables]) countDirectives(place, written);
    sets.push(definition.selectionSet);
  }
  for (let set = sets.pop(); set !== undefined; set = sets.pop()) {
    const names = new Map<string, number>();
    for (const selection of set.selections) {
      countDirectives(selection, written);
      if (selection.kind === Kind.FIELD) countField(selection, names, written);
      const below = selection.kind === Kind.FRAGMENT_SPREAD ? undefined : selection.selectionSet;
      if (below !== undefined) sets.push(below);
    }
  }
  return written;
}

function countField({ alias, name }: FieldNode, names: Map<string, number>, written: Written): void {
  const key = (alias ?? name).value;
  const repeats = (names.get(key) ?? 0) + 1;
  names.set(key, repeats);
  written.fields += 1;
  if (alias !== undefined) written.aliases += 1;
  written.repeats = Math.max(written.repeats, repeats);
}

function countDirectives(place: { readonly directives?: readonly unknown[] | undefined }, written: Written): void {
  written.directives = Math.max(written.directives, place.directives?.length ?? 0);
}

/** Which root field an operation uses more often than it may. Call with the operation in its plain form. */
export function findEntryPassed(
  { selections }: SelectionSetNode,
  maxEntries: OperationLimits["maxEntries"],
): LimitPassed | undefined {
  const used = new Map<string, number>();
  const rest = [...selections];
  for (let selection = rest.pop(); selection !== undefined; selection = rest.pop()) {
    if (selection.kind === Kind.INLINE_FRAGMENT) rest.push(...selection.selectionSet.selections);
    if (selection.kind !== Kind.FIELD) continue;
    const name = selection.name.value;
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    const raja = Object.hasOwn(maxEntries, name) ? maxEntries[name] : undefined;
    if (raja !== undefined && count > raja) return { saanto: name, raja };
  }
  return undefined;
}
