/**
 * What to do about the errors of composition that come up most, by their code; the codes are those
 * of GraphQL federation 2.
 */
const advice: Readonly<Record<string, string>> = {
  INVALID_GRAPHQL: "mend the schema there: it must be valid by itself",
  INVALID_FIELD_SHARING: "let one subgraph have the field, or mark it @shareable in every one that has it",
  FIELD_TYPE_MISMATCH: "give the field the same type in every subgraph that has it",
  FIELD_ARGUMENT_TYPE_MISMATCH: "give the argument the same type in every subgraph that has it",
  FIELD_ARGUMENT_DEFAULT_MISMATCH: "give the argument the same default in every subgraph that has it",
  REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH: "add the argument to every subgraph that has the field",
  TYPE_KIND_MISMATCH: "choose another name for one of the types",
  ENUM_VALUE_MISMATCH: "give the enum the same values in every subgraph, or move it to schema/yhteiset.graphql",
  EXTERNAL_MISSING_ON_BASE: "name a field that another subgraph has, or drop @external",
  EXTERNAL_UNUSED: "drop the @external field, or use it in @requires or @provides",
  KEY_INVALID_FIELDS: "name a field of the type in @key",
  REQUIRES_INVALID_FIELDS: "name a field of the type in @requires, and mark it @external here",
  PROVIDES_INVALID_FIELDS: "name a field of the returned type in @provides",
  SATISFIABILITY_ERROR:
    "give the type a @key here and in the subgraph that has the field, or mark the field @shareable",
  NO_QUERIES: "add a Query field to one of the subgraphs",
  INCONSISTENT_DESCRIPTION: "describe it in one subgraph only, or the same in all",
  INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS:
    "give the mark the same arguments in every subgraph that has the field",
  MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS: "give the mark the same arguments in every subgraph that has the field",
};

/** One thing to do about a composition error or hint. A code that is not in the table is named. */
export function adviceFor(code: string): string {
  return Object.hasOwn(advice, code) && advice[code] !== undefined
    ? advice[code]
    : `make the subgraphs agree; the rule is ${code} of GraphQL federation 2`;
}
