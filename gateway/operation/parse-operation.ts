import { createHash } from "node:crypto";
import {
  GraphQLError,
  Kind,
  MaxIntrospectionDepthRule,
  parse,
  specifiedRules,
  validate,
  ValuesOfCorrectTypeRule,
  visit,
} from "graphql";
import type { ASTVisitor, DocumentNode, GraphQLSchema, OperationDefinitionNode, ValidationContext } from "graphql";
import type { GraphError, Reason } from "../errors.ts";
import { hasPersonalCode } from "../has-personal-code.ts";
import { DeferRule } from "./defer.ts";
import { findTextFault } from "./check-texts.ts";
import { findEntryPassed, findLimitPassed } from "./limits.ts";
import type { OperationLimits } from "./limits.ts";
import { normalise } from "./normalise.ts";
import type { NormaliseOptions } from "./normalise.ts";

/** An operation that may be planned, in its plain form: see `normalise`. */
export interface Operation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly operationName: string | undefined;
  /** SHA-256 of text and operation name: names the plan, holds nothing of a person. */
  readonly hash: string;
}

/** An operation, or why it is refused: nothing has run. */
export type OperationResult =
  | { readonly ok: true; readonly operation: Operation }
  | { readonly ok: false; readonly errors: readonly GraphError[] };

/** What an operation is read by. */
export interface ParseOptions {
  readonly schema: GraphQLSchema;
  readonly limits: OperationLimits;
  /** Is it asked who each person of the answer is, for the use log; false only for a graph that is not ours. */
  readonly tellsPersons?: boolean;
}

/**
 * Reads, validates and counts one operation. What the caller typed is never quoted back but for
 * names of fields, types, arguments and fragments, which GraphQL keeps to letters, digits and `_`.
 */
export function parseOperation(
  text: string,
  operationName: string | undefined,
  { schema, limits, tellsPersons = true }: ParseOptions,
): OperationResult {
  if (text.length > limits.maxLength) return tooComplex("length", limits.maxLength);
  const parsed = parseText(text, limits);
  if (!parsed.ok) return parsed;
  const { document } = parsed;
  const passed = findLimitPassed(document, limits);
  if (passed !== undefined) return tooComplex(passed.saanto, passed.raja);
  const syy = findLiteralFault(document, limits.maxText);
  if (syy !== undefined) return refuse({ code: "BAD_USER_INPUT", parameters: { syy } });
  // Expands fragments while it looks, so it needs the limits to hold.
  if (asksSchema.test(text) && validate(schema, document, [MaxIntrospectionDepthRule], { maxErrors: 1 }).length > 0) {
    return tooComplex("introspection", introspectionLists);
  }
  const errors = validate(schema, document, rules, { maxErrors: 20 });
  if (errors.length > 0) return { ok: false, errors: errors.map(toValidationError) };
  // Where each part stands was for the errors: what is kept is a third of the size without it.
  const chosen = chooseOperation(parse(text, { noLocation: true }), operationName, { text, schema, tellsPersons });
  if (!chosen.ok) return chosen;
  const entry = findEntryPassed(chosen.operation.definition.selectionSet, limits.maxEntries);
  return entry === undefined ? chosen : tooComplex(entry.saanto, entry.raja);
}

/** What only introspection holds. */
const asksSchema = /__schema|__type\b/;

/** Lists within lists of the schema that MaxIntrospectionDepthRule of graphql-js lets pass. */
const introspectionLists = 2;

function parseText(
  text: string,
  limits: OperationLimits,
): { readonly ok: true; readonly document: DocumentNode } | Extract<OperationResult, { ok: false }> {
  try {
    return { ok: true, document: parse(text, { maxTokens: limits.maxTokens }) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/more tha[nt] \d+ tokens/.test(error.message)) return tooComplex("tokens", limits.maxTokens);
    // graphql-js quotes the text it stumbled on, which may be a value: only the place is told.
    const locations = error.locations ?? [];
    const at = locations[0];
    const syy = at === undefined ? reasons.cut : toPlace(at);
    return refuse({ code: "GRAPHQL_PARSE_FAILED", parameters: { syy }, locations });
  }
}

