import { parse } from "graphql";
import type { Rule } from "../../../schema/rules/index.ts";

/** Shared types of the fixtures: one that is public, one that is not. */
const yhteiset = `
type Koodi @viitetieto { arvo: String! }
type Raha { sentit: Int! teksti: String! }
`;

/** Problems of one rule over a fixture as `line:column  what  →  what to do`; items 1, 23 and 26 are known. */
export function check(rule: Rule, schemaText: string, subgraph = "kela"): readonly string[] {
  const context = { subgraph, tiedot: new Set([1, 23, 26]), yhteiset: parse(yhteiset) };
  return rule(parse(schemaText), context).map(
    ({ line, column, what, next }) => `${line}:${column}  ${what}  →  ${next}`,
  );
}
