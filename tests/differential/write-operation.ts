import {
  doTypesOverlap,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  isInterfaceType,
  isUnionType,
  parse,
  validate,
} from "graphql";
import type { GraphQLCompositeType, GraphQLField, GraphQLSchema } from "graphql";
import { createDice } from "./dice.ts";
import type { Dice } from "./dice.ts";
import { hashOf } from "./values.ts";
import { createVariables } from "./write-values.ts";
import type { Variables } from "./write-values.ts";

/** An operation and the values of its variables. */
export interface WrittenOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Writes the operation that a list of choices makes over a schema: valid, and bounded in depth. */
export function writeOperation(schema: GraphQLSchema, choices: readonly number[]): WrittenOperation {
  const free = write(schema, choices, false);
  // Two fields of one response key may not be mergeable: then each key tells all that makes its field.
  return validate(schema, parse(free.text)).length === 0 ? free : write(schema, choices, true);
}

const maxDepth = 5;
const maxFields = 90;

interface Writer {
  readonly schema: GraphQLSchema;
  readonly dice: Dice;
  readonly variables: Variables;
  readonly isStrict: boolean;
  readonly fragments: { readonly name: string; readonly type: GraphQLCompositeType; readonly text: string }[];
  readonly budget: { left: number };
}

function write(schema: GraphQLSchema, choices: readonly number[], isStrict: boolean): WrittenOperation {
  const dice = createDice(choices);
  const variables = createVariables(dice);
  const writer: Writer = { schema, dice, variables, isStrict, fragments: [], budget: { left: maxFields } };
  const mutation = schema.getMutationType();
  const isMutation = dice.chance(12) && mutation !== undefined && mutation !== null;
  const root = isMutation ? mutation : schema.getQueryType();
  if (root === undefined || root === null) throw new Error("a schema without queries");
  const set = writeSet(writer, root, maxDepth);
  const fragments = writer.fragments.map(({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`);
  const head = `${isMutation ? "mutation" : "query"} Kysely${variables.declarations()}`;
  return { text: [`${head} ${set}`, ...fragments].join("\n"), variables: variables.given() };
}

function writeSet(writer: Writer, type: GraphQLCompositeType, depth: number): string {
  const count = 1 + writer.dice.upTo(depth === maxDepth ? 4 : 3);
  const selections = Array.from({ length: count }, () => writeSelection(writer, type, depth));
  return `{ ${selections.join(" ")} }`;
}

function writeSelection(writer: Writer, type: GraphQLCompositeType, depth: number): string {
  writer.budget.left -= 1;
  const kind = writer.dice.upTo(99);
  if (kind < 66 && !isUnionType(type)) return writeField(writer, type, depth);
  if (depth > 1 && writer.budget.left > 0) {
    if (kind >= 92) return `... ${writeDirective(writer, 60)}${writeSet(writer, type, depth - 1)}`;
    if (kind >= 84) return writeSpread(writer, type, depth);
    if (kind >= 74 || isUnionType(type)) return writeInline(writer, type, depth);
  }
  return `${isRoot(writer, type) ? "" : writeAlias(writer, "__typename", { type, argsText: "" })}__typename`;
}

function isRoot({ schema }: Writer, type: GraphQLCompositeType): boolean {
  return type === schema.getQueryType() || type === schema.getMutationType();
}

function writeInline(writer: Writer, type: GraphQLCompositeType, depth: number): string {
  const condition = pickCondition(writer, type);
  return `... on ${condition.name} ${writeDirective(writer, 10)}${writeSet(writer, condition, depth - 1)}`;
}

/** A type of which an object of this type may be. */
function pickCondition({ schema, dice }: Writer, type: GraphQLCompositeType): GraphQLCompositeType {
  const fitting = Object.values(schema.getTypeMap()).filter(
    (each): each is GraphQLCompositeType =>
      isCompositeType(each) && !each.name.startsWith("__") && doTypesOverlap(schema, type, each),
  );
  const objects = fitting.filter((each) => isObjectType(each));
  return dice.pick(isAbstractType(type) && dice.chance(70) && objects.length > 0 ? objects : fitting);
}

function writeSpread(writer: Writer, type: GraphQLCompositeType, depth: number): string {
  const { schema, dice, fragments } = writer;
  const known = fragments.filter((each) => doTypesOverlap(schema, type, each.type));
  if (known.length > 0 && dice.chance(50)) return `...${dice.pick(known).name} ${writeDirective(writer, 10)}`;
  const condition = pickCondition(writer, type);
  const directive = writeDirective(writer, 10);
  const text = writeSet(writer, condition, depth - 1);
  const name = `F${fragments.length}`;
  fragments.push({ name, type: condition, text });
  return `...${name} ${directive}`;
}

function writeField(writer: Writer, type: GraphQLCompositeType, depth: number): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return "__typename";
  const all = Object.values(type.getFields());
  const leaves = all.filter((field) => isLeafType(getNamedType(field.type)));
  const mayGoOn = depth > 1 && writer.budget.left > 0;
  const [first] = leaves;
  if (!mayGoOn && first === undefined) return "__typename";
  const objects = all.filter((field) => !leaves.includes(field));
  // Objects more often than they are.
  const field = writer.dice.pick(mayGoOn ? [...all, ...objects] : leaves);
  const argsText = writeArguments(writer, field);
  const alias = writeAlias(writer, field.name, { type, argsText });
  const below = getNamedType(field.type);
  const set = isCompositeType(below) ? ` ${writeSet(writer, below, depth - 1)}` : "";
  return `${alias}${field.name}${argsText} ${writeDirective(writer, 8)}${set}`;
}

interface Aliased {
  readonly type: GraphQLCompositeType;
  readonly argsText: string;
}

function writeAlias({ dice, isStrict }: Writer, name: string, { type, argsText }: Aliased): string {
  const own = `x_${type.name}_${name}${argsText === "" ? "" : `_${hashOf(argsText)}`}: `;
  const kind = dice.upTo(99);
  // A name that another field has, or that a planner needs for itself.
  const stolen = dice.pick(["id", "tunnus", "luku", "avain", "numero", "osa", "Int0", "String0", "n", "nimi"]);
  if (isStrict) return own;
  if (kind >= 92) return `${stolen}: `;
  return kind >= 75 || (argsText !== "" && kind >= 40) ? own : "";
}

function writeArguments({ variables, dice }: Writer, { args }: GraphQLField<unknown, unknown>): string {
  const given = args.flatMap(({ name, type, defaultValue }) => {
    const isOptional = !String(type).endsWith("!") || defaultValue !== undefined;
    if (isOptional && !dice.chance(65)) return [];
    return `${name}: ${variables.literal(type, defaultValue !== undefined)}`;
  });
  return given.length === 0 ? "" : `(${given.join(", ")})`;
}

function writeDirective({ dice, variables }: Writer, percent: number): string {
  if (!dice.chance(percent)) return "";
  const name = dice.pick(["include", "skip"]);
  const both = dice.chance(15) ? ` @${name === "skip" ? "include" : "skip"}(if: ${variables.condition()})` : "";
  return `@${name}(if: ${variables.condition()})${both} `;
}