function chooseOperation(
  document: DocumentNode,
  operationName: string | undefined,
  { text, ...options }: NormaliseOptions & { readonly text: string },
): OperationResult {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const named = operations.filter(
    (operation) => operationName === undefined || operation.name?.value === operationName,
  );
  const [definition, second] = named;
  if (definition === undefined || second !== undefined) {
    const syy = definition === undefined ? reasons.noSuchOperation : reasons.manyOperations;
    return refuse({ code: "OPERATION_RESOLUTION_FAILURE", parameters: { syy } });
  }
  const hash = createHash("sha256")
    .update(text)
    .update("\0")
    .update(operationName ?? "")
    .digest("hex");
  const normal = normalise(definition, document, options);
  const plain: DocumentNode = { kind: Kind.DOCUMENT, definitions: [normal] };
  return { ok: true, operation: { document: plain, definition: normal, operationName, hash } };
}

function toPlace({ line, column }: { readonly line: number; readonly column: number }): Reason {
  return {
    fi: `rivi ${line}, sarake ${column}`,
    sv: `rad ${line}, kolumn ${column}`,
    en: `line ${line}, column ${column}`,
  };
}

const reasons = {
  personalCode: {
    fi: "henkilö- tai tilitunnus on kyselyn tekstissä; anna se muuttujana",
    sv: "en personbeteckning eller ett kontonummer står i frågans text; ge det som variabel",
    en: "an identity code or account number stands in the query's text; give it as a variable",
  },
  cut: { fi: "teksti päättyy kesken", sv: "texten slutar för tidigt", en: "the text ends too early" },
  noSuchOperation: {
    fi: "sellaista ei ole kyselyssä",
    sv: "en sådan finns inte i frågan",
    en: "the query holds none of that name",
  },
  manyOperations: {
    fi: "kyselyssä on useita eikä operationName kerro, mikä",
    sv: "frågan har flera och operationName säger inte vilken",
    en: "the query holds several and operationName does not say which",
  },
} as const satisfies Record<string, Reason>;

/** A literal with an identity code would live in plan caches and stored operations. */
function findLiteralFault(document: DocumentNode, maxText: number): Reason | undefined {
  let found: Reason | undefined;
  visit(document, {
    StringValue({ value }) {
      found ??= hasPersonalCode(value) ? reasons.personalCode : findTextFault(value, maxText);
    },
  });
  return found;
}

/** The standard rule quotes the literal; ours says only what was expected and where. */
function QuietValuesRule(context: ValidationContext): ReturnType<typeof ValuesOfCorrectTypeRule> {
  const quiet: ValidationContext = Object.create(context, {
    reportError: {
      value(error: GraphQLError) {
        const expected = context.getInputType() ?? undefined;
        const message =
          expected === undefined ? "A value of a wrong type." : `Expected a value of type ${String(expected)}.`;
        context.reportError(new GraphQLError(message, { nodes: error.nodes ?? [] }));
      },
    },
  });
  return ValuesOfCorrectTypeRule(quiet);
}

/** The standard rules of graphql-js 16 let a mutation or subscription pass where the schema has none. */
function KnownOperationsRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`The schema has no ${node.operation}.`, { nodes: node }));
    },
  };
}

/**
 * Names that begin with two underscores are GraphQL's and ours, and those that begin with `_internal_` the planner's: a
 * client's alias is none of them.
 */
function ReservedAliasesRule(context: ValidationContext): ASTVisitor {
  return {
    Field({ alias }) {
      if (alias === undefined || !/^_(_|internal_)/.test(alias.value)) return;
      const message = "An alias may not begin with two underscores, or with _internal_.";
      context.reportError(new GraphQLError(message, { nodes: alias }));
    },
  };
}

const rules = [
  KnownOperationsRule,
  ReservedAliasesRule,
  DeferRule,
  ...specifiedRules
    .filter((rule) => rule !== MaxIntrospectionDepthRule)
    .map((rule) => (rule === ValuesOfCorrectTypeRule ? QuietValuesRule : rule)),
];

function toValidationError(error: GraphQLError): GraphError {
  return {
    code: "GRAPHQL_VALIDATION_FAILED",
    parameters: { syy: error.message },
    ...(error.locations === undefined ? {} : { locations: error.locations }),
  };
}

function tooComplex(saanto: string, raja: number): Extract<OperationResult, { ok: false }> {
  return refuse({ code: "OPERATION_TOO_COMPLEX", parameters: { saanto, raja } });
}

function refuse(error: GraphError): Extract<OperationResult, { ok: false }> {
  return { ok: false, errors: [error] };
}
