import type { Actor } from "../actor/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { EngineAnswer } from "../engine/index.ts";
import type { PersonNote } from "../gate/index.ts";
import type { Operation } from "../operation/index.ts";
import type { CallRecorder, LahdeRow } from "../source/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import { maskNodes } from "./mask-nodes.ts";
import { readRelease } from "./read-release.ts";
import { readSearches } from "./read-searches.ts";
import { readStatistics } from "./read-statistics.ts";
import type { Asked, ReleaseRecord } from "./record-release.ts";

/** What every release needs. */
export interface ReleaseSources {
  /** The use log: what leaves is in it before. */
  readonly record: ReleaseRecord;
  readonly catalogue: Catalogue;
  /** What the gate found out of each person during a request. */
  readonly notesOf: (scope: RequestScope) => ReadonlyMap<string, PersonNote>;
  /** How ids are told to this actor: a third party has ids of its own, everyone else the graph's. */
  readonly ownIdsOf: (actor: Actor) => ((id: string) => string) | undefined;
}

/** Whose answers are released. */
export interface ReleaseOptions {
  readonly options: ReleaseSources;
  readonly asked: Asked;
  readonly scope: RequestScope;
  readonly recorder: CallRecorder;
}

/**
 * Writes what of an answer leaves into the use log. Takes our own keys out of the data, in place, and gives the rows of
 * `lahteet` that may be told; undefined when the log took nothing: then nothing may leave.
 */
export type Release = (
  answer: Pick<EngineAnswer, "data" | "errors">,
  operation: Operation,
  what?: ReleaseOf,
) => Promise<readonly LahdeRow[] | undefined>;

/** Which part of an answer is released. */
export interface ReleaseOf {
  /** It is of an object in the answer: what was asked at the root is in the log already. */
  readonly isBelowRoot: boolean;
}

/** Releases the answer of one request, whole or part by part. */
export function createRelease({ options, asked, scope, recorder }: ReleaseOptions): Release {
  const { record, catalogue } = options;
  const toOwnId = options.ownIdsOf(asked.actor);
  return async (answer, operation, { isBelowRoot } = { isBelowRoot: false }) => {
    const rows = recorder.rows();
    const notes = options.notesOf(scope);
    const release = readRelease(answer, operation, { catalogue, toOwnId });
    const haut = isBelowRoot ? [] : readSearches(answer, operation, catalogue);
    const statistics = isBelowRoot ? undefined : readStatistics(answer, operation, catalogue);
    if (!(await record.release(asked, { release, notes, rows, haut, statistics }))) return undefined;
    return mayTellNodes(notes) ? rows : maskNodes(rows);
  };
}

/** Regions of nodes are told only when the place of everyone in the answer may be. */
function mayTellNodes(notes: ReadonlyMap<string, PersonNote>): boolean {
  return [...notes.values()].every(({ paikkaNaytetaan }) => paikkaNaytetaan !== false);
}
