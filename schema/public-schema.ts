import { Kind, parse, print, visit } from "graphql";
import type { ASTNode, ConstDirectiveNode, DefinitionNode } from "graphql";
import { deferDirective } from "../gateway/operation/index.ts";

/** Directives that say who answers; those that say what a field is (`@tieto`, `@viitetieto`, `@sisaankaynti`) stay. */
const inner = ["link", "inaccessible", "tag", "core", "cost", "listSize", "vaihtoehto"];

/**
 * The public schema of a supergraph as text: what clients may ask, with descriptions, deprecations,
 * our marks and the gateway's own `@defer`; without the definitions and directives of federation, and without what is
 * `@inaccessible`. Trusts that the supergraph was composed: composition has refused what would leave
 * an accessible field with an inaccessible type.
 */
export function toPublicSchema(supergraphSdl: string): string {
  const document = parse(supergraphSdl);
  const hidden = new Set(document.definitions.filter(isHiddenType).map(nameOf));
  const open = visit(document, {
    enter(node) {
      if (node.kind === Kind.DIRECTIVE) return isInner(node.name.value) ? null : undefined;
      // Members of unions and implemented interfaces that are hidden; a field's type never is.
      if (node.kind === Kind.NAMED_TYPE && hidden.has(node.name.value)) return null;
      return isInaccessible(node) ? null : undefined;
    },
  });
  const definitions = open.definitions.filter((definition) => !isInnerDefinition(definition));
  return `${print({ ...open, definitions: [...definitions, ...deferDirective.definitions] })}\n`.replaceAll(
    /[ \t]+$/gm,
    "",
  );
}

function isInnerDefinition(node: DefinitionNode): boolean {
  // The root type has its usual name; without directives the schema definition says nothing.
  return node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION || isInner(nameOf(node));
}

function isInner(name: string): boolean {
  return inner.includes(name) || name.startsWith("join__") || name.startsWith("link__");
}

function isHiddenType(node: DefinitionNode): boolean {
  return node.kind !== Kind.DIRECTIVE_DEFINITION && isInaccessible(node);
}

function isInaccessible(node: ASTNode | { readonly directives?: readonly ConstDirectiveNode[] }): boolean {
  const directives = "directives" in node ? (node.directives ?? []) : [];
  return directives.some((directive) => directive.name.value === "inaccessible");
}

function nameOf(node: DefinitionNode): string {
  return "name" in node && node.name !== undefined ? node.name.value : "";
}
