import { createFindObjects } from "./find-objects.ts";
import type { FindObjects } from "./find-objects.ts";
import type { JsonObject } from "./json.ts";
import type { EntityPart } from "./plan.ts";
import { createConcerns, createRepresent } from "./represent.ts";
import type { Concerns, Represent } from "./represent.ts";
import { applyRewrites } from "./rewrite.ts";
import type { Run } from "./run.ts";
import { toSingleKey } from "./single-key.ts";
import type { SingleKey } from "./single-key.ts";
import type { IsOfType, Types } from "./type-conditions.ts";

/** One list of entities of a fetch, ready to be gathered. */
export interface ReadyPart extends Pick<EntityPart, "alias" | "variable" | "outputRewrites"> {
  readonly find: FindObjects;
  readonly isFor: Concerns;
  readonly represent: Represent;
  /** Undefined where an object is known by more than one key. */
  readonly singleKey: SingleKey | undefined;
}

/** Makes ready what turns on no request. */
export function toReadyPart(part: EntityPart, types: Types): ReadyPart {
  const { requires, inputRewrites } = part;
  const finders = part.paths.map((path) => createFindObjects(path, types.isOfType));
  const represent = createRepresent(requires, types);
  return {
    alias: part.alias,
    variable: part.variable,
    outputRewrites: part.outputRewrites,
    find: (value, into) => {
      for (const find of finders) find(value, into);
    },
    isFor: createConcerns(requires, types),
    represent: inputRewrites.length === 0 ? represent : toRewritten(represent, inputRewrites, types.isOfType),
    singleKey: inputRewrites.length === 0 ? toSingleKey(requires, types) : undefined,
  };
}

function toRewritten(represent: Represent, rewrites: EntityPart["inputRewrites"], isOfType: IsOfType): Represent {
  return (object, known) => {
    const text = represent(object, known);
    if (text === undefined) return undefined;
    const value: unknown = JSON.parse(text);
    applyRewrites(rewrites, value, isOfType);
    return JSON.stringify(value);
  };
}

/** An entity as it is asked for: its one key, or its JSON. */
type Representation = string | number | { readonly text: string };

/** What one part of a fetch asks, and for whom. */
export interface Gathered {
  readonly representations: readonly Representation[];
  /** Objects of the answer, and for each which representation is its own. */
  readonly targets: readonly JsonObject[];
  readonly positions: readonly number[];
  /** Objects that can't be asked: something that their representation needs is not there. */
  readonly missed: readonly JsonObject[];
}

/** What is asked, as a list of JSON. */
export function toListText({ representations }: Gathered, { singleKey }: ReadyPart): string {
  const texts = representations.map((each) => (typeof each === "object" ? each.text : (singleKey?.write(each) ?? "")));
  return `[${texts.join(",")}]`;
}

/** The same as objects. */
export function toList({ representations }: Gathered, { singleKey }: ReadyPart): readonly unknown[] {
  return representations.map((each): unknown =>
    typeof each === "object" ? JSON.parse(each.text) : singleKey?.toObject(each),
  );
}

/** Finds the objects that a part is of, each distinct one once. */
export function gather({ find, represent, isFor, singleKey }: ReadyPart, run: Run): Gathered {
  const found: JsonObject[] = [];
  find(run.data, found);
  const missed: JsonObject[] = [];
  const targets: JsonObject[] = [];
  const positions: number[] = [];
  const representations: Representation[] = [];
  const known = new Map<string | number, number>();
  for (const target of found) {
    // By one key, equal objects are known before anything is written.
    const key = singleKey?.keyOf(target);
    const text = key === undefined ? represent(target, run) : undefined;
    const identity = key ?? text;
    if (identity === undefined) {
      if (isFor(target, run.variables)) missed.push(target);
      continue;
    }
    let position = known.get(identity);
    if (position === undefined) {
      position = representations.push(text === undefined ? identity : { text }) - 1;
      known.set(identity, position);
    }
    targets.push(target);
    positions.push(position);
  }
  return { representations, targets, positions, missed };
}
