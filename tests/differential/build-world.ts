import { createDice } from "./dice.ts";
import type { Dice } from "./dice.ts";
import { chooseType, createDraft, toField } from "./choose-fields.ts";
import type { Draft } from "./choose-fields.ts";
import { addProvides, addRequires } from "./choose-requires.ts";
import type { EntityType, Field, FamilyType, KeyKind, ValueType, World } from "./world.ts";
import type { WorldOptions } from "./world-options.ts";
import type { WorldSpec } from "./world-spec.ts";

const names = ["a", "b", "c", "d", "e", "f"];
const keyKinds: readonly KeyKind[] = ["id", "tunnus", "luku", "avain { osa }", "avain { osa luku } numero"];

/** Builds a world that composes, by construction as far as its rules are simple enough. */
export function buildWorld(spec: WorldSpec, options: WorldOptions): World {
  const dice = createDice(spec.shape);
  const draft = createDraft(names.slice(0, 3 + dice.upTo(3)));
  const shapes = spec.types.map((each) => createDice(each.shape));
  for (const [at, shape] of shapes.entries()) addType(draft, shape, at);
  addFamily(draft, dice);
  addUnion(draft, dice);
  addInterface(draft, dice);
  const later: (() => void)[] = [];
  for (const [at, { fields }] of spec.types.entries()) {
    for (const choices of fields) addField(draft, createDice(choices), { at, later, options });
  }
  const roots = (lists: WorldSpec["queries"], name: string): readonly Field[] =>
    lists.map((choices, at) => toRoot(draft, createDice(choices), `${name}${at}`));
  const queries = roots(spec.queries, "haku");
  const mutations = spec.mutations.map((choices, at) => toMutation(draft, createDice(choices), `tee${at}`));
  for (const act of later) act();
  const world = { subgraphs: draft.subgraphs, types: draft.types, queries, mutations, seed: spec.seed };
  for (const [at, root] of queries.entries()) addProvides(draft, root, createDice(spec.queries[at]?.slice(8) ?? []));
  return world;
}

function addType(draft: Draft, dice: Dice, at: number): void {
  const kind = at === 0 ? "entity" : dice.pick(["entity", "value", "entity", "value", "split"] as const);
  if (kind === "entity") {
    draft.types.set(`E${at}`, toEntity(draft, dice, `E${at}`));
    return;
  }
  const split = kind === "split" ? { split: dice.some(draft.subgraphs, 2, 3) } : {};
  const value: ValueType = { kind: "value", name: `V${at}`, fields: [], ...split };
  draft.types.set(value.name, value);
}

function toEntity(draft: Draft, dice: Dice, name: string): EntityType {
  const homes = dice.some(draft.subgraphs, 1, 3);
  const kinds = [dice.pick(keyKinds), dice.pick(keyKinds)];
  const all = dice.chance(50) ? [...new Set(kinds)] : kinds.slice(0, 1);
  const start = dice.upTo(homes.length - 1);
  const inOrder = [...homes.slice(start), ...homes.slice(0, start)];
  // The first home knows every key, so that every other is reached by way of it.
  const keys = new Map(inOrder.map((home, at) => [home, at === 0 ? all : dice.some(all, 1, all.length)]));
  return { kind: "entity", name, keys, fields: [], stubs: new Set() };
}

function addFamily(draft: Draft, dice: Dice): void {
  const [isThere, start, count] = [dice.chance(60), dice.upTo(draft.subgraphs.length - 1), 1 + dice.upTo(2)];
  const both = dice.chance(50);
  const more = dice.upTo(3);
  if (!isThere) return;
  const at = (step: number): string => draft.subgraphs[(start + step) % draft.subgraphs.length] ?? "a";
  const home = at(0);
  const objects = both && draft.subgraphs.length > 3 ? [at(1), at(2)] : [at(1)];
  const others = draft.subgraphs.filter((each) => each !== home && !objects.includes(each));
  const members = Array.from({ length: count }, (_, index) => `J${index}`);
  for (const [index, name] of members.entries()) {
    const homes = [home, ...(more > index ? others.slice(0, 1 + (more % 2)) : [])];
    const keys = new Map(homes.map((each) => [each, ["id"] as const]));
    draft.types.set(name, { kind: "entity", name, keys, fields: [], stubs: new Set(), family: "P0" });
  }
  const family: FamilyType = { kind: "family", name: "P0", home, members, objects, fields: [] };
  draft.types.set("P0", family);
}

