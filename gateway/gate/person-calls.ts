import type { SelectionSetNode, VariableDefinitionNode } from "graphql";
import type { Catalogue, Kentta } from "../catalogue/index.ts";
import type { ErrorCode, GraphError } from "../errors.ts";
import type { RequestScope, SubgraphTransport } from "../subgraph/index.ts";
import { isObject, placesOf } from "./at-pattern.ts";
import { toPersonsDocument } from "./entity-document.ts";
import { judgePersonField, letterOf } from "./judge.ts";
import type { Stance } from "./judge.ts";
import { borderKey, narrow, personType } from "./narrow.ts";
import type { Denial, Narrowed, PersonBorder } from "./narrow.ts";
import type { AskTurvakielto } from "./turvakielto.ts";

/** What the engine asked for, besides the selection. */
export interface Asked {
  readonly declared: readonly VariableDefinitionNode[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly scope: RequestScope;
}

/** A person as the engine, or an answer, names them. */
export type Representation = Readonly<Record<string, unknown>>;

type Entity = Record<string, unknown>;
type Path = readonly (string | number)[];

/** One object per person asked, in order; paths of errors begin with the person's position. */
export interface PersonsAnswer {
  readonly entities: readonly Entity[];
  readonly errors: readonly GraphError[];
}

/** Calls about persons that pass the gate. */
export interface PersonCalls {
  /** Asks `set` of each person, less what the actor may not have of that person. */
  ask(persons: readonly Representation[], set: SelectionSetNode, asked: Asked): Promise<PersonsAnswer>;
  /** Asks about the persons whom an answer leads to, and puts what comes into the answer. */
  fillBorders(root: Entity, borders: readonly PersonBorder[], asked: Asked): Promise<readonly GraphError[]>;
}

/** What judging persons needs. */
interface PersonCallOptions {
  readonly catalogue: Catalogue;
  readonly askTurvakielto: AskTurvakielto;
}

/** Person calls of one subgraph. `askTurvakielto` is asked only when a place would be shown. */
export function createPersonCalls(
  target: SubgraphTransport,
  { catalogue, askTurvakielto }: PersonCallOptions,
): PersonCalls {
  const narrowFor = createNarrowing(catalogue);

  const stancesOf = createStances(askTurvakielto, narrowFor);

  const askGroup = async (group: Group, entities: Entity[], asked: Asked): Promise<readonly GraphError[]> => {
    const { narrowed, members } = group;
    const errors: GraphError[] = [];
    if (narrowed.selectionSet !== undefined) {
      const answer = await target.call(
        {
          document: toPersonsDocument(narrowed.selectionSet, asked.declared),
          variables: { ...asked.variables, representations: members.map(({ person }) => person) },
        },
        asked.scope,
      );
      errors.push(...placeAnswer(answer, group, entities));
    }
    for (const { position } of members) {
      const entity = entities[position] ?? {};
      const filled = await fillBorders(entity, narrowed.borders, asked);
      errors.push(...[...filled, ...applyDenials(entity, narrowed.denials)].map((error) => below(position, error)));
    }
    return errors;
  };

  const ask: PersonCalls["ask"] = async (persons, set, asked) => {
    const stances = await stancesOf(persons, set, asked.scope);
    const entities: Entity[] = persons.map((person) => ({ __typename: person["__typename"] }));
    const groups = groupByStance(persons, stances, (stance) => narrowFor(set, stance));
    const errors = await Promise.all(groups.map((group) => askGroup(group, entities, asked)));
    return { entities, errors: errors.flat() };
  };

  const fillBorders: PersonCalls["fillBorders"] = async (root, borders, asked) => {
    const errors = await Promise.all(borders.map((border) => fillBorder(root, border, asked)));
    return errors.flat();
  };

  const fillBorder = async (root: Entity, border: PersonBorder, asked: Asked): Promise<readonly GraphError[]> => {
    const mentions = mentionsAt(root, border);
    if (mentions.length === 0) return [];
    const ids = [...new Set(mentions.map(({ id }) => id))];
    const answer = await ask(
      ids.map((id) => ({ __typename: personType, id })),
      border.selectionSet,
      asked,
    );
    return mentions.flatMap(({ holder, path, id }) => {
      const position = ids.indexOf(id);
      // Each mention gets objects of its own: the engine merges into them later.
      Object.assign(holder, structuredClone(answer.entities[position]));
      return answer.errors.filter((error) => error.path?.[0] === position).map((error) => moved(error, path));
    });
  };

  return { ask, fillBorders };
}

type NarrowFor = (set: SelectionSetNode, stance: Stance) => Narrowed;

type StancesOf = (
  persons: readonly Representation[],
  set: SelectionSetNode,
  scope: RequestScope,
) => Promise<readonly Stance[]>;

/** How the actor stands to each person. Whether a place is protected is asked only where one would be shown. */
function createStances(askTurvakielto: AskTurvakielto, narrowFor: NarrowFor): StancesOf {
  return async (persons, set, scope) => {
    const letters = persons.map(({ id }) => (typeof id === "string" ? letterOf(scope.actor, id) : undefined));
    const asking = persons.flatMap(({ id }, at) => {
      const kirjain = letters[at];
      if (typeof id !== "string" || kirjain === undefined || kirjain === "S") return [];
      return narrowFor(set, { kirjain, paikka: true }).asksPlace ? [id] : [];
    });
    const shown = asking.length === 0 ? new Set<string>() : await askTurvakielto([...new Set(asking)], scope);
    return persons.map(({ id }, at) => ({
      kirjain: letters[at],
      paikka: letters[at] === "S" || (typeof id === "string" && shown.has(id)),
    }));
  };
}

interface Group {
  readonly narrowed: Narrowed;
  readonly members: readonly { readonly person: Representation; readonly position: number }[];
}

function createNarrowing(catalogue: Catalogue): NarrowFor {
  const known = new WeakMap<SelectionSetNode, Map<string, Narrowed>>();
  return (set, stance) => {
    const byStance = known.get(set) ?? new Map<string, Narrowed>();
    known.set(set, byStance);
    const key = keyOfStance(stance);
    const found = byStance.get(key);
    if (found !== undefined) return found;
    const judge = (field: Kentta): ErrorCode | undefined => judgePersonField(field, stance, catalogue);
    const made = narrow(set, personType, { catalogue, judge });
    byStance.set(key, made);
    return made;
  };
}

function keyOfStance({ kirjain, paikka }: Stance): string {
  return `${kirjain ?? "-"}${paikka ? "+" : "-"}`;
}

function groupByStance(
  persons: readonly Representation[],
  stances: readonly Stance[],
  narrowFor: (stance: Stance) => Narrowed,
): readonly Group[] {
  const groups = new Map<string, { narrowed: Narrowed; members: { person: Representation; position: number }[] }>();
  for (const [position, person] of persons.entries()) {
    const stance = stances[position] ?? { kirjain: undefined, paikka: false };
    const key = keyOfStance(stance);
    const group = groups.get(key) ?? { narrowed: narrowFor(stance), members: [] };
    groups.set(key, group);
    group.members.push({ person, position });
  }
  return [...groups.values()];
}

/** Puts each entity of an answer in its place, and gives the answer's errors by position. */
function placeAnswer(
  answer: { readonly data: Entity | null; readonly errors: readonly GraphError[] },
  { members, narrowed }: Group,
  entities: Entity[],
): readonly GraphError[] {
  const given: unknown = answer.data?.["_entities"];
  const whole = Array.isArray(given) && given.length === members.length ? (given as readonly unknown[]) : undefined;
  for (const [at, { position }] of members.entries()) {
    const entity = whole?.[at];
    Object.assign(entities[position] ?? {}, isObject(entity) ? entity : nulls(narrowed.keys));
  }
  const errors = answer.errors.flatMap((error) => spread(error, members, narrowed.keys));
  if (whole !== undefined || errors.length > 0) return errors;
  const invalid: GraphError = { code: "SOURCE_INVALID_RESPONSE", parameters: {} };
  return spread(invalid, members, narrowed.keys);
}

/** An error of the whole call concerns every field asked of every person in it. */
function spread(error: GraphError, members: Group["members"], keys: readonly string[]): readonly GraphError[] {
  const [root, at, ...rest] = error.path ?? [];
  const member = root === "_entities" && typeof at === "number" ? members[at] : undefined;
  if (member !== undefined && rest.length > 0) return [{ ...error, path: [member.position, ...rest] }];
  const concerned = member === undefined ? members : [member];
  return concerned.flatMap(({ position }) => keys.map((key) => ({ ...error, path: [position, key] })));
}

function nulls(keys: readonly string[]): Entity {
  return Object.fromEntries(keys.map((key) => [key, null]));
}

/** Writes null where a field was taken out, and tells why. */
export function applyDenials(root: Entity, denials: readonly Denial[]): readonly GraphError[] {
  return denials.flatMap(({ at, code, tieto }) =>
    placesOf(root, at).map(({ holder, key, path }) => {
      holder[key] = null;
      return { code, path, parameters: tieto === undefined ? {} : { tieto } };
    }),
  );
}

interface Mention {
  readonly holder: Entity;
  readonly path: Path;
  readonly id: string;
}

/** The persons an answer mentions at a border. The key by which the gate learnt them is taken away. */
function mentionsAt(root: Entity, border: PersonBorder): readonly Mention[] {
  return placesOf(root, border.at).flatMap(({ holder, key, path }) =>
    objectsIn(holder[key], path).flatMap(({ object, path: at }) => {
      const id = object[borderKey];
      delete object[borderKey];
      return typeof id === "string" ? [{ holder: object, path: at, id }] : [];
    }),
  );
}

function objectsIn(value: unknown, path: Path): readonly { readonly object: Entity; readonly path: Path }[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => objectsIn(item, [...path, at]));
  return isObject(value) ? [{ object: value, path }] : [];
}

function below(position: number, error: GraphError): GraphError {
  return { ...error, path: [position, ...(error.path ?? [])] };
}

function moved(error: GraphError, path: Path): GraphError {
  return { ...error, path: [...path, ...(error.path ?? []).slice(1)] };
}
