import { isObject } from "../../is-object.ts";
import type { JsonObject } from "./json.ts";
import { merge } from "./merge.ts";
import type { Requirement } from "./plan.ts";
import type { IsOfType, Types } from "./type-conditions.ts";
import { toJsonText } from "./write-leaf.ts";

/** Variables with the operation's defaults filled in. */
export type Variables = Readonly<Record<string, unknown>>;

/** What of a run decides what a representation holds. */
export interface Known {
  readonly variables: Variables;
  /** Objects that a subgraph did not know: what they lack within another's representation is null. */
  readonly unknown: ReadonlyMap<JsonObject, unknown>;
}

/**
 * Gives the representation of an object, by which a subgraph knows it, as JSON; undefined when something that it needs is
 * not there, or the object is of another type.
 */
export type Represent = (object: JsonObject, known: Known) => string | undefined;

/** A maker of representations by what a fetch requires. */
export function createRepresent(requires: readonly Requirement[], types: Types): Represent {
  const write = toMembers(requires, types.isOfType);
  const type = onlyTypeOf(requires, types);
  return (object, known) => {
    const typed = type === undefined || object["__typename"] !== undefined ? object : { ...object, __typename: type };
    const members = write(typed, known);
    return members === undefined || members === "" ? undefined : `{${members}}`;
  };
}

/** Is an object one that a fetch is for, whether or not all is there that it needs. */
export type Concerns = (object: JsonObject, variables: Variables) => boolean;

/** Tells by the types for which a fetch requires something. */
export function createConcerns(requires: readonly Requirement[], types: Types): Concerns {
  const type = onlyTypeOf(requires, types);
  return ({ __typename: typename = type }, variables) =>
    typeof typename === "string" &&
    requires.some(
      (each) => each.kind === "fragment" && isWanted(each, variables) && types.isOfType(typename, each.type),
    );
}

/** The object type of all that a fetch is for, if it is one: what does not tell its type is of it. */
function onlyTypeOf(requires: readonly Requirement[], { isObjectName }: Types): string | undefined {
  const [first, ...others] = requires.map((each) => (each.kind === "fragment" ? each.type : undefined));
  return first !== undefined && isObjectName(first) && others.every((each) => each === first) ? first : undefined;
}

type Field = Extract<Requirement, { kind: "field" }>;
type Fragment = Extract<Requirement, { kind: "fragment" }>;

function isWanted({ skipIf, includeIf }: Fragment, variables: Variables): boolean {
  if (skipIf !== undefined && variables[skipIf] === true) return false;
  return includeIf === undefined || variables[includeIf] === true;
}

/** Writes members of a JSON object, with commas between them; undefined when one of them is not there. */
type WriteMembers = (object: JsonObject, known: Known) => string | undefined;

function toMembers(requirements: readonly Requirement[], isOfType: IsOfType): WriteMembers {
  const writers = requirements.map((each) =>
    each.kind === "field" ? toField(each, isOfType) : toFragment(each, isOfType),
  );
  // Two of which each gives something may give the same: of fields alone none does.
  const join = requirements.some(({ kind }) => kind === "fragment") ? joinMembers : toList;
  return (object, known) => {
    let members = "";
    for (const write of writers) {
      const more = write(object, known);
      if (more === undefined) return undefined;
      if (more !== "") members = members === "" ? more : join(members, more);
    }
    return members;
  };
}

function toList(members: string, more: string): string {
  return `${members},${more}`;
}

function joinMembers(members: string, more: string): string {
  const object = toObject(members);
  merge(object, toObject(more));
  return JSON.stringify(object).slice(1, -1);
}

function toObject(members: string): JsonObject {
  // Members as they were written here.
  return JSON.parse(`{${members}}`) as JsonObject;
}

function toField({ key, as, below }: Field, isOfType: IsOfType): WriteMembers {
  const start = `${JSON.stringify(as)}:`;
  const writeBelow = below.length === 0 ? undefined : toTypedMembers(below, isOfType);
  return (object, known) => {
    const value = object[key];
    // What every object has, such as toString, is no value.
    if (value === undefined || typeof value === "function") return undefined;
    const text = writeBelow === undefined ? writeLeaf(value) : writePart(value, writeBelow, known);
    return text === undefined ? undefined : start + text;
  };
}

/**
 * Members of an object of which something else is required by its type: that it tells which it is, though none requires so.
 * What another field requires of another type may be there too.
 */
function toTypedMembers(below: readonly Requirement[], isOfType: IsOfType): WriteMembers {
  const write = toMembers(below, isOfType);
  const tellsType = below.some((each) => each.kind === "field" && each.as === "__typename");
  if (tellsType || below.every(({ kind }) => kind === "field")) return write;
  return (object, known) => {
    const [members, typename] = [write(object, known), object["__typename"]];
    if (members === undefined || typeof typename !== "string") return members;
    const own = `"__typename":${toJsonText(typename)}`;
    return members === "" ? own : toList(own, members);
  };
}

function writeLeaf(value: unknown): string {
  return typeof value === "string" ? toJsonText(value) : JSON.stringify(value);
}

/** An object that lacks something was not asked for it, or in vain: to say null of it would be a lie. */
function writePart(value: unknown, write: WriteMembers, known: Known): string | undefined {
  if (Array.isArray(value)) {
    const items = value.map((item) => writePart(item, write, known));
    return items.includes(undefined) ? undefined : `[${items.join(",")}]`;
  }
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const members = write(value, known);
  if (members !== undefined) return `{${members}}`;
  return known.unknown.has(value) ? "null" : undefined;
}

function toFragment(fragment: Fragment, isOfType: IsOfType): WriteMembers {
  const { type, below } = fragment;
  const write = toMembers(below, isOfType);
  return (object, known) => {
    if (!isWanted(fragment, known.variables)) return "";
    const typename = object["__typename"];
    if (typeof typename !== "string" || !isOfType(typename, type)) return "";
    // One key of several may be missing: an entity is known by another.
    return write(object, known) ?? "";
  };
}
