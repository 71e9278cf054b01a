import { buildASTSchema, Kind, parse, specifiedDirectives, visit } from "graphql";
import type { ConstDirectiveNode, DefinitionNode, DocumentNode, GraphQLSchema } from "graphql";
import { deferDirective } from "../../operation/index.ts";
import { readJoinFacts } from "./join-facts.ts";
import type { JoinFacts } from "./join-facts.ts";
import { readLinks, textOf } from "./links.ts";
import type { Links } from "./links.ts";

/** A supergraph's two schemas: what clients may ask, and all that its subgraphs know. */
export interface SupergraphSchemas {
  readonly api: GraphQLSchema;
  readonly whole: GraphQLSchema;
  /** Where each subgraph is, by its name; empty where the supergraph does not say. */
  readonly urls: ReadonlyMap<string, string>;
  readonly join: JoinFacts;
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
    api: buildASTSchema(withDefer(withoutDirectives(api)), { assumeValidSDL: true }),
    whole: buildASTSchema(withoutDirectives(plain), { assumeValidSDL: true }),
    urls: readUrls(document, links.join),
    join: readJoinFacts(document, links.join),
  };
}

/** What clients may write beside the directives of the specification. */
function withDefer(document: DocumentNode): DocumentNode {
  return { ...document, definitions: [...document.definitions, ...deferDirective.definitions] };
}

/** `join__graph(name:, url:)` of each value of the enum of subgraphs. */
function readUrls(document: DocumentNode, join: string): ReadonlyMap<string, string> {
  const graphs = document.definitions.flatMap((each) =>
    each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === `${join}__Graph` ? (each.values ?? []) : [],
  );
  const marks = graphs.flatMap(({ directives = [] }) =>
    directives.filter(({ name }) => name.value === `${join}__graph`),
  );
  return new Map(marks.map((mark) => [textOf(mark, "name") ?? "", textOf(mark, "url") ?? ""]));
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
