import type { Dice } from "./dice.ts";
import { namedTypeOf } from "./world.ts";
import type { Arg, EntityType, FamilyType, Field, ValueType, WorldType } from "./world.ts";

/** A world that is being built. */
export interface Draft {
  readonly subgraphs: readonly string[];
  readonly types: Map<string, WorldType>;
  /** A name that no other field of the type has; fields of one type have the same names on all types. */
  nameFor(type: EntityType | ValueType | FamilyType, fieldType: string): string;
  argsFor(dice: Dice): readonly Arg[];
}

/** Begins a world. */
export function createDraft(subgraphs: readonly string[]): Draft {
  return {
    subgraphs,
    types: new Map(),
    nameFor({ fields }, fieldType) {
      const stem = fieldType.replaceAll("[", "l").replaceAll("]", "").replaceAll("!", "x");
      let at = 0;
      while (fields.some(({ name }) => name === `${stem}${at}` || name === `p${stem}${at}`)) at += 1;
      return `${stem}${at}`;
    },
    argsFor: (dice) => (dice.chance(30) ? dice.some(argKinds, 1, 3) : []),
  };
}

const argKinds: readonly Arg[] = [
  { name: "x", type: "Int", defaultText: "7" },
  { name: "s", type: "String" },
  { name: "l", type: "[Int!]", defaultText: "[1, 2]" },
  { name: "t", type: "Tila", defaultText: "B" },
  { name: "e", type: "Ehto" },
  { name: "p", type: "ID!" },
  { name: "d", type: "Float!", defaultText: "0.5" },
  { name: "ee", type: "[Ehto!]", defaultText: "[{ luku: 3 }]" },
  { name: "q", type: "Skalaari" },
];

/** A field that nobody declares external yet. */
export function toField({
  name,
  type,
  args,
  in: subgraphs,
  ...rest
}: Omit<Field, "external" | "isProvided" | "requiredAs">): Field {
  const { requires, provides, overridden, inaccessible } = rest;
  return {
    name,
    type,
    args,
    in: subgraphs,
    external: new Set(),
    requiredAs: new Map(),
    ...(requires === undefined ? {} : { requires }),
    ...(provides === undefined ? {} : { provides }),
    ...(overridden === undefined ? {} : { overridden }),
    ...(inaccessible === undefined ? {} : { inaccessible }),
  };
}

/** Scalars and the enum. */
const leafTypes = ["Int", "String", "Float", "Boolean", "ID", "Tila", "Skalaari"] as const;
const shapes = ["#", "#!", "[#!]!", "[#]", "[#!]", "[#]!", "[[#]]", "[[#!]!]!"];

/** Where a field stands, and what it may lead to. */
export interface TypePlace {
  readonly subgraphs: readonly string[];
  /** Value types with lower numbers only: a value within itself would have no end. */
  readonly valuesBelow: number;
  /** Does the field stand in every subgraph that uses its type. */
  readonly isAnywhere: boolean;
  /** Fields of the root lead to objects more often. */
  readonly isRoot?: boolean;
}

/** A type for a field, and its arguments. */
export interface ChosenType {
  readonly type: string;
  readonly args: readonly Arg[];
  readonly isLeaf: boolean;
}

/** Chooses the type of a field that stands in some subgraphs. */
export function chooseType(draft: Draft, dice: Dice, place: TypePlace): ChosenType {
  const composite = [...draft.types.values()].filter((type) => mayBe(type, place)).map(({ name }) => name);
  const isComposite = dice.chance(place.isRoot === true ? 85 : 45) && composite.length > 0;
  const name = isComposite ? dice.pick(composite) : dice.pick(leafTypes);
  const type = dice.pick(shapes).replace("#", name);
  return { type, args: draft.argsFor(dice), isLeaf: !isComposite };
}

function mayBe(type: WorldType, { subgraphs, valuesBelow, isAnywhere }: TypePlace): boolean {
  switch (type.kind) {
    case "entity":
      return type.family === undefined || (!isAnywhere && subgraphs.every((each) => type.keys.has(each)));
    case "value":
      return type.split === undefined && Number(type.name.slice(1)) < valuesBelow;
    case "union":
      // A member of the union may be the value type itself, which then leads to itself by a nullable way only by chance.
      return !isAnywhere;
    case "interface":
      return !isAnywhere && subgraphs.every((each) => type.homes.includes(each));
    case "family":
  }
  return !isAnywhere && subgraphs.every((each) => each === type.home || type.objects.includes(each));
}

/** Does a field lead to a scalar or an enum. */
export function isLeaf({ type }: Field): boolean {
  return leafTypes.some((leaf) => leaf === namedTypeOf(type));
}
