import { Kind } from "graphql";
import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from "graphql";

/** Bounds on one operation, counted before anything is planned. */
export interface OperationLimits {
  /** Tokens of the text, counted while it is read. */
  readonly maxTokens: number;
  /** Characters of the text. */
  readonly maxLength: number;
  /** Selections as if every fragment were written out where it is spread. */
  readonly maxSelections: number;
  /** Nested selection sets, fragments counted where they are spread. */
  readonly maxDepth: number;
  readonly maxAliases: number;
}

/** Safe defaults; the standard introspection query has 229 selections and is 15 deep. */
export const defaultLimits: OperationLimits = {
  maxTokens: 2000,
  maxLength: 32 * 1024,
  maxSelections: 1000,
  maxDepth: 16,
  maxAliases: 30,
};

/** Which limit was passed, and its value. */
export interface LimitPassed {
  readonly saanto: "selections" | "depth" | "aliases";
  readonly raja: number;
}

interface Size {
  readonly selections: number;
  readonly depth: number;
}

/**
 * Counts a document as if its fragments were expanded, each fragment once: fragments that double in
 * every level cost what their number is, not what they expand to. Call after validation: a cycle of
 * fragments would not end. Returns undefined when every limit holds.
 */
export function findLimitPassed(document: DocumentNode, limits: OperationLimits): LimitPassed | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const counter = createCounter(fragments);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const size = counter.sizeOf(definition.selectionSet);
    if (size.selections > limits.maxSelections) return { saanto: "selections", raja: limits.maxSelections };
    if (size.depth > limits.maxDepth) return { saanto: "depth", raja: limits.maxDepth };
  }
  return counter.aliases() > limits.maxAliases ? { saanto: "aliases", raja: limits.maxAliases } : undefined;
}

function createCounter(fragments: ReadonlyMap<string, FragmentDefinitionNode>): {
  sizeOf(selectionSet: SelectionSetNode): Size;
  aliases(): number;
} {
  const memo = new Map<string, Size>();
  let aliases = 0;
  const fragmentSize = (name: string): Size => {
    const known = memo.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const size = fragment === undefined ? { selections: 0, depth: 0 } : sizeOf(fragment.selectionSet);
    memo.set(name, size);
    return size;
  };
  const sizeOf = (selectionSet: SelectionSetNode): Size => {
    let selections = 0;
    let depth = 0;
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const size = fragmentSize(selection.name.value);
        selections += size.selections;
        depth = Math.max(depth, size.depth);
        continue;
      }
      const inner = selection.selectionSet === undefined ? { selections: 0, depth: 0 } : sizeOf(selection.selectionSet);
      const own = selection.kind === Kind.FIELD ? 1 : 0;
      if (selection.kind === Kind.FIELD && selection.alias !== undefined) aliases += 1;
      selections += own + inner.selections;
      depth = Math.max(depth, own + inner.depth);
    }
    return { selections, depth };
  };
  return { sizeOf, aliases: () => aliases };
}
