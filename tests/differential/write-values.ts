import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  GraphQLBoolean,
  GraphQLNonNull,
} from "graphql";
import type { GraphQLInputType } from "graphql";
import type { Dice } from "./dice.ts";

/** Values of arguments, as literals and variables. */
export interface Variables {
  /** Text of a value of a type. `hasDefault`: its place has a value where none is given. */
  literal(type: GraphQLInputType, hasDefault: boolean): string;
  /** Text of a condition of `@skip` and `@include`. */
  condition(): string;
  /** What is declared, in parentheses. */
  declarations(): string;
  given(): Readonly<Record<string, unknown>>;
}

interface Declared {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** Begins the variables of an operation. */
export function createVariables(dice: Dice): Variables {
  const declared: Declared[] = [];
  const given: Record<string, unknown> = {};
  const declare = (type: GraphQLInputType, hasDefault: boolean): string => {
    const isOptional = !isNonNullType(type);
    const known = declared.filter((each) => each.type === String(type));
    if (known.length > 0 && dice.chance(50)) return `$${dice.pick(known).name}`;
    const name = `v${declared.length}`;
    const ownType = isOptional && dice.chance(20) ? new GraphQLNonNull(type) : type;
    const asNullable = isNonNullType(ownType) && hasDefault && dice.chance(30) ? ownType.ofType : ownType;
    const withDefault = dice.chance(30);
    const text = withDefault ? ` = ${toText(plainValue(asNullable, dice, { depth: 0, mayBeNull: false }))}` : "";
    const mayOmit = withDefault || !isNonNullType(asNullable);
    declared.push({ name, type: String(asNullable), text: `$${name}: ${String(asNullable)}${text}` });
    if (!mayOmit || dice.chance(60)) {
      // A place with a default takes a variable that may be null, but no null.
      const mayBeNull = !isNonNullType(type);
      given[name] = toJson(plainValue(asNullable, dice, { depth: 0, mayBeNull }));
    }
    return `$${name}`;
  };
  const literal = (type: GraphQLInputType, hasDefault: boolean, depth = 0): string => {
    if (dice.chance(depth === 0 ? 45 : 20)) return declare(type, hasDefault);
    if (isNonNullType(type)) return presentLiteral(type.ofType, depth);
    return dice.chance(10) ? "null" : presentLiteral(type, depth);
  };
  const presentLiteral = (type: GraphQLInputType, depth: number): string => {
    if (isListType(type)) {
      const items = Array.from({ length: dice.upTo(2) }, () => literal(type.ofType, false, depth + 1));
      return `[${items.join(", ")}]`;
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(() => depth < 3 && dice.chance(50));
      return `{ ${fields.map((each) => `${each.name}: ${literal(each.type, each.defaultValue !== undefined, depth + 1)}`).join(", ")} }`;
    }
    return toText(plainValue(type, dice, { depth, mayBeNull: false }));
  };
  return {
    literal: (type, hasDefault) => literal(type, hasDefault),
    condition() {
      if (dice.chance(25)) return dice.pick(["true", "false"]);
      return declare(new GraphQLNonNull(GraphQLBoolean), false);
    },
    declarations: () => (declared.length === 0 ? "" : `(${declared.map(({ text }) => text).join(", ")})`),
    given: () => given,
  };
}

/** The name of a value of an enum, which is written without quotes. */
class EnumName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

interface ValuePlace {
  readonly depth: number;
  readonly mayBeNull: boolean;
}

function plainValue(type: GraphQLInputType, dice: Dice, { depth, mayBeNull }: ValuePlace): unknown {
  if (isNonNullType(type)) return plainValue(type.ofType, dice, { depth, mayBeNull: false });
  if (mayBeNull && dice.chance(12)) return null;
  if (isListType(type)) {
    return Array.from({ length: dice.upTo(2) }, () =>
      plainValue(type.ofType, dice, { depth: depth + 1, mayBeNull: true }),
    );
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(() => depth < 2 && dice.chance(50));
    return Object.fromEntries(
      fields.map((each) => [each.name, plainValue(each.type, dice, { depth: depth + 1, mayBeNull: true })]),
    );
  }
  if (isEnumType(type)) return new EnumName(dice.pick(type.getValues()).name);
  return isScalarType(type) ? scalarValue(type.name, dice) : null;
}

function scalarValue(name: string, dice: Dice): unknown {
  switch (name) {
    case "Int":
      return dice.pick([1, 0, -7, 2147483647]);
    case "Float":
      return dice.pick([1.5, 2, -0.25, 1e30]);
    case "Boolean":
      return !dice.chance(50);
    case "String":
    case "ID":
      return dice.pick(["s", "", 'lainaus " ja \\', "äö😀", "rivi\nvaihto"]);
    default:
      return dice.pick([1, "raaka", true]);
  }
}

function toText(value: unknown): string {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return `[${value.map((item) => toText(item)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${toText(item)}`)
    .join(", ")} }`;
}

function toJson(value: unknown): unknown {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return value.map((item) => toJson(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}
