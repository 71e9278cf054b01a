import ts from "typescript";

/** The exports of a file that have no doc comment, as `line: name`; re-exports have theirs at home. */
export function findUndocumented(text: string): readonly string[] {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true);
  return source.statements
    .filter((statement) => isExported(statement) && !isDocumented(statement, text))
    .map((statement) => `${source.getLineAndCharacterOfPosition(statement.getStart()).line + 1}: ${nameOf(statement)}`);
}

function isExported(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

/** A doc comment with a word in it, right before the statement. */
function isDocumented(statement: ts.Statement, text: string): boolean {
  const last = ts.getLeadingCommentRanges(text, statement.getFullStart())?.at(-1);
  const comment = last === undefined ? "" : text.slice(last.pos, last.end);
  return comment.startsWith("/**") && /\p{L}{2}/u.test(comment);
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText()).join(", ");
  const name =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
      ? statement.name
      : undefined;
  return name?.text ?? "default";
}
