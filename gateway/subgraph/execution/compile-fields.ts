import type { GraphQLObjectType, SelectionSetNode } from "graphql";
import { collectFields } from "./collect-fields.ts";
import { compileField } from "./compile-field.ts";
import type { Kit, RunFields } from "./field-site.ts";
import type { Run, RunField, Variables } from "./run.ts";
import { fillIn } from "./wait.ts";

type Answer = Record<string, unknown>;

/** What is asked of a type. */
export interface AskedFields {
  readonly type: GraphQLObjectType;
  readonly sets: readonly SelectionSetNode[];
  /** By these `@skip` and `@include` are decided. */
  readonly variables: Variables;
}

/** Makes what gives of an object all that is asked of it, side by side. @throws GraphQLError as `collectFields`. */
export function compileFields(kit: Kit, asked: AskedFields): RunFields {
  const { keys, fields, toAnswer } = toFields(kit, asked);
  return (run, source, path) => {
    const answer = toAnswer();
    let waiting: string[] | undefined;
    try {
      for (let at = 0; at < fields.length; at += 1) {
        // Both lists are of one length.
        const key = keys[at] as string;
        const value = (fields[at] as RunField)(run, source, path);
        answer[key] = value;
        if (value instanceof Promise) (waiting ??= []).push(key);
      }
    } catch (error) {
      if (waiting === undefined) throw error;
      // Those that wait run on: an object fails when they have ended, and what fails of them is not told.
      return fillIn(answer, waiting).finally(() => {
        throw error;
      });
    }
    return waiting === undefined ? answer : fillIn(answer, waiting);
  };
}

/** The same of a mutation: each field has ended before the next one begins. */
export function compileSerialFields(kit: Kit, asked: AskedFields): RunFields {
  const { keys, fields, toAnswer } = toFields(kit, asked);
  const runFrom = (first: number, answer: Answer, run: Run): Answer | Promise<Answer> => {
    for (let at = first; at < fields.length; at += 1) {
      const key = keys[at] as string;
      const value = (fields[at] as RunField)(run, undefined, undefined);
      answer[key] = value;
      if (!(value instanceof Promise)) continue;
      return value.then((resolved: unknown) => {
        answer[key] = resolved;
        return runFrom(at + 1, answer, run);
      });
    }
    return answer;
  };
  return (run) => runFrom(0, toAnswer(), run);
}

interface Fields {
  readonly keys: readonly string[];
  readonly fields: readonly RunField[];
  /** An object of its own for each answer. */
  readonly toAnswer: () => Answer;
}

function toFields(kit: Kit, { type, sets, variables }: AskedFields): Fields {
  const { schema, fragments } = kit;
  const keys: string[] = [];
  const fields: RunField[] = [];
  for (const [key, nodes] of collectFields(sets, { schema, fragments, variables, type })) {
    const field = compileField(kit, type, { key, nodes });
    // A field that the type does not have is left out, as graphql-js does.
    if (field === undefined) continue;
    keys.push(key);
    fields.push(field);
  }
  // With a prototype of its own, an object would take this key for that.
  const toAnswer = keys.includes("__proto__") ? (): Answer => Object.create(null) as Answer : (): Answer => ({});
  return { keys, fields, toAnswer };
}
