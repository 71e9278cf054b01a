import { readFileSync } from "node:fs";
import { isTypeDefinitionNode, parse, visit } from "graphql";
import type { DefinitionNode, TypeDefinitionNode } from "graphql";

/** Texts that every subgraph shares: `schema/directives.graphql` and `schema/yhteiset.graphql`. */
export interface SharedSchema {
  readonly directives: string;
  readonly yhteiset: string;
}

/**
 * Federation version and directives a subgraph may use, and our own five, which composition keeps
 * in the supergraph only when each subgraph links and composes them.
 */
const link = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@inaccessible", "@external", "@requires", "@provides", "@override", "@composeDirective", "@tag", "@cost", "@listSize"]
  )
  @link(url: "https://asiakasgraph.fi/tieto/v1.0", import: ["@tieto", "@viitetieto", "@sisaankaynti", "@muutos", "@vaihtoehto"])
  @composeDirective(name: "@tieto")
  @composeDirective(name: "@viitetieto")
  @composeDirective(name: "@sisaankaynti")
  @composeDirective(name: "@muutos")
  @composeDirective(name: "@vaihtoehto")
`;

/**
 * Makes a complete subgraph schema of a subgraph's own text. The own text comes first, so that line
 * and column of an error are those of the own file. Of the shared types only those that the own text
 * uses follow: a subgraph does not claim to serve what it never answers. A shared type that the own text
 * defines with a key is left to it: the subgraph knows fewer of its fields, which another completes by the key.
 *
 * Does not check the schema: `npm run compose` does.
 * @throws GraphQLError when the own text is not GraphQL syntax; its location is in the own file.
 */
export function toTypeDefs(schemaText: string, shared: SharedSchema): string {
  const own = parse(schemaText);
  const types = new Map(typesByName(parse(shared.yhteiset).definitions));
  const used = new Set<string>();
  for (const { name } of own.definitions.filter(isTypeDefinitionNode).filter(hasKey)) types.delete(name.value);
  own.definitions.forEach((definition) => collectUsed(definition, types, used));
  const common = [...types.values()].filter((type) => used.has(type.name.value)).map(sourceOf);
  return [schemaText, link, shared.directives, ...common].join("\n");
}

/** Reads the shared texts of this checkout. @throws Error when a file is missing. */
export function readSharedSchema(): SharedSchema {
  return { directives: readSchemaFile("directives.graphql"), yhteiset: readSchemaFile("yhteiset.graphql") };
}

/**
 * What a subgraph's `schema.graphql` becomes: `toTypeDefs` with the shared texts of this checkout.
 * @throws as `toTypeDefs` and `readSharedSchema`.
 */
export function loadTypeDefs(schemaText: string): string {
  return toTypeDefs(schemaText, readSharedSchema());
}

function hasKey({ directives }: TypeDefinitionNode): boolean {
  return directives?.some(({ name }) => name.value === "key") === true;
}

function readSchemaFile(name: string): string {
  return readFileSync(new URL(`../../schema/${name}`, import.meta.url), "utf8");
}

function typesByName(definitions: readonly DefinitionNode[]): ReadonlyMap<string, TypeDefinitionNode> {
  return new Map(definitions.filter(isTypeDefinitionNode).map((type) => [type.name.value, type]));
}

function collectUsed(node: DefinitionNode, types: ReadonlyMap<string, TypeDefinitionNode>, used: Set<string>): void {
  visit(node, {
    NamedType({ name }) {
      const type = types.get(name.value);
      if (type === undefined || used.has(name.value)) return;
      used.add(name.value);
      collectUsed(type, types, used);
    },
  });
}

function sourceOf(type: TypeDefinitionNode): string {
  const { loc } = type;
  return loc === undefined ? "" : loc.source.body.slice(loc.start, loc.end);
}