/** Entities and values that may be anywhere. */
function freeTypes(draft: Draft): readonly (EntityType | ValueType)[] {
  return [...draft.types.values()].filter(
    (type): type is EntityType | ValueType =>
      (type.kind === "entity" && type.family === undefined) || (type.kind === "value" && type.split === undefined),
  );
}

function addUnion(draft: Draft, dice: Dice): void {
  const isThere = dice.chance(60);
  const all = dice.some(
    freeTypes(draft).map(({ name }) => name),
    1,
    3,
  );
  const lists = draft.subgraphs.map(
    (subgraph) => [subgraph, all.filter((_, at) => at === 0 || !dice.chance(25))] as const,
  );
  if (isThere) draft.types.set("U0", { kind: "union", name: "U0", members: new Map(lists) });
}

function addInterface(draft: Draft, dice: Dice): void {
  const isThere = dice.chance(60);
  const homes = dice.some(draft.subgraphs, 1, 2);
  const members = dice.some(freeTypes(draft), 1, 3);
  const [isInt, hasArgument] = [dice.chance(50), dice.chance(40)];
  if (!isThere) return;
  const argument = { name: "x", type: "Int", defaultText: "7" };
  const first = toField({
    name: "ni",
    type: isInt ? "Int!" : "String",
    args: hasArgument ? [argument] : [],
    in: homes,
  });
  const second = toField({ name: "nj", type: "[Tila!]", args: [], in: homes });
  for (const member of members) {
    const own = [first, second].map((field) => toField({ ...field, ...(member.kind === "value" ? { in: [] } : {}) }));
    if (member.kind === "value") member.fields.push(...own);
    else draft.types.set(member.name, { ...member, keys: withHomes(member.keys, homes), fields: own });
  }
  const memberNames = members.map(({ name }) => name);
  draft.types.set("N0", { kind: "interface", name: "N0", homes, members: memberNames, fields: [first, second] });
}

/** An entity is at home wherever its interface is. */
function withHomes(keys: EntityType["keys"], homes: readonly string[]): EntityType["keys"] {
  const all = [...new Set([...keys.values()].flat())];
  const more = homes.filter((home) => !keys.has(home)).map((home) => [home, all.slice(0, 1)] as const);
  return new Map([...keys, ...more]);
}

interface FieldPlace {
  /** Index of the type. */
  readonly at: number;
  /** What can be chosen only when all else is there. */
  readonly later: (() => void)[];
  readonly options: WorldOptions;
}

function addField(draft: Draft, dice: Dice, { at, later, options }: FieldPlace): void {
  const value = draft.types.get(`V${at}`);
  if (value?.kind === "value") {
    addValueField(draft, dice, { value, at });
    return;
  }
  const own = draft.types.get(`E${at}`);
  const family = draft.types.get("P0");
  // The fields of a family are those that an entity could spare.
  const type = family?.kind === "family" && dice.chance(35) ? family : own;
  if (type?.kind === "family") addFamilyField(draft, dice, { family: type, later, options });
  else if (type?.kind === "entity") addEntityField(draft, dice, { entity: type, later, options });
}

