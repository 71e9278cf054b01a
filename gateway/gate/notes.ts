import type { Suhde } from "../policy/index.ts";
import { createRequestMemory } from "../subgraph/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import type { Stance, Suostumusviite } from "./judge.ts";
import type { Narrowed } from "./narrow.ts";

/** What the gate found out of one person during a request: for the use log, and for what may be told beside the answer. */
export interface PersonNote {
  readonly suhde: Suhde;
  /** May what tells the person's place be shown to the asker: false also when it was not asked, undefined when nothing was given. */
  readonly paikkaNaytetaan: boolean | undefined;
  /** A protected place was given by a right that the law gives. */
  readonly turvakieltoOhitettu: boolean;
  /** Consents on which something was given. */
  readonly suostumukset: readonly Suostumusviite[];
}

/** Notes what a call rested on. */
export type NoteStance = (
  scope: RequestScope,
  person: string,
  found: { readonly stance: Stance; readonly narrowed: Narrowed },
) => void;

/** Notes of one request, by person. */
export interface Notes {
  readonly note: NoteStance;
  /** Notes a release permission on which a row was given. */
  readonly noteRelease: (scope: RequestScope, person: string, viite: Suostumusviite) => void;
  /** Notes that a register says by a mark of its own that the person's place is protected: it may not be told. */
  readonly notePlaceMark: (scope: RequestScope, person: string) => void;
  of(scope: RequestScope): ReadonlyMap<string, PersonNote>;
}

interface NotesOfRequest {
  readonly byPerson: Map<string, PersonNote>;
  readonly placeMarked: Set<string>;
}

function createNotesOfRequest(): NotesOfRequest {
  return { byPerson: new Map(), placeMarked: new Set() };
}

/** Kept as long as the request's scope is. */
export function createNotes(): Notes {
  const requests = createRequestMemory<NotesOfRequest>();
  const notesIn = (scope: RequestScope): NotesOfRequest => requests.obtain(scope, createNotesOfRequest);
  const change = (scope: RequestScope, person: string, to: (before: PersonNote) => PersonNote): void => {
    const { byPerson } = notesIn(scope);
    byPerson.set(person, to(byPerson.get(person) ?? nothing));
  };
  return {
    of(scope) {
      const { byPerson, placeMarked } = notesIn(scope);
      if (placeMarked.size === 0) return byPerson;
      // Not whatever else was found out: a place that one register protects is told of by none.
      return new Map(
        [...byPerson].map(([id, note]) => [id, placeMarked.has(id) ? { ...note, paikkaNaytetaan: false } : note]),
      );
    },
    // Nothing was given: no ground was used, and nothing beside the answer can tell of the person.
    note: (scope, person, { stance, narrowed }) =>
      change(scope, person, (before) => (narrowed.fields.length === 0 ? before : addTo(before, stance, narrowed))),
    noteRelease: (scope, person, viite) =>
      change(scope, person, (before) => ({ ...before, suostumukset: joined(before.suostumukset, [viite]) })),
    notePlaceMark: (scope, person) => void notesIn(scope).placeMarked.add(person),
  };
}

const nothing: PersonNote = {
  suhde: "EI",
  paikkaNaytetaan: undefined,
  turvakieltoOhitettu: false,
  suostumukset: [],
};

function addTo(before: PersonNote, stance: Stance, narrowed: Narrowed): PersonNote {
  const { suhde, kysyja, turvakielto, turvakieltoOikeus } = stance.asema;
  const showsPlace = narrowed.fields.some(({ kentta }) => kentta.paljastaaPaikan !== undefined);
  const isPassed = turvakielto && turvakieltoOikeus && showsPlace;
  return {
    suhde: before.suhde === "EI" ? suhde : before.suhde,
    paikkaNaytetaan: before.paikkaNaytetaan === true || kysyja === "S" || !turvakielto || isPassed,
    turvakieltoOhitettu: before.turvakieltoOhitettu || isPassed,
    suostumukset: joined(before.suostumukset, stance.suostumusviitteet),
  };
}

function joined(before: readonly Suostumusviite[], more: readonly Suostumusviite[]): readonly Suostumusviite[] {
  if (more.length === 0) return before;
  const known = new Set(before.map(({ suostumusId }) => suostumusId));
  return [...before, ...more.filter(({ suostumusId }) => !known.has(suostumusId))];
}
