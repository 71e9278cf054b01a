import ts from "typescript";

/** One decision of a source file broken in one place. */
export interface CodeMutant {
  readonly line: number;
  /** The broken expression, as it was and as it is. */
  readonly was: string;
  readonly is: string;
  /** The whole file's text with it. */
  readonly text: string;
}

/**
 * Every decision of a file broken by one step: a condition turned, an operand dropped, a comparison
 * turned or moved by one, a constant turned, a filter dropped, some and every exchanged.
 */
export function mutateCode(name: string, text: string): readonly CodeMutant[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
  const found: CodeMutant[] = [];
  const visit = (node: ts.Node): void => {
    for (const is of replacementsOf(node, file)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({
        line: line + 1,
        was: toLine(node.getText(file)),
        is: toLine(is),
        text: text.slice(0, node.getStart(file)) + is + text.slice(node.getEnd()),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function toLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").slice(0, 160);
}

const compared: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "==="],
  [ts.SyntaxKind.LessThanToken, "<="],
  [ts.SyntaxKind.LessThanEqualsToken, "<"],
  [ts.SyntaxKind.GreaterThanToken, ">="],
  [ts.SyntaxKind.GreaterThanEqualsToken, ">"],
]);

const joining: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

function replacementsOf(node: ts.Node, file: ts.SourceFile): readonly string[] {
  if (ts.isBinaryExpression(node)) return replacementsOfBinary(node, file);
  if (isCondition(node)) return [`!(${node.getText(file)})`];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [node.operand.getText(file)];
  if (ts.isLiteralTypeNode(node.parent ?? node)) return [];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ["false"];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ["true"];
  return ts.isCallExpression(node) ? replacementsOfCall(node, file) : [];
}

function replacementsOfBinary(node: ts.BinaryExpression, file: ts.SourceFile): readonly string[] {
  const [left, right] = [node.left.getText(file), node.right.getText(file)];
  if (joining.has(node.operatorToken.kind)) return [`(${left})`, `(${right})`];
  const to = compared.get(node.operatorToken.kind);
  return to === undefined ? [] : [`${left} ${to} ${right}`];
}

/** What an `if` or a choice turns on, where it is not broken as an expression of its own. */
function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  if (parent === undefined || (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken))
    return false;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  return ts.isConditionalExpression(parent) && parent.condition === node;
}

function replacementsOfCall(node: ts.CallExpression, file: ts.SourceFile): readonly string[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression, name } = node.expression;
  const rest = node.getText(file).slice(name.getEnd() - node.getStart(file));
  const before = node.getText(file).slice(0, name.getStart(file) - node.getStart(file));
  if (name.text === "filter") return [expression.getText(file)];
  if (name.text === "some") return [`${before}every${rest}`];
  return name.text === "every" ? [`${before}some${rest}`] : [];
}
