import type { Suhde } from "../policy/index.ts";
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
  /** Notes release permissions on which rows were given. */
  readonly noteReleases: (scope: RequestScope, person: string, viitteet: readonly Suostumusviite[]) => void;
  of(scope: RequestScope): ReadonlyMap<string, PersonNote>;
}

/** Kept as long as the request's scope is. */
export function createNotes(): Notes {
  const notes = new WeakMap<RequestScope, Map<string, PersonNote>>();
  const none: ReadonlyMap<string, PersonNote> = new Map();
  return {
    of: (scope) => notes.get(scope) ?? none,
    note(scope, person, { stance, narrowed }) {
      const byPerson = notes.get(scope) ?? new Map<string, PersonNote>();
      notes.set(scope, byPerson);
      const before = byPerson.get(person) ?? nothing;
      // Nothing was given: no ground was used, and nothing beside the answer can tell of the person.
      byPerson.set(person, narrowed.fields.length === 0 ? before : addTo(before, stance, narrowed));
    },
    noteReleases(scope, person, viitteet) {
      const byPerson = notes.get(scope) ?? new Map<string, PersonNote>();
      notes.set(scope, byPerson);
      const before = byPerson.get(person) ?? nothing;
      byPerson.set(person, { ...before, suostumukset: joined(before.suostumukset, viitteet) });
    },
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
  const isPassed = kysyja !== "S" && turvakielto && turvakieltoOikeus && showsPlace;
  return {
    suhde: before.suhde === "EI" ? suhde : before.suhde,
    paikkaNaytetaan: before.paikkaNaytetaan === true || kysyja === "S" || !turvakielto || isPassed,
    turvakieltoOhitettu: before.turvakieltoOhitettu || isPassed,
    suostumukset: joined(before.suostumukset, stance.suostumusviitteet),
  };
}

function joined(before: readonly Suostumusviite[], more: readonly Suostumusviite[]): readonly Suostumusviite[] {
  const known = new Set(before.map(({ suostumusId }) => suostumusId));
  return [...before, ...more.filter(({ suostumusId }) => !known.has(suostumusId))];
}
