import { Kind } from "graphql";
import type { FieldNode, SelectionNode, SelectionSetNode } from "graphql";
import type { Catalogue, Kentta } from "../catalogue/index.ts";
import { asksHome, namesRegions } from "./asked-regions.ts";
import { doorOf, rowMarks } from "./judge.ts";
import type { Door, FieldInPlace, Verdict } from "./judge.ts";

/** A step of a pattern is a response key; lists are walked through wherever they are met. */
export type KeyPattern = readonly string[];

/** A field that was taken out, and why. */
export interface Denial {
  readonly at: KeyPattern;
  readonly verdict: Verdict;
  readonly tieto: number | undefined;
}

/** A place where another person begins: that person is asked about in a call of their own. */
export interface PersonBorder {
  readonly at: KeyPattern;
  readonly selectionSet: SelectionSetNode;
}

/** A list whose rows carry marks, and are judged one by one in the answer. */
export interface RowList {
  readonly at: KeyPattern;
  /** The field of the list; below a door, what was let through it. */
  readonly fields: readonly FieldInPlace[];
  /** Does the row itself tell a place: by its own field, or by one that it stands in. */
  readonly paikka: NonNullable<Kentta["paljastaaPaikan"]> | undefined;
  /** What is left in the row that tells a place; the first key is the row's. */
  readonly places: readonly PlaceInRow[];
}

/** A field in a row that tells a place. */
interface PlaceInRow {
  readonly at: KeyPattern;
  readonly tieto: number | undefined;
}

/** What is left of a selection, and what was taken out of it. */
export interface Narrowed {
  /** Undefined when nothing is left to ask. */
  readonly selectionSet: SelectionSetNode | undefined;
  readonly denials: readonly Denial[];
  readonly borders: readonly PersonBorder[];
  readonly rows: readonly RowList[];
  /** Fields left that carry an item: none means that nothing of the person is asked. */
  readonly fields: readonly FieldInPlace[];
  /** Is a field left that turns on the person's home region. */
  readonly kotialueelta: boolean;
  /** Numbers of the items left: told to a subgraph elsewhere, which checks once more. */
  readonly tiedot: readonly number[];
  /** Top-level response keys of what is left but the person's own keys, for errors that concern the whole call. */
  readonly keys: readonly string[];
}

/** Decides one field: undefined lets it through. `root` is true of a field of Query or Mutation itself. */
export type JudgeField = (field: FieldInPlace, root: boolean) => Verdict | undefined;

/** The type that is a person. */
export const personType = "Asiakas";

/** Response keys that the gate adds; a client's alias never begins with two underscores. */
export const gateKeys = {
  border: "__asiakasId",
  marks: "__rivimerkit",
  controller: "__rekisterinpitaja",
  branch: "__rekisterilaji",
} as const;

interface Place {
  readonly type: string;
  readonly at: KeyPattern;
  /** Item of the nearest field above that carries one. */
  readonly tieto: number | undefined;
  /** Item of the row that the place stands in, if any. */
  readonly row: number | undefined;
  /** What the nearest field above that tells a place says of it. */
  readonly paikka: RowList["paikka"];
  /** What a field without an item of its own is judged by, below one denied as a whole of which some may be given. */
  readonly door: Door | undefined;
  /** What every field tells below one that names the regions to ask: that there is a row tells where the person is known. */
  readonly alueelta: Pick<Kentta, "paljastaaPaikan">;
}

/** Where a selection begins. */
const nowhere: Omit<Place, "type"> = {
  at: [],
  tieto: undefined,
  row: undefined,
  paikka: undefined,
  door: undefined,
  alueelta: {},
};

/** What one narrowing gathers on its way. */
interface Narrowing {
  readonly catalogue: Catalogue;
  readonly judge: JudgeField;
  readonly denials: Denial[];
  readonly borders: PersonBorder[];
  readonly rows: RowList[];
  /** Fields left that tell a place. */
  readonly places: PlaceInRow[];
  readonly fields: FieldInPlace[];
  readonly homes: FieldNode[];
  readonly tiedot: Set<number>;
  readonly keys: string[];
}

