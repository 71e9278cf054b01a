import { isJsonObject } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { copyOfValue, merge } from "./merge.ts";
import type { Requirement } from "./plan.ts";
import type { IsOfType } from "./type-conditions.ts";

/** Variables with the operation's defaults filled in. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * Gives the representation of an object, by which a subgraph knows it; undefined when something that it needs is not
 * there, or the object is of another type. A representation shares nothing with the object.
 */
export type Represent = (object: JsonObject, variables: Variables) => JsonObject | undefined;

/** A maker of representations by what a fetch requires. */
export function createRepresent(requires: readonly Requirement[], isOfType: IsOfType): Represent {
  const picks = requires.map((each) => toPick(each, isOfType));
  return (object, variables) => {
    const representation: JsonObject = {};
    for (const pick of picks) if (!pick(object, representation, variables)) return undefined;
    return typeof representation["__typename"] === "string" ? representation : undefined;
  };
}

/** Is an object one that a fetch is for, whether or not all is there that it needs. */
export type Concerns = (object: JsonObject, variables: Variables) => boolean;

/** Tells by the types for which a fetch requires something. */
export function createConcerns(requires: readonly Requirement[], isOfType: IsOfType): Concerns {
  return ({ __typename: typename }, variables) =>
    typeof typename === "string" &&
    requires.some((each) => each.kind === "fragment" && isWanted(each, variables) && isOfType(typename, each.type));
}

type Fragment = Extract<Requirement, { kind: "fragment" }>;

function isWanted({ skipIf, includeIf }: Fragment, variables: Variables): boolean {
  if (skipIf !== undefined && variables[skipIf] === true) return false;
  return includeIf === undefined || variables[includeIf] === true;
}

/** Puts a part of an object into its representation; false when it is not there. */
type Pick = (object: JsonObject, into: JsonObject, variables: Variables) => boolean;

function toPick(requirement: Requirement, isOfType: IsOfType): Pick {
  return requirement.kind === "field" ? toFieldPick(requirement, isOfType) : toFragmentPick(requirement, isOfType);
}

function toFieldPick({ key, as, below }: Extract<Requirement, { kind: "field" }>, isOfType: IsOfType): Pick {
  if (below.length === 0) {
    return (object, into) => {
      const value = object[key];
      if (value === undefined || typeof value === "function") return false;
      into[as] = copyOfValue(value);
      return true;
    };
  }
  const picks = below.map((each) => toPick(each, isOfType));
  const pickValue = (value: unknown, variables: Variables): unknown => {
    if (Array.isArray(value)) return value.map((item) => pickValue(item, variables));
    if (!isJsonObject(value)) return value ?? null;
    const part: JsonObject = {};
    return picks.every((pick) => pick(value, part, variables)) ? part : null;
  };
  return (object, into, variables) => {
    if (!Object.hasOwn(object, key) || object[key] === undefined) return false;
    into[as] = pickValue(object[key], variables);
    return true;
  };
}

function toFragmentPick(fragment: Fragment, isOfType: IsOfType): Pick {
  const { type, below } = fragment;
  const picks = below.map((each) => toPick(each, isOfType));
  return (object, into, variables) => {
    if (!isWanted(fragment, variables)) return true;
    const typename = object["__typename"];
    if (typeof typename !== "string" || !isOfType(typename, type)) return true;
    const part: JsonObject = {};
    // One key of several may be missing: an entity is known by another.
    if (picks.every((pick) => pick(object, part, variables))) merge(into, part);
    return true;
  };
}
