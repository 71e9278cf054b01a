import type { ASTNode } from "graphql";
import type { SharedSchema } from "../gateway/subgraph/type-defs.ts";
import { adviceFor } from "./composition-advice.ts";
import type { Finding } from "./finding.ts";
import { schemaFileOf } from "./lint-subgraph.ts";

/** Texts that a composed subgraph was made of. */
export interface SchemaTexts {
  readonly shared: SharedSchema;
  /** Own text of each subgraph, by the path of its file: the name of the source it was parsed from. */
  readonly own: ReadonlyMap<string, string>;
}

/** What composition says: an error or a hint. */
export interface Remark {
  readonly code: string;
  readonly message: string;
  readonly nodes?: readonly ASTNode[] | undefined;
}

/**
 * A remark of composition as a finding. The first node that comes from a subgraph's file decides
 * where; without one, the subgraph named at the message's start; without that, the supergraph.
 */
export function toFinding({ code, message, nodes = [] }: Remark, texts: SchemaTexts): Finding {
  const [, named, what] = /^\[([\w-]+)\] ([^]*)$/.exec(message) ?? [undefined, undefined, message];
  const place = nodes.flatMap((node) => placeOf(node, texts))[0];
  const file = named === undefined ? "schema/supergraph.graphql" : schemaFileOf(named);
  return { file, ...place, what: what ?? message, next: adviceFor(code) };
}

type Place = Pick<Finding, "file" | "line" | "column">;

function placeOf(node: ASTNode, { shared, own }: SchemaTexts): readonly Place[] {
  // A definition begins at its description; its name is what the reader looks for.
  const loc = ("name" in node ? node.name?.loc : undefined) ?? node.loc;
  if (loc === undefined) return [];
  const { source, startToken } = loc;
  const text = own.get(source.name);
  // A field set inside a directive is parsed from a source of its own, which is no file.
  if (text === undefined) return [];
  const { line, column } = startToken;
  if (line <= text.split("\n").length) return [{ file: source.name, line, column }];
  return placeInShared(source.body.split("\n")[line - 1] ?? "", column, shared);
}

/** Behind the own text stand verbatim pieces of the shared files: finds the line there. */
function placeInShared(text: string, column: number, { yhteiset, directives }: SharedSchema): readonly Place[] {
  const files = [
    { file: "schema/yhteiset.graphql", lines: yhteiset.split("\n") },
    { file: "schema/directives.graphql", lines: directives.split("\n") },
  ];
  return files
    .filter(({ lines }) => lines.includes(text))
    .map(({ file, lines }) => ({ file, line: lines.indexOf(text) + 1, column }));
}