/**
 * Takes out of a selection what `judge` denies. A field that the catalogue does not know is denied, and
 * so is a field of a person that carries no item. A selection on another person is replaced by that
 * person's id, and told as a border.
 */
export function narrow(
  selectionSet: SelectionSetNode,
  parentType: string,
  rules: { readonly catalogue: Catalogue; readonly judge: JudgeField },
): Narrowed {
  const narrowing: Narrowing = {
    ...rules,
    denials: [],
    borders: [],
    rows: [],
    places: [],
    fields: [],
    homes: [],
    tiedot: new Set(),
    keys: [],
  };
  const top: Place = { ...nowhere, type: parentType };
  const left = walk(selectionSet, top, narrowing);
  const { denials, borders, rows, fields, homes, keys } = narrowing;
  const tiedot = [...narrowing.tiedot];
  return { selectionSet: left, denials, borders, rows, fields, kotialueelta: homes.length > 0, tiedot, keys };
}

function walk(set: SelectionSetNode, place: Place, narrowing: Narrowing): SelectionSetNode | undefined {
  const kept: SelectionNode[] = [];
  for (const selection of set.selections) {
    const left = keep(selection, place, narrowing);
    if (left === undefined) continue;
    kept.push(left);
    if (place.at.length === 0 && left.kind === Kind.FIELD && !isKeyField(left)) narrowing.keys.push(keyOf(left));
  }
  return kept.length === 0 ? undefined : { kind: Kind.SELECTION_SET, selections: kept };
}

function keep(selection: SelectionNode, place: Place, narrowing: Narrowing): SelectionNode | undefined {
  if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error("a subgraph operation holds a named fragment");
  if (selection.kind === Kind.FIELD) return keepField(selection, place, narrowing);
  const type = selection.typeCondition?.name.value ?? place.type;
  const inner = walk(selection.selectionSet, { ...place, type }, narrowing);
  return inner === undefined ? undefined : { ...selection, selectionSet: inner };
}

function keepField(field: FieldNode, place: Place, narrowing: Narrowing): FieldNode | undefined {
  const name = field.name.value;
  if (name === "__typename" || (place.type === personType && name === "id")) return field;
  const known = narrowing.catalogue.kentta(place.type, name);
  if (known === undefined || (place.type === personType && known.tieto === undefined)) {
    narrowing.denials.push({ at: [...place.at, keyOf(field)], verdict: { code: "FORBIDDEN" }, tieto: place.tieto });
    return undefined;
  }
  return keepKnown(field, known, { place, narrowing });
}

function keepKnown(field: FieldNode, known: Kentta, { place, narrowing }: Walking): FieldNode | undefined {
  const { catalogue } = narrowing;
  const { selectionSet } = field;
  const { own, verdict, door, alueelta } = judgeInPlace(field, known, { place, narrowing });
  const { kentta, tieto } = own;
  const at = [...place.at, keyOf(field)];
  if (verdict !== undefined && door === undefined) {
    narrowing.denials.push({ at, verdict, tieto });
    return undefined;
  }
  if (kentta.tieto !== undefined && door === undefined) {
    narrowing.fields.push(own);
    narrowing.tiedot.add(kentta.tieto);
  }
  if (asksHome(kentta, field)) narrowing.homes.push(field);
  const { tyyppi, paljastaaPaikan } = kentta;
  if (paljastaaPaikan !== undefined) narrowing.places.push({ at, tieto });
  if (selectionSet === undefined) return field;
  const row = catalogue.kentta(tyyppi, rowMarks) === undefined ? place.row : tieto;
  const paikka = paljastaaPaikan ?? place.paikka;
  const below = { type: tyyppi, at, tieto, row, paikka, door, alueelta };
  return keepBelow(field, selectionSet, { field: own, place: below, narrowing });
}

interface Judged extends Pick<Place, "door" | "alueelta"> {
  readonly own: FieldInPlace;
  readonly verdict: Verdict | undefined;
}

