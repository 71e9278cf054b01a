import { Kind } from "graphql";
import type { ConstDirectiveNode, DocumentNode } from "graphql";

/** Names that linked specifications take in the document. */
export interface Links {
  /** Prefixes, such as `join__`. */
  readonly prefixes: readonly string[];
  readonly names: ReadonlySet<string>;
  /** The prefix of the join specification. */
  readonly join: string;
  /** The directive that hides an element. */
  readonly inaccessible: string;
}

/** Reads the links of a supergraph. @throws Error when it links no join specification. */
export function readLinks(document: DocumentNode): Links {
  const links = document.definitions.flatMap((each) =>
    each.kind === Kind.SCHEMA_DEFINITION || each.kind === Kind.SCHEMA_EXTENSION ? (each.directives ?? []) : [],
  );
  const specifications = links.flatMap(readLink);
  const join = specifications.find(({ name }) => name === "join");
  if (join === undefined) throw new Error("the supergraph links no join specification");
  const inaccessible = specifications.find(({ name }) => name === "inaccessible");
  return {
    join: join.prefix,
    prefixes: specifications.map(({ prefix }) => `${prefix}__`),
    names: new Set(specifications.flatMap(({ prefix, imports }) => [prefix, ...imports.values()])),
    inaccessible: inaccessible?.imports.get("@inaccessible") ?? inaccessible?.prefix ?? "inaccessible",
  };
}

interface Specification {
  readonly name: string;
  readonly prefix: string;
  /** Imported names and what they are called here, without the `@`. */
  readonly imports: ReadonlyMap<string, string>;
}

function readLink(directive: ConstDirectiveNode): readonly Specification[] {
  const url = textOf(directive, "url") ?? textOf(directive, "feature");
  const name = url === undefined ? undefined : /([^/]+)\/v\d+\.\d+$/.exec(url)?.[1];
  const prefix = textOf(directive, "as") ?? name;
  if (name === undefined || prefix === undefined) return [];
  return [{ name, prefix, imports: readImports(directive) }];
}

function readImports(directive: ConstDirectiveNode): ReadonlyMap<string, string> {
  const node = directive.arguments?.find((each) => each.name.value === "import")?.value;
  const imports = new Map<string, string>();
  for (const each of node?.kind === Kind.LIST ? node.values : []) {
    if (each.kind === Kind.STRING) imports.set(each.value, each.value.replace("@", ""));
    if (each.kind !== Kind.OBJECT) continue;
    const [name, as] = ["name", "as"].map((key) => {
      const value = each.fields.find((field) => field.name.value === key)?.value;
      return value?.kind === Kind.STRING ? value.value : undefined;
    });
    if (name !== undefined) imports.set(name, (as ?? name).replace("@", ""));
  }
  return imports;
}

/** A text that a directive is given; undefined when it is given none. */
export function textOf(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}
