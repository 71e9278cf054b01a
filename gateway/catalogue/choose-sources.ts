import { Kind, parse, print, visit } from "graphql";
import type { ConstDirectiveNode, FieldDefinitionNode } from "graphql";
import { directiveOf } from "./kentta.ts";
import { readArguments } from "./read-arguments.ts";
import { readGraphNames } from "./read-kentat.ts";

/**
 * The supergraph in which each field marked `@vaihtoehto` has one source: the subgraph that the mark names when
 * `chosen` has the field, as `Asiakas.palvelujenMaksukatto`, else the others. So everything after it, planner and
 * catalogue alike, knows one owner. @throws Error for a field in `chosen` that has no alternative; GraphQLError when the
 * text can't be parsed.
 */
export function chooseSources(supergraphSdl: string, chosen: readonly string[]): string {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = readGraphNames(document.definitions);
  const left = new Set(chosen);
  let type = "";
  const decided = visit(document, {
    ObjectTypeDefinition(node) {
      type = node.name.value;
    },
    FieldDefinition(field) {
      const mark = directiveOf(field, "vaihtoehto");
      if (mark === undefined) return undefined;
      const isChosen = left.delete(`${type}.${field.name.value}`);
      const aligraafi = readArguments(mark)["aligraafi"];
      return keepJoins(field, (graph) => (names.get(graph) === aligraafi) === isChosen);
    },
  });
  const [unknown] = left;
  if (unknown !== undefined) throw new Error(`${unknown} has no alternative source`);
  return print(decided);
}

/** A field whose joins are those that `isKept` says of their graph. */
function keepJoins(field: FieldDefinitionNode, isKept: (graph: string) => boolean): FieldDefinitionNode {
  const isOut = (directive: ConstDirectiveNode): boolean =>
    directive.name.value === "join__field" && !isKept(String(readArguments(directive)["graph"]));
  return { ...field, kind: Kind.FIELD_DEFINITION, directives: (field.directives ?? []).filter((one) => !isOut(one)) };
}
