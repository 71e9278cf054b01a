import { buildASTSchema, Kind, parse, specifiedDirectives, visit } from "graphql";
import type { ConstDirectiveNode, DefinitionNode, DocumentNode, GraphQLSchema } from "graphql";

/** A supergraph's two schemas: what clients may ask, and all that its subgraphs know. */
export interface SupergraphSchemas {
  readonly api: GraphQLSchema;
  readonly whole: GraphQLSchema;
}

/**
 * Reads a supergraph (Apollo's join specification): the public schema is what is left without the elements marked
 * `@inaccessible` and without everything that a linked specification brings (join, link, tag and others).
 * @throws Error when the text is no supergraph.
 */
export function readSupergraph(supergraphSdl: string): SupergraphSchemas {
  const document = parse(supergraphSdl, { noLocation: true });
  const links = readLinks(document);
  const plain = withoutSpecifications(document, links);
  const api = withoutInaccessible(plain, links.inaccessible);
  return {
    api: buildASTSchema(withoutDirectives(api), { assumeValidSDL: true }),
    whole: buildASTSchema(withoutDirectives(plain), { assumeValidSDL: true }),
  };
}

/** Names that linked specifications take in the document. */
interface Links {
  /** Prefixes, such as `join__`. */
  readonly prefixes: readonly string[];
  readonly names: ReadonlySet<string>;
  /** The directive that hides an element. */
  readonly inaccessible: string;
}

function readLinks(document: DocumentNode): Links {
  const links = document.definitions.flatMap((each) =>
    each.kind === Kind.SCHEMA_DEFINITION || each.kind === Kind.SCHEMA_EXTENSION ? (each.directives ?? []) : [],
  );
  const specifications = links.flatMap(readLink);
  if (!specifications.some(({ name }) => name === "join")) throw new Error("the supergraph links no join specification");
  const inaccessible = specifications.find(({ name }) => name === "inaccessible");
  return {
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
  const argument = (name: string): unknown => {
    const node = directive.arguments?.find((each) => each.name.value === name)?.value;
    return node?.kind === Kind.STRING ? node.value : node;
  };
  const url = argument("url") ?? argument("feature");
  if (typeof url !== "string") return [];
  const name = /([^/]+)\/v\d+\.\d+$/.exec(url)?.[1];
  const as = argument("as");
  const prefix = typeof as === "string" ? as : name;
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

const ownDirectives = new Set(specifiedDirectives.map(({ name }) => name));

function withoutSpecifications(document: DocumentNode, { prefixes, names }: Links): DocumentNode {
  const isOfSpecification = (name: string): boolean =>
    !ownDirectives.has(name) && (names.has(name) || prefixes.some((prefix) => name.startsWith(prefix)));
  const definitions = document.definitions.filter(
    (each) => !("name" in each) || each.name === undefined || !isOfSpecification(each.name.value),
  );
  return { ...document, definitions };
}

/** Takes out hidden elements, and types that have nothing left to show. */
function withoutInaccessible(document: DocumentNode, inaccessible: string): DocumentNode {
  const isHidden = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }): boolean =>
    (node.directives ?? []).some((each) => each.name.value === inaccessible);
  const hiddenTypes = new Set(
    document.definitions.flatMap((each) => (isNamed(each) && isHidden(each) ? [each.name.value] : [])),
  );
  const definitions = document.definitions.filter((each) => !isNamed(each) || !hiddenTypes.has(each.name.value));
  return visit(
    { ...document, definitions },
    {
      FieldDefinition: (node) => (isHidden(node) ? null : undefined),
      InputValueDefinition: (node) => (isHidden(node) ? null : undefined),
      EnumValueDefinition: (node) => (isHidden(node) ? null : undefined),
      // Members of unions and implemented interfaces.
      NamedType: (node, _, parent) => (Array.isArray(parent) && hiddenTypes.has(node.name.value) ? null : undefined),
    },
  );
}

interface NamedDefinition {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[];
}

function isNamed(definition: DefinitionNode): definition is DefinitionNode & NamedDefinition {
  return "name" in definition && definition.name !== undefined && "directives" in definition;
}

/** Directives that only tell the gateway something are no part of a schema that is shown. */
function withoutDirectives(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.filter((each) => each.kind !== Kind.DIRECTIVE_DEFINITION);
  return visit(
    { ...document, definitions },
    { Directive: (node) => (ownDirectives.has(node.name.value) ? undefined : null) },
  );
}
