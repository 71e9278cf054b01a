import { parse } from "graphql";
import type { DocumentNode } from "graphql";

/** Bounds what is kept: what a gateway's plans ask is some hundreds of short texts. */
const maxKept = 500;
const maxKeptLength = 20_000;

/**
 * Parses operations; the same text gives the same document, by which what is compiled of it is found. A full memory is begun
 * anew. @throws GraphQLError for a text that is no document.
 */
export function createParsedDocuments(): (text: string) => DocumentNode {
  const known = new Map<string, DocumentNode>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const parsed = parse(text);
    if (text.length > maxKeptLength) return parsed;
    if (known.size >= maxKept) known.clear();
    known.set(text, parsed);
    return parsed;
  };
}
