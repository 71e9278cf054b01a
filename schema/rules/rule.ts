import type { ASTNode, DocumentNode } from "graphql";

/** What is wrong at one place of a schema file, and what to do about it. Line and column from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly next: string;
}

/** What a rule may know besides the document. */
export interface RuleContext {
  /** Name of the subgraph, which is the folder's name. */
  readonly subgraph: string;
  /** Numbers of the items that `tiedot.graphql` declares. */
  readonly tiedot: ReadonlySet<number>;
  /** The shared types, for what the document refers to but does not hold. */
  readonly yhteiset: DocumentNode;
}

/** One schema rule: reads a subgraph's own document, gives its problems in the document's order. */
export type Rule = (document: DocumentNode, context: RuleContext) => readonly Problem[];

/** A problem at the place of a node. */
export function problemAt(node: ASTNode, what: string, next: string): Problem {
  const token = node.loc?.startToken;
  return { line: token?.line ?? 0, column: token?.column ?? 0, what, next };
}
