import { Kind } from "graphql";
import type { SelectionSetNode } from "graphql";
import type { Evays } from "../audit/index.ts";
import { rootTypeOf } from "../catalogue/index.ts";
import type { Catalogue, Kentta } from "../catalogue/index.ts";
import type { EngineAnswer } from "../engine/index.ts";
import type { GraphError } from "../errors.ts";
import { isObject } from "../gate/index.ts";
import { personKey } from "../operation/index.ts";
import type { Operation } from "../operation/index.ts";

/** What of one person leaves in an answer, and what was kept back. */
export interface PersonRelease {
  readonly tiedot: Set<number>;
  /** Fields of the person, `Asiakas.field`. */
  readonly kentat: Set<string>;
  readonly evatyt: Evays[];
}

/** What reading a release needs. */
export interface ReleaseKit {
  readonly catalogue: Catalogue;
  /** A third party's own id of a person in place of the graph's; undefined leaves ids as they are. */
  readonly toOwnId?: ((id: string) => string) | undefined;
}

const personType = "Asiakas";

/**
 * Reads from the answer itself, as it will be sent, which items of which person leave in it: the plan is
 * not trusted to tell. A field that is null without an error is released too: that the register holds
 * nothing is told. Takes the operation's own person keys out of the answer, in place.
 */
export function readRelease(
  { data, errors }: EngineAnswer,
  operation: Operation,
  kit: ReleaseKit,
): ReadonlyMap<string, PersonRelease> {
  const persons = new Map<string, PersonRelease>();
  if (data === null) return persons;
  const { definition } = operation;
  const reader = createReader(persons, toErrorIndex(errors), kit);
  reader(data, definition.selectionSet, {
    type: rootTypeOf(definition),
    person: undefined,
    tieto: undefined,
    path: "",
  });
  return persons;
}

interface Place {
  readonly type: string;
  readonly person: PersonRelease | undefined;
  /** Item of the nearest field above that carries one. */
  readonly tieto: number | undefined;
  readonly path: string;
}

type ReadObject = (object: Readonly<Record<string, unknown>>, set: SelectionSetNode, place: Place) => void;

function createReader(
  persons: Map<string, PersonRelease>,
  errorAt: ReadonlyMap<string, GraphError>,
  kit: ReleaseKit,
): ReadObject {
  const { catalogue } = kit;

  const readObject = (object: Record<string, unknown>, set: SelectionSetNode, place: Place): void => {
    const person = place.type === personType ? takePerson(object, persons) : place.person;
    readSelections(object, set, { ...place, person });
  };

  const readSelections = (object: Record<string, unknown>, set: SelectionSetNode, place: Place): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error("a normalised operation holds a named fragment");
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        readSelections(object, selection.selectionSet, {
          ...place,
          type: selection.typeCondition?.name.value ?? place.type,
        });
        continue;
      }
      const key = selection.alias?.value ?? selection.name.value;
      if (key === personKey || !Object.hasOwn(object, key)) continue;
      const kentta = catalogue.kentta(place.type, selection.name.value);
      if (place.type === personType && selection.name.value === "id") object[key] = toOwnId(object[key], kit);
      readField(object[key], selection.selectionSet, { kentta, place: toBelow(place, kentta, key) });
    }
  };

  const readField = (value: unknown, set: SelectionSetNode | undefined, { kentta, place }: FieldRead): void => {
    const error = errorAt.get(place.path);
    if (error !== undefined) noteDenial(error, place);
    // What one of two subgraphs that share the field was denied, the other may have given: what is there has left.
    if (error !== undefined && value === null) return;
    if (kentta?.tieto !== undefined && !isWithheldWhole(value, place)) noteReleased(kentta, place);
    readValue(value, set, place);
  };

  /** A list of which each row was kept back, or an object of which each field was, gives nothing of its item. */
  const isWithheldWhole = (value: unknown, { path }: Place): boolean => {
    const parts = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
    return parts.length > 0 && parts.every(([at, part]) => part === null && errorAt.has(pathOf(path, at)));
  };

  const readValue = (value: unknown, set: SelectionSetNode | undefined, place: Place): void => {
    if (set === undefined) return;
    if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) {
        const path = pathOf(place.path, at);
        const error = item === null ? errorAt.get(path) : undefined;
        if (error !== undefined) noteDenial(error, { ...place, path });
        else readValue(item, set, { ...place, path });
      }
      return;
    }
    if (isObject(value)) readObject(value, set, place);
  };

  return readObject;
}

interface FieldRead {
  readonly kentta: Kentta | undefined;
  readonly place: Place;
}

/** The place of a field's value. What the catalogue does not know is of the schema itself, and holds no one's data. */
function toBelow(place: Place, kentta: Kentta | undefined, key: string): Place {
  const path = pathOf(place.path, key);
  return { ...place, path, tieto: kentta?.tieto ?? place.tieto, type: kentta?.tyyppi ?? "" };
}

function noteReleased(kentta: Kentta, { person, tieto }: Place): void {
  if (person === undefined || tieto === undefined) return;
  person.tiedot.add(tieto);
  if (kentta.coordinate.startsWith(`${personType}.`)) person.kentat.add(kentta.coordinate);
}

/** Kept back by a rule; what a source did not tell is in the row of the source. */
function noteDenial({ code, parameters: { saanto, tieto } }: GraphError, place: Place): void {
  if (saanto === undefined) return;
  const item = tieto ?? place.tieto;
  const { person } = place;
  const isKnown = person?.evatyt.some((each) => each.tieto === item && each.saanto === saanto && each.koodi === code);
  if (isKnown === false) person?.evatyt.push({ tieto: item, koodi: code, saanto });
}

function takePerson(object: Record<string, unknown>, persons: Map<string, PersonRelease>): PersonRelease | undefined {
  const id = object[personKey];
  delete object[personKey];
  if (typeof id !== "string") return undefined;
  const known = persons.get(id) ?? { tiedot: new Set<number>(), kentat: new Set<string>(), evatyt: [] };
  persons.set(id, known);
  return known;
}

function toOwnId(value: unknown, { toOwnId: own }: ReleaseKit): unknown {
  return own === undefined || typeof value !== "string" ? value : own(value);
}

function toErrorIndex(errors: readonly GraphError[]): ReadonlyMap<string, GraphError> {
  return new Map(errors.map((error) => [(error.path ?? []).reduce<string>(pathOf, ""), error]));
}

/** Paths as text: a response key holds no slash. */
function pathOf(path: string, step: string | number): string {
  return `${path}/${step}`;
}
