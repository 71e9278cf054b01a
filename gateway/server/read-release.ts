import type { Evays } from "../audit/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { EngineAnswer } from "../engine/index.ts";
import type { GraphError } from "../errors.ts";
import { isObject } from "../is-object.ts";
import { personKey } from "../operation/index.ts";
import type { Operation } from "../operation/index.ts";
import { compileRelease, personType } from "./compile-release.ts";
import type { ReleaseField, ReleaseSelection } from "./compile-release.ts";

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

/**
 * Reads from the answer itself, as it will be sent, which items of which person leave in it: the plan is
 * not trusted to tell. A field that is null without an error is released too: that the register holds
 * nothing is told. Takes the operation's own person keys out of the answer, in place.
 */
export function readRelease(
  { data, errors }: Pick<EngineAnswer, "data" | "errors">,
  { definition }: Operation,
  kit: ReleaseKit,
): ReadonlyMap<string, PersonRelease> {
  const persons = new Map<string, PersonRelease>();
  if (data === null) return persons;
  const readObject = createReader(persons, toErrorIndex(errors), kit);
  readObject(data, compileRelease(definition, kit.catalogue), { person: undefined, path: "" });
  return persons;
}

interface Place {
  readonly person: PersonRelease | undefined;
  /** Empty in an answer without errors: nobody looks at it. */
  readonly path: string;
}

type ReadObject = (object: Record<string, unknown>, selection: ReleaseSelection, place: Place) => void;

function createReader(
  persons: Map<string, PersonRelease>,
  errorAt: ReadonlyMap<string, GraphError>,
  kit: ReleaseKit,
): ReadObject {
  const hasErrors = errorAt.size > 0;
  const pathTo = (path: string, step: string | number): string => (hasErrors ? pathOf(path, step) : path);
  const errorOf = (path: string): GraphError | undefined => (hasErrors ? errorAt.get(path) : undefined);

  const readObject: ReadObject = (object, { isPerson, fields }, { person: above, path }) => {
    const person = isPerson ? takePerson(object, persons) : above;
    for (const field of fields) {
      const { key } = field;
      if (!Object.hasOwn(object, key)) continue;
      if (field.isPersonId) object[key] = toOwnId(object[key], kit);
      readField(object[key], field, { person, path: pathTo(path, key) });
    }
  };

  const readField = (value: unknown, field: ReleaseField, place: Place): void => {
    const { kentta, tieto, below } = field;
    const error = errorOf(place.path);
    if (error !== undefined) noteDenial(error, tieto, place);
    // What one of two subgraphs that share the field was denied, the other may have given: what is there has left.
    if (error !== undefined && value === null) return;
    if (kentta?.tieto !== undefined && !isWithheldWhole(value, place)) noteReleased(field, place);
    if (below !== undefined && value !== null) readValue(value, { below, tieto }, place);
  };

  /** A list of which each row was kept back, or an object of which each field was, gives nothing of its item. */
  const isWithheldWhole = (value: unknown, { path }: Place): boolean => {
    if (!hasErrors) return false;
    const parts = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
    return parts.length > 0 && parts.every(([at, part]) => part === null && errorAt.has(pathOf(path, at)));
  };

  const readValue = (value: unknown, field: Below, place: Place): void => {
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at += 1) readItem(value[at], field, toItem(place, at));
    } else if (isObject(value)) {
      readObject(value, field.below, place);
    }
  };

  const toItem = (place: Place, at: number): Place => (hasErrors ? { ...place, path: pathOf(place.path, at) } : place);

  const readItem = (item: unknown, field: Below, place: Place): void => {
    const error = item === null ? errorOf(place.path) : undefined;
    if (error === undefined) readValue(item, field, place);
    else noteDenial(error, field.tieto, place);
  };

  return readObject;
}

interface Below {
  readonly below: ReleaseSelection;
  readonly tieto: number | undefined;
}

function noteReleased({ kentta, tieto }: ReleaseField, { person }: Place): void {
  if (person === undefined || tieto === undefined || kentta === undefined) return;
  person.tiedot.add(tieto);
  if (kentta.coordinate.startsWith(`${personType}.`)) person.kentat.add(kentta.coordinate);
}

/** Kept back by a rule; what a source did not tell is in the row of the source. */
function noteDenial(
  { code, parameters: { saanto, tieto } }: GraphError,
  above: number | undefined,
  { person }: Place,
): void {
  if (saanto === undefined) return;
  const item = tieto ?? above;
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
