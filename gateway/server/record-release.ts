import type { Actor } from "../actor/index.ts";
import type { Kayttoloki, Tapahtuma } from "../audit/index.ts";
import type { Muutos, PersonNote, RecordChange } from "../gate/index.ts";
import type { Operation } from "../operation/index.ts";
import type { LahdeRow } from "../source/index.ts";
import { createRequestMemory } from "../subgraph/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import type { PersonRelease } from "./read-release.ts";
import type { Haku } from "./read-searches.ts";

/** Who asked what, for a row of the use log. */
export interface Asked {
  readonly actor: Actor;
  /** Correlation id. */
  readonly pyynto: string;
  readonly operation: Operation | undefined;
}

/** What came of it. */
export interface Outcome {
  readonly release: ReadonlyMap<string, PersonRelease>;
  readonly notes: ReadonlyMap<string, PersonNote>;
  readonly rows: readonly LahdeRow[];
  readonly haut: readonly Haku[];
  /** Of a query that asked statistics, what leaves of them; undefined for one that asked none. */
  readonly statistics?: StatisticsOutcome | undefined;
}

/** What a customer begins that changes no item of a person: signing in at another register, say. */
export interface Toimi {
  readonly asiakasId: string;
  /** Fields of the mutation, `Mutation.field`. */
  readonly kentat: readonly string[];
  /** Code of the error that it ended in; undefined before it is made. */
  readonly koodi?: string;
}

/** What came of a query of statistics, which are of nobody. */
export interface StatisticsOutcome {
  /** Fields that leave, `Type.field`. */
  readonly kentat: readonly string[];
  /** Code of the error that kept them back, when nothing leaves. */
  readonly koodi: string | undefined;
}

/** Writes what leaves into the use log, before it leaves. */
export interface ReleaseRecord {
  /** Is the log fit to take rows now: if not, nothing personal is even asked. */
  isAvailable(): boolean;
  /**
   * One row for each person of the answer, for each search, also a denied one, and one of statistics. True once they
   * are on durable storage; else nothing may leave.
   */
  release(asked: Asked, outcome: Outcome): Promise<boolean>;
  /**
   * A customer's own is about to be done, or `koodi`: how it failed. True once the row is on durable storage: else no
   * register may be asked to do anything.
   */
  act(asked: Asked, toimi: Toimi): Promise<boolean>;
  /** Whose request a scope is of: the gate knows changes by their scope. */
  follow(scope: RequestScope, asked: Asked): void;
  /** The same as `act` of a change of a person's items, which the gate has judged. False for a scope that is not followed. */
  readonly change: RecordChange;
  /** A request refused whole, or a sign-in that failed. Written in its own time: nothing has left. */
  refusal(asked: Asked, laji: "EVATTY" | "KIRJAUTUMINEN_EVATTY", koodi: string): void;
  /** An analyst has read the schema. */
  schemaRead(asked: Asked): void;
}

/** A record over the use log. `moottori` is the engine's name. */
export function createReleaseRecord(loki: Kayttoloki, moottori: string): ReleaseRecord {
  const followed = createRequestMemory<Asked>();
  return {
    isAvailable: () => loki.isAvailable(),
    async release(asked, outcome) {
      const told = createTold();
      const base = toBase(asked);
      const persons = [...outcome.release].map(([asiakasId, person]) =>
        toRow(base, { asiakasId, person, told: told(person), outcome, moottori }),
      );
      const { haut, statistics } = outcome;
      const searches = haut.map((haku) => toHakuRow(asked, haku, { outcome, moottori }));
      const ofStatistics = statistics === undefined ? [] : [toStatisticsRow(asked, { statistics, outcome, moottori })];
      const rows = [...searches, ...persons, ...ofStatistics];
      return rows.length === 0 || (await loki.append(rows)).ok;
    },
    async act(asked, { asiakasId, kentat, koodi }) {
      const row = { ...toBase(asked), laji: "MUUTOS", asiakasId, suhde: "OMA", kentat } as const;
      return (await loki.append([koodi === undefined ? row : { ...row, koodi }])).ok;
    },
    follow: (scope, asked) => followed.keep(scope, asked),
    async change(scope, muutos) {
      const asked = followed.of(scope);
      return asked !== undefined && (await loki.append([toChangeRow(asked, muutos)])).ok;
    },
    refusal(asked, laji, koodi) {
      void loki.append([{ ...toBase(asked), laji, koodi }]);
    },
    schemaRead(asked) {
      void loki.append([{ ...toBase(asked), laji: "SKEEMA" }]);
    },
  };
}

