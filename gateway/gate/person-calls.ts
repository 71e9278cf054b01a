import type { DocumentNode, SelectionSetNode, VariableDefinitionNode } from "graphql";
import type { GraphError } from "../errors.ts";
import { personIdOf } from "../subgraph/index.ts";
import type { RequestScope, SubgraphTransport } from "../subgraph/index.ts";
import { toPersonsDocument } from "./entity-document.ts";
import { isOnlyKey, keysOf, personType } from "./narrow.ts";
import type { Narrowed, PersonBorder } from "./narrow.ts";
import { applyDenials, mentionsAt, placeAnswer } from "./place-answer.ts";
import type { Entity, Mention } from "./place-answer.ts";
import { judgeRows, turnsOnRelease } from "./judge-rows.ts";
import type { FindKotialueet } from "./home-regions.ts";
import type { Rules } from "./judge.ts";
import type { Notes } from "./notes.ts";
import type { AskReleases, Luovutus } from "./releases.ts";
import { groupByStance, ofNobody } from "./stances.ts";
import type { NarrowFor } from "./narrowing.ts";
import type { FindStances, Group, Member, Representation } from "./stances.ts";

/** What the engine asked for, besides the selection. */
export interface Asked {
  readonly declared: readonly VariableDefinitionNode[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly scope: RequestScope;
}

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
  readonly rules: Rules;
  readonly narrowFor: NarrowFor;
  readonly findStances: FindStances;
  readonly releases: Releases;
  readonly findKotialueet: FindKotialueet;
}

/** Release permissions and denials: who tells them, and where what rows rest on and say is noted. */
export interface Releases {
  readonly ask: AskReleases;
  /** Name of the source, for a failure's error; undefined where none has joined. */
  readonly lahde: string | undefined;
  readonly notes: Pick<Notes, "noteRelease" | "notePlaceMark">;
}

/** Person calls of one subgraph. */
export function createPersonCalls(
  target: SubgraphTransport,
  { rules, narrowFor, findStances, releases, findKotialueet }: PersonCallOptions,
): PersonCalls {
  const fetchGroup = createFetchGroup(target, findKotialueet);
  const askReleases = (ids: readonly string[], scope: RequestScope): Promise<ReadonlyMap<string, Luovutus>> =>
    ids.length === 0 ? Promise.resolve(new Map()) : releases.ask(ids, scope);

  const askGroup = async (group: Group, asked: Asked): Promise<readonly GraphError[]> => {
    const { narrowed, members, stance } = group;
    const failed = await fetchGroup(group, asked);
    const kit = { rules, stance, actor: asked.scope.actor };
    // Nothing that comes has to be looked at: neither rows nor other persons are in it.
    if (narrowed.rows.length === 0 && narrowed.borders.length === 0) return [...failed, ...deny(members, narrowed)];
    const turning = members.filter(({ entity }) => turnsOnRelease(entity, narrowed.rows, kit));
    const released = await askReleases(turning.map(toId), asked.scope);
    // All at once: those whom different persons lead to go in one call.
    const told = members.map(async ({ person, position, entity }) => {
      const id = toId({ person });
      const kept = judgeRows(entity, narrowed.rows, {
        ...kit,
        luovutus: released.get(id),
        lahde: releases.lahde,
        onGiven: (viite) => releases.notes.noteRelease(asked.scope, id, viite),
        onPlaceMark: () => releases.notes.notePlaceMark(asked.scope, id),
      });
      const filled = await fillBorders(entity, narrowed.borders, asked);
      const own = [...kept, ...filled, ...applyDenials(entity, narrowed.denials)];
      return own.map((error) => below(position, error));
    });
    return [...failed, ...(await Promise.all(told)).flat()];
  };

  const ask: PersonCalls["ask"] = async (persons, set, asked) => {
    const members = persons.map(toMember);
    const stances = await findStances(members.map(toId), set, asked.scope);
    const groups = groupByStance(members, stances, (stance) => narrowFor(set, stance));
    const errors = await Promise.all(groups.map((group) => askGroup(group, asked)));
    return { entities: members.map(({ entity }) => entity), errors: errors.flat() };
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
    return fillMentions(mentions, ids, answer);
  };

  return { ask, fillBorders };
}

function toMember(person: Representation, position: number): Member {
  return { person, position, entity: { __typename: person["__typename"] } };
}

/** Whom a representation is, or is of. */
function toId({ person }: { readonly person: Representation }): string {
  return personIdOf(person) ?? ofNobody;
}

type FetchGroup = (group: Group, asked: Asked) => Promise<readonly GraphError[]>;

/** One call for persons of one stance; what comes is put in its places. Nothing is called where only keys are left. */
function createFetchGroup(target: SubgraphTransport, findKotialueet: FindKotialueet): FetchGroup {
  const documentOf = createDocuments();
  return async (group, asked) => {
    const { narrowed, members } = group;
    const { selectionSet } = narrowed;
    if (selectionSet === undefined) return [];
    if (isOnlyKey(selectionSet)) {
      for (const { person, entity } of members) Object.assign(entity, keysOf(selectionSet, person));
      return [];
    }
    const kotialueet = await findKotialueet(group, asked.scope);
    const answer = await target.call(
      {
        document: documentOf(selectionSet, asked.declared),
        variables: { ...asked.variables, representations: members.map(({ person }) => person) },
        sallittu: { asiakkaat: members.map(toId), tiedot: narrowed.tiedot },
        ...(kotialueet === undefined ? {} : { kotialueet }),
      },
      asked.scope,
    );
    return placeAnswer(answer, group);
  };
}

/** The plan's selections come again and again: each has one document, which the way to a subgraph may know by. */
function createDocuments(): (set: SelectionSetNode, declared: Asked["declared"]) => DocumentNode {
  const documents = new WeakMap<SelectionSetNode, DocumentNode>();
  return (set, declared) => {
    const known = documents.get(set) ?? toPersonsDocument(set, declared);
    documents.set(set, known);
    return known;
  };
}

/** Puts each person's answer where the person is mentioned; gives the errors, moved there. */
function fillMentions(
  mentions: readonly Mention[],
  ids: readonly string[],
  { entities, errors }: PersonsAnswer,
): readonly GraphError[] {
  return mentions.flatMap(({ holder, path, id }) => {
    const position = ids.indexOf(id);
    // Each mention gets objects of its own: the engine merges into them later.
    Object.assign(holder, structuredClone(entities[position]));
    return errors.filter((error) => error.path?.[0] === position).map((error) => moved(error, path));
  });
}

/** Tells in each person's answer what was taken out of the question. */
function deny(members: readonly Member[], { denials }: Narrowed): readonly GraphError[] {
  if (denials.length === 0) return [];
  return members.flatMap(({ position, entity }) =>
    applyDenials(entity, denials).map((error) => below(position, error)),
  );
}

function below(position: number, { path = [], ...error }: GraphError): GraphError {
  return { ...error, path: [position, ...path] };
}

function moved({ path: [, ...rest] = [], ...error }: GraphError, path: Path): GraphError {
  return { ...error, path: [...path, ...rest] };
}
