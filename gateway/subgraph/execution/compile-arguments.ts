import { getArgumentValues, Kind } from "graphql";
import type { ArgumentNode, FieldNode, GraphQLArgument, GraphQLField } from "graphql";
import type { Variables } from "./run.ts";

/**
 * A field's arguments in a run: an object of the resolver's own, or one that nobody can write into. @throws GraphQLError
 * for a value that is not there.
 */
export type ToArguments = (variables: Variables) => Record<string, unknown>;

type Definition = GraphQLField<unknown, unknown>;

/**
 * Makes what gives a field its arguments, as graphql-js does. Plain values of the operation and defaults are read once,
 * variables are put in as they are; what is neither, such as a list or an object, is made anew for each call.
 */
export function compileArguments(definition: Definition, node: FieldNode): ToArguments {
  if (definition.args.length === 0) return () => none;
  const whole: ToArguments = (variables) => getArgumentValues(definition, node, variables);
  const readers = definition.args.map((argument) => toReader(argument, definition, node));
  if (!readers.every((reader) => reader !== undefined)) return whole;
  return (variables) => {
    const values: Record<string, unknown> = {};
    for (const { name, value, variable } of readers) {
      const given = variable === undefined ? value : readVariable(variables, variable);
      // Left out, or null where it may not be: what then holds is graphql-js's to say.
      if (variable !== undefined && (given === undefined || given === null)) return whole(variables);
      if (given !== undefined) values[name] = given;
    }
    return values;
  };
}

const none: Record<string, unknown> = Object.freeze({});

function readVariable(variables: Variables, name: string): unknown {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}

interface Reader {
  readonly name: string;
  /** Name of the variable that holds it; else `value` does, undefined where there is none. */
  readonly variable?: string;
  readonly value?: unknown;
}

/** Undefined for one that has to be made for each call. */
function toReader(argument: GraphQLArgument, definition: Definition, node: FieldNode): Reader | undefined {
  const { name } = argument;
  if (name === "__proto__") return undefined;
  const own = node.arguments?.findLast((each) => each.name.value === name);
  if (own?.value.kind === Kind.VARIABLE) return { name, variable: own.value.name.value };
  if (own !== undefined && !isPlain(own)) return undefined;
  try {
    const value = getArgumentValues({ ...definition, args: [argument] }, node, {})[name];
    return typeof value === "object" && value !== null ? undefined : { name, value };
  } catch {
    // Refused every time, when it is asked.
    return undefined;
  }
}

/** Holds no variable inside. */
function isPlain({ value: { kind } }: ArgumentNode): boolean {
  return kind !== Kind.LIST && kind !== Kind.OBJECT;
}