interface Released {
  readonly asiakasId: string;
  readonly person: PersonRelease;
  readonly told: Told;
  readonly outcome: Outcome;
  readonly moottori: string;
}

/** Items and fields that rows tell of, in order. */
type Told = Pick<Tapahtuma, "tiedot" | "kentat">;

/** Lists of one answer: persons of whom the same leaves have the same lists. */
function createTold(): (person: PersonRelease) => Told {
  const known = new Map<string, Told>();
  return ({ tiedot, kentat }) => {
    const key = `${[...tiedot].join()} ${[...kentat].join()}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made: Told = { tiedot: [...tiedot].toSorted((a, b) => a - b), kentat: [...kentat].toSorted() };
    known.set(key, made);
    return made;
  };
}

function toRow(base: Tapahtuma, { asiakasId, person, told, outcome, moottori }: Released): Tapahtuma {
  const note = outcome.notes.get(asiakasId);
  return {
    ...base,
    laji: person.tiedot.size === 0 && person.evatyt.length > 0 ? "EVATTY" : "KATSELU",
    asiakasId,
    suhde: note?.suhde ?? "EI",
    ...told,
    evatyt: person.evatyt,
    lahteet: toLahteet(outcome),
    moottori,
    ...(note === undefined || note.suostumukset.length === 0 ? {} : { suostumukset: note.suostumukset }),
    ...(note?.turvakieltoOhitettu === true ? { turvakieltoOhitettu: true } : {}),
  };
}

/** A change of a person's items; one that was not made, or is not known to be, tells them among what was kept back. */
function toChangeRow(asked: Asked, { asiakasId, kentta, suhde, tiedot, koodi, saanto }: Muutos): Tapahtuma {
  const row = { ...toBase(asked), laji: "MUUTOS", asiakasId, suhde, kentat: [kentta] } as const;
  if (koodi === undefined) return { ...row, tiedot };
  return { ...row, koodi, evatyt: tiedot.map((tieto) => ({ tieto, koodi, saanto })) };
}

/** A search, without a word of what was searched for; those whom it found have rows of their own. */
function toHakuRow(
  asked: Asked,
  { kentta, osumia, evatyt }: Haku,
  { outcome, moottori }: Omit<Released, "asiakasId" | "person" | "told">,
): Tapahtuma {
  return {
    ...toBase(asked),
    laji: "HAKU",
    kentat: evatyt.length === 0 ? [kentta] : [],
    evatyt,
    lahteet: toLahteet(outcome),
    moottori,
    ...(osumia === undefined ? {} : { osumia }),
  };
}

interface ToldStatistics {
  readonly statistics: StatisticsOutcome;
  readonly outcome: Outcome;
  readonly moottori: string;
}

function toStatisticsRow(
  asked: Asked,
  { statistics: { kentat, koodi }, outcome, moottori }: ToldStatistics,
): Tapahtuma {
  return {
    ...toBase(asked),
    laji: kentat.length === 0 ? "EVATTY" : "TILASTO",
    kentat,
    lahteet: toLahteet(outcome),
    moottori,
    ...(koodi === undefined ? {} : { koodi }),
  };
}

/** The same list for all rows of an answer: it is written once. */
function toLahteet({ rows }: Outcome): Tapahtuma["lahteet"] {
  const known = lahteet.get(rows);
  if (known !== undefined) return known;
  const made = rows.map(({ lahde, solmu, tila, haettu }) => ({ lahde, solmu, tila, haettu }));
  lahteet.set(rows, made);
  return made;
}

const lahteet = new WeakMap<readonly LahdeRow[], Tapahtuma["lahteet"]>();

function toBase({ actor, pyynto, operation }: Asked): Tapahtuma {
  return {
    laji: "EVATTY",
    pyynto,
    toimija: actor,
    operaatio:
      operation === undefined ? undefined : { nimi: operation.definition.name?.value, tiiviste: operation.hash },
    asiakasId: undefined,
    suhde: undefined,
    tiedot: [],
    kentat: [],
    evatyt: [],
    lahteet: [],
    moottori: undefined,
  };
}
