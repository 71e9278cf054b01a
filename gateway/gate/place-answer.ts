import type { GraphError } from "../errors.ts";
import { isObject } from "../is-object.ts";
import { placesOf } from "./at-pattern.ts";
import type { Verdict } from "./judge.ts";
import { gateKeys, keysOf } from "./narrow.ts";
import type { Denial, PersonBorder } from "./narrow.ts";
import type { Group } from "./stances.ts";

/** An object of an answer. */
export type Entity = Record<string, unknown>;

type Path = readonly (string | number)[];

/** Puts what an answer tells of each person into the person's entity, and gives the answer's errors by position. */
export function placeAnswer(
  answer: { readonly data: Entity | null; readonly errors: readonly GraphError[] },
  { members, narrowed }: Pick<Group, "members" | "narrowed">,
): readonly GraphError[] {
  const given: unknown = answer.data?.["_entities"];
  const whole = Array.isArray(given) && given.length === members.length ? (given as readonly unknown[]) : undefined;
  for (const [at, { person, entity }] of members.entries()) {
    const told = whole?.[at];
    Object.assign(entity, isObject(told) ? told : toMissing(narrowed, person));
  }
  const errors = answer.errors.flatMap((error) => spread(error, members, narrowed.keys));
  if (whole !== undefined || errors.length > 0) return errors;
  const invalid: GraphError = { code: "SOURCE_INVALID_RESPONSE", parameters: {} };
  return spread(invalid, members, narrowed.keys);
}

/** An error of the whole call concerns every field asked of every person in it. */
function spread(error: GraphError, members: Group["members"], keys: readonly string[]): readonly GraphError[] {
  const [root, at, ...rest] = error.path ?? [];
  const member = root === "_entities" && typeof at === "number" ? members[at] : undefined;
  if (member !== undefined && rest.length > 0) return [{ ...error, path: [member.position, ...rest] }];
  const concerned = member === undefined ? members : [member];
  return concerned.flatMap(({ position }) => keys.map((key) => ({ ...error, path: [position, key] })));
}

/** Nothing came of this person: who they are stands, as the caller said it. */
function toMissing({ keys, selectionSet }: Group["narrowed"], person: Entity): Entity {
  const own = selectionSet === undefined ? {} : keysOf(selectionSet, person);
  return { ...own, ...Object.fromEntries(keys.map((key) => [key, null])) };
}

/** Writes null where a field was taken out, and tells why; `base` is the path of what it was taken out of. */
export function applyDenials(root: Entity, denials: readonly Denial[], base: Path = []): readonly GraphError[] {
  return denials.flatMap(({ at, verdict, tieto }) =>
    placesOf(root, at, base).map(({ holder, key, path }) => {
      holder[key] = null;
      return toDenialError(verdict, tieto, path);
    }),
  );
}

/** The error of a denial: which item, by which rule, and what would allow it. */
export function toDenialError(
  { code, saanto, neuvo, lahde }: Verdict,
  tieto: number | undefined,
  path: Path,
): GraphError {
  const parameters = {
    ...(tieto === undefined ? {} : { tieto }),
    ...(saanto === undefined ? {} : { saanto }),
    ...(neuvo === undefined ? {} : { neuvo }),
    ...(lahde === undefined ? {} : { lahde }),
  };
  return { code, path, parameters };
}

/** A person whom an answer mentions, and where. */
export interface Mention {
  readonly holder: Entity;
  readonly path: Path;
  readonly id: string;
}

/** The persons an answer mentions at a border. The key by which the gate learnt them is taken away. */
export function mentionsAt(root: Entity, border: PersonBorder): readonly Mention[] {
  return placesOf(root, border.at).flatMap(({ holder, key, path }) =>
    objectsIn(holder[key], path).flatMap(({ object, path: at }) => {
      const id = object[gateKeys.border];
      delete object[gateKeys.border];
      return typeof id === "string" ? [{ holder: object, path: at, id }] : [];
    }),
  );
}

function objectsIn(value: unknown, path: Path): readonly { readonly object: Entity; readonly path: Path }[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => objectsIn(item, [...path, at]));
  return isObject(value) ? [{ object: value, path }] : [];
}
