import { getNamedType, isCompositeType, isObjectType, isUnionType } from "graphql";
import type { GraphQLCompositeType, GraphQLField, GraphQLSchema } from "graphql";
import type { Dice } from "../../../differential/dice.ts";

/** An operation as text, with its variables. */
export interface RandomOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Writing {
  readonly schema: GraphQLSchema;
  readonly dice: Dice;
  readonly fragments: string[];
  left: number;
}

const head = "$k: Boolean! = true, $e: Boolean, $n: Int!, $m: Int, $o: Ehto, $s: [String!], $l: Laji = PIENI";

/** Writes an operation: aliases, fragments, conditions, arguments; fields under one key need not be the same field. */
export function writeRandomOperation(schema: GraphQLSchema, dice: Dice): RandomOperation {
  const writing: Writing = { schema, dice, fragments: [], left: 60 };
  const isMutation = dice.chance(20);
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (root === undefined || root === null) throw new Error("a schema without a root");
  const body = writeSet(root, 0, writing);
  const text = [`${isMutation ? "mutation" : "query"} (${head}) ${body}`, ...writing.fragments].join("\n");
  return { text, variables: writeVariables(dice) };
}

function writeVariables(dice: Dice): Readonly<Record<string, unknown>> {
  const all: readonly (readonly [string, readonly unknown[]])[] = [
    ["k", [undefined, true, false]],
    ["e", [true, false, undefined, null]],
    ["n", [1, 2, undefined, "väärä"]],
    ["m", [7, null, undefined]],
    ["o", [{ raja: 1 }, undefined, {}, { sanat: "a", sisa: { raja: 2 } }, null]],
    ["s", [["x"], undefined, "yksi", []]],
    ["l", ["ISO", undefined, "PIENI", "MUU"]],
  ];
  return Object.fromEntries(
    all.flatMap(([name, values]) => {
      // The last ones of a list are refused: seldom.
      const value = dice.chance(8) ? values.at(-1) : values[dice.upTo(Math.max(0, values.length - 2))];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function writeSet(type: GraphQLCompositeType, depth: number, writing: Writing): string {
  const { dice } = writing;
  const count = 1 + dice.upTo(depth === 0 ? 3 : 5);
  const parts = Array.from({ length: count }, () => writeSelection(type, depth, writing));
  return `{ ${parts.join(" ")} }`;
}

function writeSelection(type: GraphQLCompositeType, depth: number, writing: Writing): string {
  const { dice, schema } = writing;
  if (depth > 0 && dice.chance(25)) {
    const possible = isObjectType(type) ? [type] : schema.getPossibleTypes(type);
    const wider = [...possible, type, schema.getType("Elain")].filter(isCompositeType);
    const condition = dice.pick(wider);
    const set = writeSet(condition, depth + 1, writing);
    if (dice.chance(50)) return `... on ${condition.name}${writeCondition(dice)} ${set}`;
    const name = `f${writing.fragments.length}`;
    writing.fragments.push(`fragment ${name} on ${condition.name} ${set}`);
    const spread = `...${name}${writeCondition(dice)}`;
    return dice.chance(30) ? `${spread} ${spread}` : spread;
  }
  if (isUnionType(type) || dice.chance(8)) return `${dice.chance(30) ? "t: " : ""}__typename`;
  return writeField(type, depth, writing);
}

function writeField(
  type: Exclude<GraphQLCompositeType, { getTypes(): unknown }>,
  depth: number,
  writing: Writing,
): string {
  const { dice } = writing;
  const isEnd = depth > 5 || writing.left <= 0;
  const all = Object.values(type.getFields());
  const leaves = all.filter((field) => !isCompositeType(getNamedType(field.type)));
  const fields = isEnd && leaves.length > 0 ? leaves : all;
  const field = dice.pick(fields);
  writing.left -= 1;
  const below = getNamedType(field.type);
  const alias = dice.chance(25) ? `${dice.pick(["a", "b", field.name, "nimi", "then"])}: ` : "";
  const start = `${alias}${field.name}${writeArguments(field, dice)}${writeCondition(dice)}`;
  if (!isCompositeType(below)) return start;
  const set = isEnd ? "{ __typename }" : writeSet(below, depth + 1, writing);
  return `${start} ${set}`;
}

function writeCondition(dice: Dice): string {
  if (!dice.chance(20)) return dice.chance(5) ? " @merkki" : "";
  return ` ${dice.pick([
    "@include(if: $k)",
    "@skip(if: $k)",
    "@skip(if: false)",
    "@include(if: true) @skip(if: $e)",
    "@include(if: $k) @skip(if: $k)",
    "@include(if: $eiole)",
  ])}`;
}

const values: Readonly<Record<string, readonly string[]>> = {
  kovaa: ["true", "$e", "$k", "null"],
  kertaa: ["1", "$n", "$m", "2"],
  laji: ["ISO", "$l"],
  ehto: ["{ raja: 1 }", "$o", "{ raja: $n, sisa: { raja: $m } }", "null", "{ sanat: $s }"],
  sanat: ['["b"]', "$s", '"yksi"', '["a", null]'],
  luku: ["1", "$m", "$n"],
};

function writeArguments(field: GraphQLField<unknown, unknown>, dice: Dice): string {
  const given = field.args.flatMap(({ name }) =>
    dice.chance(name === "kertaa" ? 92 : 60) ? [`${name}: ${dice.pick(values[name] ?? ["1"])}`] : [],
  );
  return given.length === 0 ? "" : `(${given.join(", ")})`;
}
