import { findPresence, isDeclared } from "./find-presence.ts";
import type { Presence } from "./find-presence.ts";
import { avainFields, keyFields, keysOf } from "./world.ts";
import type { EntityType, FamilyType, Field, KeyKind, PlainInterface, ValueType, World, WorldType } from "./world.ts";

const imports = "@key @shareable @external @requires @provides @override @interfaceObject @inaccessible".split(" ");
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(imports)})`;
const everywhere = [
  "scalar Skalaari",
  "enum Tila { A B C D }",
  'input Ehto { luku: Int! = 4 teksti: String = "e" lista: [Int] sisa: Ehto }',
];

/** The schema of each subgraph, by its name. */
export function printSubgraphs(world: World): ReadonlyMap<string, string> {
  const presence = findPresence(world);
  return new Map(
    world.subgraphs.map((subgraph) => [
      subgraph,
      [link, ...everywhere, ...rootsOf(world, subgraph), ...typesOf(world, subgraph, presence)].join("\n"),
    ]),
  );
}

function rootsOf({ queries, mutations }: World, subgraph: string): readonly string[] {
  const toRoot = (name: string, fields: readonly Field[]): readonly string[] => {
    const own = fields.filter((field) => field.in.includes(subgraph));
    return own.length === 0 ? [] : [`type ${name} {${own.map((each) => ` ${printField(each, subgraph)}`).join("")} }`];
  };
  return [...toRoot("Query", queries), ...toRoot("Mutation", mutations)];
}

function typesOf(world: World, subgraph: string, presence: Presence): readonly string[] {
  const present = [...(presence.get(subgraph) ?? [])].flatMap((name) => world.types.get(name) ?? []);
  const types = present.map((type) => printType(world, type, { subgraph, presence }));
  const hasAvain = types.some((text) => text.includes("avain"));
  return hasAvain ? [...types, `type Avain @shareable { ${avainFields.map(toPlain).join(" ")} }`] : types;
}

interface Where {
  readonly subgraph: string;
  readonly presence: Presence;
}

function printType(world: World, type: WorldType, where: Where): string {
  switch (type.kind) {
    case "entity":
      return printEntity(world, type, where);
    case "value":
      return printValue(world, type, where);
    case "family":
      return printFamily(type, where.subgraph);
    case "interface":
      return `interface ${type.name} { ${type.fields.map((field) => printBare(field)).join(" ")} }`;
    case "union":
  }
  return `union ${type.name} = ${(type.members.get(where.subgraph) ?? []).join(" | ")}`;
}

function printEntity(world: World, type: EntityType, { subgraph }: Where): string {
  const own = type.keys.get(subgraph);
  const keys = own ?? keysOf(type).slice(0, 1);
  const marks = keys.map((key) => ` @key(fields: "${key}"${own === undefined ? ", resolvable: false" : ""})`);
  const family = familyOf(world, type);
  const inherited = family?.home === subgraph ? family.fields.filter((each) => each.in.includes(subgraph)) : [];
  const fields = [...type.fields.filter((each) => isDeclared(each, type, subgraph)), ...inherited];
  const lines = [...keyLines(keys), ...fields.map((each) => printField(each, subgraph))];
  return `type ${type.name}${printImplements(world, type.name, subgraph)}${marks.join("")} { ${lines.join(" ")} }`;
}

function familyOf(world: World, { family }: EntityType): FamilyType | undefined {
  const type = family === undefined ? undefined : world.types.get(family);
  return type?.kind === "family" ? type : undefined;
}

function printImplements(world: World, name: string, subgraph: string): string {
  const interfaces = [...world.types.values()].filter(
    (type): type is PlainInterface | FamilyType =>
      (type.kind === "interface" && type.homes.includes(subgraph) && type.members.includes(name)) ||
      (type.kind === "family" && type.home === subgraph && type.members.includes(name)),
  );
  return interfaces.length === 0 ? "" : ` implements ${interfaces.map((each) => each.name).join(" & ")}`;
}

function keyLines(keys: readonly KeyKind[]): readonly string[] {
  return [...new Set(keys.flatMap((key) => keyFields(key).map(toPlain)))];
}

function toPlain([name, type]: readonly [string, string]): string {
  return `${name}: ${type}`;
}

function printValue(world: World, type: ValueType, { subgraph }: Where): string {
  const fields = type.fields.filter((each) => isDeclared(each, type, subgraph)).map((each) => printBare(each));
  // A part of a split type may have no field of its own here.
  const lines = fields.length === 0 || type.split !== undefined ? ["yhteinen: Int", ...fields] : fields;
  return `type ${type.name}${printImplements(world, type.name, subgraph)} @shareable { ${lines.join(" ")} }`;
}

function printFamily(type: FamilyType, subgraph: string): string {
  const fields = type.fields.filter((each) => isDeclared(each, type, subgraph));
  const isObject = type.objects.includes(subgraph);
  const lines = ["id: ID!", ...fields.map((each) => (isObject ? printField(each, subgraph) : printBare(each)))];
  const kind = isObject ? "type" : "interface";
  return `${kind} ${type.name} @key(fields: "id")${isObject ? " @interfaceObject" : ""} { ${lines.join(" ")} }`;
}

/** A field without its federation directives. */
function printBare({ name, type, args }: Field): string {
  const list = args.map(
    (arg) => `${arg.name}: ${arg.type}${arg.defaultText === undefined ? "" : ` = ${arg.defaultText}`}`,
  );
  return `${name}${list.length === 0 ? "" : `(${list.join(", ")})`}: ${type}`;
}

function printField(field: Field, subgraph: string): string {
  return [printBare(field), ...directivesOf(field, subgraph)].join(" ");
}

function directivesOf(field: Field, subgraph: string): readonly string[] {
  if (field.overridden === subgraph) return [];
  if (!field.in.includes(subgraph)) return ["@external"];
  const { requires, provides, overridden, inaccessible, isProvided } = field;
  return [
    ...(field.in.length > 1 || isProvided === true ? ["@shareable"] : []),
    ...(requires === undefined ? [] : [`@requires(fields: ${JSON.stringify(requires)})`]),
    ...(provides === undefined ? [] : [`@provides(fields: ${JSON.stringify(provides)})`]),
    ...(overridden === undefined ? [] : [`@override(from: "${overridden}")`]),
    ...(inaccessible === true ? ["@inaccessible"] : []),
  ];
}

/** The one schema that holds all; `hidden` says whether with what clients may not see. */
export function printWhole(world: World, hidden: boolean): string {
  const presence = findPresence(world);
  const present = new Set([...presence.values()].flatMap((names) => [...names]));
  const types = [...world.types.values()].filter(({ name }) => present.has(name));
  const roots = ([name, fields]: readonly [string, readonly Field[]]): readonly string[] =>
    fields.length === 0 ? [] : [`type ${name} { ${fields.map((each) => printBare(each)).join(" ")} }`];
  const shown = types.map((type) => printShown(world, type, { hidden, presence }));
  const hasAvain = shown.some((text) => text.includes("avain"));
  return [
    ...everywhere,
    ...roots(["Query", world.queries]),
    ...roots(["Mutation", world.mutations]),
    ...shown,
    ...(hasAvain ? [`type Avain { ${avainFields.map(toPlain).join(" ")} }`] : []),
  ].join("\n");
}

interface Shown {
  readonly hidden: boolean;
  readonly presence: Presence;
}

function printShown(world: World, type: WorldType, { hidden, presence }: Shown): string {
  const toLines = (fields: readonly Field[]): readonly string[] =>
    fields.filter((each) => hidden || each.inaccessible !== true).map((each) => printBare(each));
  switch (type.kind) {
    case "union": {
      const where = world.subgraphs.filter((subgraph) => presence.get(subgraph)?.has(type.name) === true);
      const members = new Set(where.flatMap((subgraph) => type.members.get(subgraph) ?? []));
      return `union ${type.name} = ${[...members].join(" | ")}`;
    }
    case "interface":
      return `interface ${type.name} { ${toLines(type.fields).join(" ")} }`;
    case "family":
      return `interface ${type.name} { ${["id: ID!", ...toLines(type.fields)].join(" ")} }`;
    case "value": {
      const lines = type.split === undefined && type.fields.length > 0 ? [] : ["yhteinen: Int"];
      return `type ${type.name}${printAllImplements(world, type.name)} { ${[...lines, ...toLines(type.fields)].join(" ")} }`;
    }
    case "entity":
  }
  const lines = [...keyLines(keysIn(type, presence)), ...toLines(type.fields)];
  const own = [...lines, ...toLines(familyOf(world, type)?.fields ?? [])];
  return `type ${type.name}${printAllImplements(world, type.name)} { ${own.join(" ")} }`;
}

function keysIn(type: EntityType, presence: Presence): readonly KeyKind[] {
  return [...presence.values()].some((names) => names.has(type.name)) ? keysOf(type) : [];
}

function printAllImplements(world: World, name: string): string {
  const interfaces = [...world.types.values()].filter(
    (type) => (type.kind === "interface" || type.kind === "family") && type.members.includes(name),
  );
  return interfaces.length === 0 ? "" : ` implements ${interfaces.map((each) => each.name).join(" & ")}`;
}
