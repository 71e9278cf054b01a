import { GraphQLError, Kind, OperationTypeNode, parse } from "graphql";
import type { ASTVisitor, DirectiveNode, DocumentNode, ValidationContext } from "graphql";

/** The directive's definition, which no subgraph has: parts of an answer are the gateway's. */
export const deferDirective: DocumentNode = parse(
  `
"""
Tämä osa vastauksesta saa tulla myöhemmin, kun sen lähteet ovat vastanneet. Joka ei ota vastausta osina, saa sen kokonaan.

This part of the answer may come later, once its sources have answered. Who takes no answer in parts gets it whole.
"""
directive @defer(
  """
  Saako osa tulla myöhemmin.

  Whether the part may come later.
  """
  if: Boolean! = true
  """
  Nimi, jolla osa kerrotaan; operaation osilla ei samaa.

  A name that is told with the part; no two of an operation are the same.
  """
  label: String
) on FRAGMENT_SPREAD | INLINE_FRAGMENT
`,
  { noLocation: true },
);

/** Is a directive `@defer`. */
export function isDefer({ name }: DirectiveNode): boolean {
  return name.value === "defer";
}

/** Directives but `@defer`: of what is fetched, it changes nothing. */
export function withoutDefer(directives: readonly DirectiveNode[] = []): readonly DirectiveNode[] {
  return directives.some(isDefer) ? directives.filter((each) => !isDefer(each)) : directives;
}

const rootsInOrder = [OperationTypeNode.MUTATION, OperationTypeNode.SUBSCRIPTION];

/**
 * What the incremental delivery proposal asks of `@defer`: a label is written out and names one part only; and what stands at
 * the root of a mutation or subscription is not deferred, because its fields are done in order.
 */
export function DeferRule(context: ValidationContext): ASTVisitor {
  const labels = new Set<string>();
  const report = (message: string, node: DirectiveNode): void =>
    context.reportError(new GraphQLError(message, { nodes: node }));
  return {
    Directive(node) {
      if (!isDefer(node)) return;
      const type = context.getParentType();
      if (type && rootsInOrder.some((root) => context.getSchema().getRootType(root) === type)) {
        report("@defer may not stand at the root of a mutation or subscription.", node);
      }
      const label = node.arguments?.find(({ name }) => name.value === "label")?.value;
      if (label === undefined || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) report("The label of @defer may not be a variable.", node);
      else if (labels.has(label.value)) report("Two labels of @defer are the same.", node);
      else labels.add(label.value);
    },
  };
}
