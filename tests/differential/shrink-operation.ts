import { Kind, parse, print, validate, visit } from "graphql";
import type { ASTNode, DocumentNode, FragmentDefinitionNode, GraphQLSchema, SelectionNode } from "graphql";
import type { WrittenOperation } from "./write-operation.ts";

/** Does an operation still show what is looked for. */
type Shows = (operation: WrittenOperation) => Promise<boolean>;

/** Takes away of an operation whatever can be, one part after another, as long as it shows the same. */
export async function shrinkOperation(
  schema: GraphQLSchema,
  operation: WrittenOperation,
  shows: Shows,
): Promise<WrittenOperation> {
  let best = operation;
  const inlined = toOperation(inlineFragments(parse(best.text)), best);
  if (validate(schema, parse(inlined.text)).length === 0 && (await shows(inlined))) best = inlined;
  for (let at = 0; ; at += 1) {
    const smaller = cut(parse(best.text), at);
    if (smaller === undefined) return best;
    const candidate = toOperation(smaller, best);
    if (candidate.text.length >= best.text.length || validate(schema, parse(candidate.text)).length > 0) continue;
    if (!(await shows(candidate))) continue;
    best = candidate;
    at = Math.max(-1, at - 3);
  }
}

function inlineFragments(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  const inline = <T extends ASTNode>(node: T): T =>
    visit(node, {
      FragmentSpread({ name, directives = [] }) {
        const fragment = fragments.get(name.value);
        if (fragment === undefined) return undefined;
        return {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: fragment.typeCondition,
          directives,
          selectionSet: inline(fragment.selectionSet),
        };
      },
    });
  const definitions = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  return { ...document, definitions: definitions.map((each) => inline(each)) };
}

/** The document with its part number `at` taken away; undefined when there are not so many. */
function cut(document: DocumentNode, at: number): DocumentNode | undefined {
  let count = -1;
  const isIt = (): boolean => {
    count += 1;
    return count === at;
  };
  const result = visit(document, {
    enter(node) {
      if (node.kind === Kind.SELECTION_SET) {
        const selections = cutSelections(node.selections, isIt);
        return selections === undefined ? undefined : { ...node, selections };
      }
      if ((node.kind === Kind.DIRECTIVE || node.kind === Kind.ARGUMENT) && isIt()) return null;
      if (node.kind === Kind.FIELD && node.alias !== undefined && isIt()) return { ...node, alias: undefined };
      if (node.kind === Kind.VARIABLE_DEFINITION && node.defaultValue !== undefined && isIt()) {
        return { ...node, defaultValue: undefined };
      }
      return undefined;
    },
  });
  return count < at ? undefined : result;
}

function cutSelections(
  selections: readonly SelectionNode[],
  isIt: () => boolean,
): readonly SelectionNode[] | undefined {
  for (const [position, selection] of selections.entries()) {
    if (selections.length > 1 && isIt()) return selections.filter((_, other) => other !== position);
    if (selection.kind !== Kind.INLINE_FRAGMENT || !isIt()) continue;
    return selections.flatMap((each, other) => (other === position ? selection.selectionSet.selections : [each]));
  }
  return undefined;
}

/** Without variables that nothing uses. */
function toOperation(document: DocumentNode, { variables }: WrittenOperation): WrittenOperation {
  const used = new Set<string>();
  visit(document, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) });
  const clean = visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return {
    text: print(clean).replaceAll(/\s+/g, " "),
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name))),
  };
}
