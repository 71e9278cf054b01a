import { isLeaf, chooseType, toField } from "./choose-fields.ts";
import type { Draft } from "./choose-fields.ts";
import type { WorldOptions } from "./world-options.ts";
import type { Dice } from "./dice.ts";
import { keyFields, namedTypeOf } from "./world.ts";
import type { EntityType, FamilyType, Field, UnionType, ValueType } from "./world.ts";

/** A type to which a field with `@requires` is added, and the subgraph of that field. */
export interface RequiresPlace {
  readonly type: EntityType | FamilyType;
  readonly subgraph: string;
  readonly options: WorldOptions;
}

/** Adds a field that is computed from fields of other subgraphs, if there are any. */
export function addRequires(draft: Draft, dice: Dice, { type, subgraph, options }: RequiresPlace): void {
  const candidates = type.fields.filter((each) => mayBeRequired(each, subgraph));
  const parts = dice.some(candidates, 1, 3).flatMap((field) => {
    const text = toRequirement(draft, dice, { type, field, subgraph, options });
    return text === undefined ? [] : { field, text };
  });
  if (parts.length === 0) return;
  for (const { field } of parts) field.external.add(subgraph);
  const chosen = chooseType(draft, dice, { subgraphs: [subgraph], valuesBelow: Infinity, isAnywhere: false });
  const prefix = type.kind === "family" ? "p" : "";
  const requires = parts.map(({ text }) => text).join(" ");
  type.fields.push(
    toField({ ...chosen, name: `${prefix}${draft.nameFor(type, chosen.type)}`, in: [subgraph], requires }),
  );
}

function mayBeRequired(field: Field, subgraph: string): boolean {
  return !field.in.includes(subgraph) && field.overridden !== subgraph;
}

interface Part extends RequiresPlace {
  readonly field: Field;
}

/** What of a field is required; undefined when it leads where the subgraph can't follow. */
function toRequirement(draft: Draft, dice: Dice, part: Part): string | undefined {
  const { field, subgraph, options } = part;
  const call = field.requiredAs.get(subgraph) ?? toCall(dice, field, options);
  if (call === undefined) return undefined;
  // Of an interface object the native planner asks both with one representation: see README.md.
  if (part.type.kind === "family") field.requiredAs.set(subgraph, call);
  if (isLeaf(field)) return call;
  const type = draft.types.get(namedTypeOf(field.type));
  if (type?.kind === "value") {
    const below = toValuePart(dice, type);
    return below === undefined ? undefined : `${call} { ${below} }`;
  }
  if (type?.kind === "entity" && type.family === undefined) {
    return `${call} { ${toEntityPart(dice, type, subgraph)} }`;
  }
  return type?.kind === "union" ? toUnionPart(draft, dice, { type, call, subgraph }) : undefined;
}

interface UnionPart {
  readonly type: UnionType;
  readonly call: string;
  readonly subgraph: string;
}

function toUnionPart(draft: Draft, dice: Dice, { type, call, subgraph }: UnionPart): string | undefined {
  const members = (type.members.get(subgraph) ?? []).flatMap((name) => draft.types.get(name) ?? []);
  const below = members.flatMap((member) => {
    const part =
      member.kind === "value"
        ? toValuePart(dice, member)
        : member.kind === "entity"
          ? toEntityPart(dice, member, subgraph)
          : undefined;
    return part === undefined ? [] : `... on ${member.name} { ${part} }`;
  });
  return below.length === 0 ? undefined : `${call} { ${below.join(" ")} }`;
}

function toCall(dice: Dice, field: Field, options: WorldOptions): string | undefined {
  const { name, args } = field;
  const { requiresArguments } = options;
  const isNeeded = args.some(({ type, defaultText }) => type.endsWith("!") && defaultText === undefined);
  if (!isNeeded && (!requiresArguments || args.length === 0 || dice.chance(30))) return name;
  if (!requiresArguments) return undefined;
  const given = args.flatMap((arg) => {
    const text = literals[arg.name];
    const isOmitted = !arg.type.endsWith("!") && dice.chance(50);
    return text === undefined || isOmitted ? [] : `${arg.name}: ${dice.pick(text)}`;
  });
  return given.length === 0 ? name : `${name}(${given.join(", ")})`;
}

const literals: Readonly<Record<string, readonly string[]>> = {
  x: ["1", "2"],
  l: ["[3]", "[]"],
  t: ["A", "C"],
  p: ['"k"', '"m"'],
  d: ["1.5", "2.25"],
  e: ["{ luku: 5 }", '{ teksti: "z" }'],
};

/** Leaf fields of a value type that need no arguments. */
function toValuePart(dice: Dice, { fields, split }: ValueType): string | undefined {
  const plain = fields.filter((field) => isLeaf(field) && field.args.length === 0);
  return plain.length === 0 || split !== undefined
    ? undefined
    : dice
        .some(plain, 1, 2)
        .map(({ name }) => name)
        .join(" ");
}

/** A leaf of an entity, the subgraph's own or declared external there; or its key. */
function toEntityPart(dice: Dice, entity: EntityType, subgraph: string): string {
  const plain = entity.fields.filter(
    (field) =>
      isLeaf(field) && field.args.length === 0 && field.requires === undefined && field.overridden !== subgraph,
  );
  const [key] = entity.keys.get(subgraph) ?? [...entity.keys.values()][0] ?? [];
  if (plain.length === 0 || dice.chance(20)) {
    const [name = "id"] = keyFields(key ?? "id")[0] ?? [];
    return name === "avain" ? "avain { osa }" : name;
  }
  const field = dice.pick(plain);
  if (!field.in.includes(subgraph)) field.external.add(subgraph);
  return field.name;
}

/** Lets a field provide leaves of the entity to which it leads, now and then. */
export function addProvides(draft: Draft, field: Field, dice: Dice): void {
  const type = draft.types.get(namedTypeOf(field.type));
  const [subgraph, second] = field.in;
  if (!dice.chance(40) || second !== undefined || subgraph === undefined) return;
  if (type?.kind !== "entity" || type.family !== undefined || field.overridden !== undefined) return;
  const candidates = type.fields.filter(
    (each) =>
      isLeaf(each) &&
      !each.in.includes(subgraph) &&
      each.requires === undefined &&
      each.overridden === undefined &&
      each.args.length === 0,
  );
  const provided = dice.some(candidates, 1, 2);
  if (provided.length === 0) return;
  for (const each of provided) {
    each.external.add(subgraph);
    each.isProvided = true;
  }
  Object.assign(field, { provides: provided.map(({ name }) => name).join(" ") });
}