function addValueField(
  draft: Draft,
  dice: Dice,
  { value, at }: { readonly value: ValueType; readonly at: number },
): void {
  const subgraphs = value.split === undefined ? [] : dice.some(value.split, 1, 3);
  const chosen = chooseType(draft, dice, { subgraphs, valuesBelow: at, isAnywhere: value.split === undefined });
  value.fields.push(toField({ ...chosen, name: draft.nameFor(value, chosen.type), in: subgraphs }));
}

type EntityPlace = Omit<FieldPlace, "at"> & { readonly entity: EntityType };

function addEntityField(draft: Draft, dice: Dice, { entity, later, options }: EntityPlace): void {
  const homes = [...entity.keys.keys()];
  const role = dice.pick(["plain", "plain", "shared", "plain", "moved", "requires", "split", "requires"] as const);
  if (role === "requires" && homes.length > 1) {
    const subgraph = dice.pick(homes);
    later.push(() => addRequires(draft, dice, { type: entity, subgraph, options }));
    return;
  }
  const split = [...draft.types.values()].find(
    (type) => type.kind === "value" && type.split?.every((each) => homes.includes(each)) === true,
  );
  if (role === "split" && split?.kind === "value") {
    const type = dice.pick([split.name, `[${split.name}!]`, `${split.name}!`]);
    entity.fields.push(
      toField({ name: draft.nameFor(entity, type), type, args: draft.argsFor(dice), in: split.split ?? [] }),
    );
    return;
  }
  const subgraphs = role === "shared" ? dice.some(homes, 2, 3) : dice.some(homes, 1, 1);
  const chosen = chooseType(draft, dice, { subgraphs, valuesBelow: Infinity, isAnywhere: false });
  const from = homes.find((home) => !subgraphs.includes(home));
  const moved = role === "moved" && from !== undefined && chosen.isLeaf ? { overridden: from } : {};
  const hidden = chosen.isLeaf && dice.chance(6) ? { inaccessible: true } : {};
  const field = toField({ ...chosen, name: draft.nameFor(entity, chosen.type), in: subgraphs, ...moved, ...hidden });
  entity.fields.push(field);
  later.push(() => addProvides(draft, field, dice));
}

type FamilyPlace = Omit<FieldPlace, "at"> & { readonly family: FamilyType };

function addFamilyField(draft: Draft, dice: Dice, { family, later, options }: FamilyPlace): void {
  const [isHome, isRequires] = [dice.chance(40), dice.chance(30)];
  if (isRequires) {
    const subgraph = dice.pick(family.objects);
    later.push(() => addRequires(draft, dice, { type: family, subgraph, options }));
    return;
  }
  const subgraphs = isHome ? [family.home] : dice.some(family.objects, 1, 2);
  const chosen = chooseType(draft, dice, { subgraphs, valuesBelow: Infinity, isAnywhere: false });
  family.fields.push(toField({ ...chosen, name: `p${draft.nameFor(family, chosen.type)}`, in: subgraphs }));
}

function toRoot(draft: Draft, dice: Dice, name: string): Field {
  const splits = [...draft.types.values()].flatMap((type) =>
    type.kind === "value" && type.split !== undefined ? type : [],
  );
  if (dice.chance(12) && splits.length > 0) {
    const split = dice.pick(splits);
    return toField({ name, type: dice.pick([split.name, `[${split.name}]`]), args: [], in: split.split ?? [] });
  }
  const isShared = dice.chance(25);
  const subgraphs = dice.some(draft.subgraphs, isShared ? 2 : 1, isShared ? 3 : 1);
  return toField({
    ...chooseType(draft, dice, { subgraphs, valuesBelow: Infinity, isAnywhere: false, isRoot: true }),
    name,
    in: subgraphs,
  });
}

function toMutation(draft: Draft, dice: Dice, name: string): Field {
  const subgraphs = dice.some(draft.subgraphs, 1, 1);
  return toField({
    ...chooseType(draft, dice, { subgraphs, valuesBelow: Infinity, isAnywhere: false }),
    name,
    in: subgraphs,
  });
}