/** What the field says itself stands before what its place adds. Without a door, a denial is of all that is below. */
function judgeInPlace(field: FieldNode, known: Kentta, { place, narrowing: { catalogue, judge } }: Walking): Judged {
  const alueelta = namesRegions(known, field) ? ({ paljastaaPaikan: "VALILLISESTI" } as const) : place.alueelta;
  const kentta: Kentta = { ...place.door, ...alueelta, ...known };
  const tieto = kentta.tieto ?? place.tieto;
  const own: FieldInPlace = { kentta, tieto, rivilla: tieto === place.row };
  const verdict = judge(own, place.at.length === 0);
  const mayOpen = verdict?.code === "FORBIDDEN" && field.selectionSet !== undefined;
  return { own, verdict, door: mayOpen ? doorOf(kentta, catalogue) : undefined, alueelta };
}

interface Walking {
  readonly place: Place;
  readonly narrowing: Narrowing;
}

interface Below extends Walking {
  readonly field: FieldInPlace;
}

function keepBelow(field: FieldNode, set: SelectionSetNode, below: Below): FieldNode | undefined {
  const { place, narrowing } = below;
  const { denials, borders } = narrowing;
  if (place.type === personType) {
    if (isOnlyKey(set)) return field;
    borders.push({ at: place.at, selectionSet: set });
    return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections: [selectAs(gateKeys.border, "id")] } };
  }
  const [before, kept, told] = [denials.length, narrowing.fields.length, narrowing.places.length];
  const inner = walk(set, place, narrowing);
  if (inner !== undefined) {
    const judgedBy = place.door === undefined ? [below.field] : narrowing.fields.slice(kept);
    const places = narrowing.places.slice(told).map((each) => ({ ...each, at: each.at.slice(place.at.length) }));
    return { ...field, selectionSet: withRowMarks(inner, { place, narrowing, judgedBy, places }) };
  }
  // Another subgraph answers its part of a field that is shared: only what is below is told as denied here.
  if (below.field.kentta.lahde.length > 1) return { ...field, selectionSet: onlyTypename };
  // All that was asked below is taken out: nothing is left to ask, and the field itself is told as denied.
  const [first] = denials.splice(before);
  if (first !== undefined) denials.push({ ...first, at: place.at });
  return undefined;
}

/** Asks nothing but that the object is there. */
const onlyTypename: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }],
};

interface Rows extends Walking {
  readonly judgedBy: readonly FieldInPlace[];
  readonly places: readonly PlaceInRow[];
}

function withRowMarks(set: SelectionSetNode, { place, narrowing, judgedBy, places }: Rows): SelectionSetNode {
  const { catalogue, rows } = narrowing;
  const { type, at, paikka } = place;
  if (catalogue.kentta(type, rowMarks) === undefined) return set;
  rows.push({ at, fields: judgedBy, paikka, places });
  const keys = [
    [gateKeys.controller, "rekisterinpitaja"],
    [gateKeys.branch, "rekisterilaji"],
  ] as const;
  const told = keys.filter(([, name]) => catalogue.kentta(type, name) !== undefined);
  const added = [[gateKeys.marks, rowMarks] as const, ...told].map(([alias, name]) => selectAs(alias, name));
  return { ...set, selections: [...set.selections, ...added] };
}

/** The key under which a field's value stands in the answer. */
function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

function selectAs(alias: string, name: string): FieldNode {
  return { kind: Kind.FIELD, alias: { kind: Kind.NAME, value: alias }, name: { kind: Kind.NAME, value: name } };
}

/** True of a selection that asks nothing of a person but who they are. */
export function isOnlyKey(set: SelectionSetNode): boolean {
  return set.selections.every((selection) => selection.kind === Kind.FIELD && isKeyField(selection));
}

function isKeyField({ name }: FieldNode): boolean {
  return name.value === "__typename" || name.value === "id";
}

/**
 * A person's own keys as a selection asks them, from what the caller says: nobody need be called for them. What else is
 * asked is undefined, unless the caller says that too.
 */
export function keysOf(set: SelectionSetNode, person: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    set.selections.flatMap((each) => (each.kind === Kind.FIELD ? [[keyOf(each), person[each.name.value]]] : [])),
  );
}
