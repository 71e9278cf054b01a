import { Kind, parse, print } from "graphql";
import type { DefinitionNode, OperationDefinitionNode } from "graphql";

/** What is sent: one operation with its variables. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** Purpose and ground, where the reader has given any. */
  readonly extensions?: Case;
}

/** Why a professional asks, as a request states it: in the body, because headers are logged on the way. */
export interface Case {
  readonly kayttotarkoitus?: string;
  readonly peruste?: { readonly laji: string; readonly selite: string };
}

/** The operation of an editor, or undefined when `variables` is not the text of a JSON object. */
export function readOperation(query: string, variables: string, cursor: number): Operation | undefined {
  const values = parseObject(variables);
  if (values === undefined) return undefined;
  const operationName = operationNameAt(query, cursor);
  return { query, variables: values, ...(operationName === undefined ? {} : { operationName }) };
}

/**
 * Name of the operation that holds the cursor, else of the first; undefined where there is one
 * operation only, or where the text does not parse: the service then tells what is wrong.
 */
export function operationNameAt(query: string, cursor: number): string | undefined {
  try {
    const operations = parse(query).definitions.filter(isOperation);
    const here = operations.find(({ loc }) => loc !== undefined && loc.start <= cursor && cursor <= loc.end);
    return operations.length > 1 ? (here ?? operations[0])?.name?.value : undefined;
  } catch {
    return undefined; // Unparsed text is sent as it is.
  }
}

/** A query in one shape; undefined when it does not parse or holds comments, which printing would lose. */
export function prettifyQuery(query: string): string | undefined {
  if (hasComments(query)) return undefined;
  try {
    return `${print(parse(query))}\n`;
  } catch {
    return undefined; // Said on the page by its own text.
  }
}

/** JSON in one shape; undefined when it is not a JSON object. */
export function prettifyVariables(variables: string): string | undefined {
  const values = parseObject(variables);
  return values === undefined ? undefined : JSON.stringify(values, undefined, 2);
}

/** True when the query has comments outside its strings. */
export function hasComments(query: string): boolean {
  return query.replaceAll(/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"/g, "").includes("#");
}

function isOperation(node: DefinitionNode): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // The page says what is wrong, without the parser's echo of the text.
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
