import { parseOperation } from "./parse-operation.ts";
import type { OperationResult, ParseOptions } from "./parse-operation.ts";

/** Reads operations, each text once while it is among the latest used. */
export type ReadOperation = (text: string, operationName: string | undefined) => OperationResult;

/**
 * Keeps the latest `maxEntries` good operations, and at most `maxCharacters` of text. Refused ones
 * are not kept: they would let a stranger push good ones out.
 */
export function createOperationReader(
  options: ParseOptions & { readonly maxEntries?: number; readonly maxCharacters?: number },
): ReadOperation {
  const { maxEntries = 10_000, maxCharacters = 8 * 1024 * 1024, ...parsing } = options;
  const kept = new Map<string, OperationResult>();
  let characters = 0;
  const evict = (): void => {
    for (const key of kept.keys()) {
      if (kept.size <= maxEntries && characters <= maxCharacters) return;
      kept.delete(key);
      characters -= key.length;
    }
  };
  return (text, operationName) => {
    const key = `${operationName ?? ""}\0${text}`;
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const result = parseOperation(text, operationName, parsing);
    if (result.ok) {
      kept.set(key, result);
      characters += key.length;
      evict();
    }
    return result;
  };
}
