import type { SelectionSetNode } from "graphql";
import type { Actor } from "../actor/index.ts";
import { toParas } from "../policy/index.ts";
import type { Asema, Suhde } from "../policy/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import type { AskConsents, Consents } from "./consents.ts";
import type { FindRelations, Relation } from "./care-relation.ts";
import { judgePersonField, letterOf } from "./judge.ts";
import type { FieldInPlace, Rules, Stance } from "./judge.ts";
import { narrow, personType } from "./narrow.ts";
import type { Narrowed } from "./narrow.ts";
import type { NoteStance } from "./notes.ts";
import { relateCustomer } from "./relate-customer.ts";
import type { CustomerFacts } from "./relate-customer.ts";
import type { Turvakielto } from "./turvakielto.ts";

/** A person as the engine, or an answer, names them. */
export type Representation = Readonly<Record<string, unknown>>;

/** A person asked about: as named, the place among those asked, and what is known to answer so far. */
export interface Member {
  readonly person: Representation;
  readonly position: number;
  readonly entity: Record<string, unknown>;
}

/** Persons to whom the actor stands the same way: one call, of one narrowed selection. */
export interface Group {
  readonly stance: Stance;
  readonly narrowed: Narrowed;
  readonly members: readonly Member[];
}

/** What is left of a selection for a stance; kept, because the plan's selections come again and again. */
export type NarrowFor = (set: SelectionSetNode, stance: Stance) => Narrowed;

/** Stands for the id where a representation names no person: nobody is asked about, and nothing is given. */
export const ofNobody = "";

/** The stance to each of some persons, in their order, as far as the selection needs it. */
export type FindStances = (
  persons: readonly string[],
  set: SelectionSetNode,
  scope: RequestScope,
) => Promise<readonly Stance[]>;

/** Where the facts of a stance come from. */
export interface FactSources extends CustomerFacts {
  readonly findCareRelations: FindRelations;
  readonly findRegionRelations: FindRelations;
  readonly askConsents: AskConsents;
  readonly turvakielto: Turvakielto;
  /** May this organisation see a protected place for this purpose (661/2009 37 §): by configuration. */
  readonly hasTurvakieltoOikeus: (actor: Actor) => boolean;
  /** Names of the sources that tell custody, mandates and consents, for a failure's error; undefined where none has joined. */
  readonly lahteet: CustomerFacts["lahteet"] & Readonly<Record<"suostumus", string | undefined>>;
}

/** What finding stances needs besides the facts. */
export interface StanceKit {
  readonly rules: Rules;
  readonly narrowFor: NarrowFor;
  readonly note: NoteStance;
}

const nobody: ReadonlySet<number> = new Set();

/** What finding stances is made of. */
interface Finder extends Pick<StanceKit, "rules" | "narrowFor"> {
  readonly facts: FactSources;
}

/** How the actor stands to each of the persons found out about. */
type Stances = ReadonlyMap<string, Stance>;

/**
 * How the actor stands to each person. A fact is asked only where the verdict on some field would turn
 * on it: what the role may not have in the best case is denied before any register is asked.
 */
export function createFindStances(facts: FactSources, { rules, narrowFor, note }: StanceKit): FindStances {
  const finder: Finder = { facts, rules, narrowFor };
  return async (persons, set, scope) => {
    const { actor } = scope;
    const own = toBase(actor, withLetter("S", "OMA"), finder);
    const ownId = actor.kind === "asiakas" ? actor.asiakasId : undefined;
    const others = [...new Set(persons.filter((id) => id !== ofNobody && id !== ownId))];
    const found: Stances = others.length === 0 ? new Map() : await findOthers(others, { set, scope }, finder);
    const nobodys = toBase(actor, withLetter("EI_KUKAAN", "EI"), finder);
    const known: Stances = new Map([...found, [ofNobody, nobodys]]);
    return persons.map((id) => {
      const stance = id === ownId ? own : known.get(id);
      if (stance === undefined) throw new Error("a person without a stance");
      note(scope, id, { stance, narrowed: narrowFor(set, stance) });
      return stance;
    });
  };
}

type Letter = Pick<Asema, "kysyja" | "suhde">;

function withLetter(kysyja: Asema["kysyja"], suhde: Suhde): Letter {
  return { kysyja, suhde };
}

/** A stance of which nothing more is known yet: everything that must be asked speaks against. */
function toBase(actor: Actor, letter: Letter, { rules, facts }: Finder): Stance {
  const purpose = "kayttotarkoitus" in actor ? actor.kayttotarkoitus : undefined;
  return {
    asema: {
      ...letter,
      ikaluokka: "TAYSI",
      valtuusasiat: [],
      kayttotarkoitus: rules.policy.toTarkoitusluokka(purpose),
      turvakielto: true,
      turvakieltoOikeus: facts.hasTurvakieltoOikeus(actor),
    },
    suostumukset: nobody,
    suostumusviitteet: [],
    suhdeEiTiedossa: undefined,
    suostumusEiTiedossa: undefined,
  };
}

async function findOthers(ids: readonly string[], asking: Asking, finder: Finder): Promise<Stances> {
  const { actor } = asking.scope;
  const base = toBase(actor, withLetter(actor.kind === "asiakas" ? "P" : letterOf(actor), "EI"), finder);
  // In the best case nothing is left: denied by the role, and nobody need be asked why.
  const best: Stance = { ...base, asema: toParas(base.asema), suostumukset: "KAIKKI" };
  if (finder.narrowFor(asking.set, best).fields.length === 0) return toEach(ids, best);
  const related = await relate(ids, base, { ...asking, finder });
  return refine(related, { ...asking, finder });
}

function toEach(ids: readonly string[], stance: Stance): Stances {
  return new Map(ids.map((id) => [id, stance]));
}

interface Relating extends Asking {
  readonly finder: Finder;
}

async function relate(ids: readonly string[], base: Stance, { scope, set, finder }: Relating): Promise<Stances> {
  const { actor } = scope;
  const { facts, narrowFor } = finder;
  if (actor.kind === "kolmasosapuoli") return toEach(ids, withSuhde(base, "SUOSTUMUS"));
  if (actor.kind === "asiakas") {
    const gives = (stance: Stance): boolean => narrowFor(set, stance).fields.length > 0;
    return relateCustomer(ids, base, { asiakasId: actor.asiakasId, scope, facts, gives });
  }
  if (actor.kind !== "ammattilainen") return toEach(ids, base);
  const find = actor.kirjain === "J" ? facts.findRegionRelations : facts.findCareRelations;
  const relations = await find(ids, actor, scope);
  return new Map([...relations].map(([id, relation]) => [id, withRelation(base, relation)]));
}

function withRelation(base: Stance, relation: Relation): Stance {
  return "suhde" in relation ? withSuhde(base, relation.suhde) : { ...base, suhdeEiTiedossa: relation.silent };
}

/** Facts that only some fields turn on: consents, and whether the place is protected. */
async function refine(
  related: Stances,
  { set, scope, finder: { facts, narrowFor, rules } }: Relating,
): Promise<Stances> {
  const open = [...related].map(([id, stance]) => {
    const best: Stance = { ...stance, asema: { ...stance.asema, turvakielto: false }, suostumukset: "KAIKKI" };
    return { id, stance, fields: narrowFor(set, best).fields };
  });
  const consentIds = open.filter(({ stance, fields }) => turnsOnConsent(fields, stance, rules)).map(({ id }) => id);
  const placeIds = open.filter(({ fields }) => asksPlace(fields)).map(({ id }) => id);
  const { askShown, askShownToGuardian } = facts.turvakielto;
  const ask = scope.actor.kind === "asiakas" ? askShownToGuardian : askShown;
  const [consents, shown] = await Promise.all([
    consentIds.length === 0 ? new Map<string, Consents>() : facts.askConsents(consentIds, scope),
    placeIds.length === 0 ? new Set<string>() : ask(placeIds, scope),
  ]);
  const refined = open.map(({ id, stance }): readonly [string, Stance] => {
    const known = consents.get(id);
    const made = {
      ...stance,
      asema: { ...stance.asema, turvakielto: !shown.has(id) },
      suostumukset: known?.tiedot ?? nobody,
      suostumusviitteet: known?.viitteet ?? [],
      suostumusEiTiedossa: consentIds.includes(id) && known === undefined ? facts.lahteet.suostumus : undefined,
    };
    return [id, made];
  });
  return new Map(refined);
}

interface Asking {
  readonly set: SelectionSetNode;
  readonly scope: RequestScope;
}

function withSuhde(stance: Stance, suhde: Suhde): Stance {
  return { ...stance, asema: { ...stance.asema, suhde } };
}

function asksPlace(fields: readonly FieldInPlace[]): boolean {
  return fields.some(({ kentta }) => kentta.paljastaaPaikan !== undefined);
}

function turnsOnConsent(fields: readonly FieldInPlace[], stance: Stance, rules: Rules): boolean {
  const without: Stance = { ...stance, asema: { ...stance.asema, turvakielto: false }, suostumukset: nobody };
  return fields.some((field) => judgePersonField(field, without, rules) !== undefined);
}

const maxStancesKept = 500;

/** Narrows each selection once for each stance. */
export function createNarrowing(rules: Rules): NarrowFor {
  const known = new WeakMap<SelectionSetNode, Map<string, Narrowed>>();
  return (set, stance) => {
    const byStance = known.get(set) ?? new Map<string, Narrowed>();
    known.set(set, byStance);
    const key = keyOfStance(stance);
    const found = byStance.get(key);
    if (found !== undefined) return found;
    const made = narrow(set, personType, {
      catalogue: rules.catalogue,
      // A field that begins a selection stands in no other: without an item of its own it would be judged by none.
      judge: (field, isRoot) =>
        isRoot && field.kentta.tieto === undefined ? { code: "FORBIDDEN" } : judgePersonField(field, stance, rules),
    });
    // Sets of consented items are many in theory; a full map is begun anew.
    if (byStance.size >= maxStancesKept) byStance.clear();
    byStance.set(key, made);
    return made;
  };
}

/** As JSON: none of its parts can be read as another's. */
function keyOfStance({ asema, suostumukset, suhdeEiTiedossa, suostumusEiTiedossa }: Stance): string {
  const consents = suostumukset === "KAIKKI" ? suostumukset : [...suostumukset].toSorted((a, b) => a - b);
  const { kysyja, suhde, ikaluokka, valtuusasiat, kayttotarkoitus, turvakielto, turvakieltoOikeus } = asema;
  const known = [kysyja, suhde, ikaluokka, valtuusasiat.toSorted(), kayttotarkoitus, turvakielto, turvakieltoOikeus];
  return JSON.stringify([known, consents, suhdeEiTiedossa, suostumusEiTiedossa]);
}

/** Groups persons by stance; `stances` in their order. */
export function groupByStance(
  persons: readonly Member[],
  stances: readonly Stance[],
  narrowFor: (stance: Stance) => Narrowed,
): readonly Group[] {
  const groups = new Map<string, { stance: Stance; narrowed: Narrowed; members: Member[] }>();
  for (const [at, person] of persons.entries()) {
    const stance = stances[at];
    if (stance === undefined) throw new Error("a person without a stance");
    const key = keyOfStance(stance);
    const group = groups.get(key) ?? { stance, narrowed: narrowFor(stance), members: [] };
    groups.set(key, group);
    group.members.push(person);
  }
  return [...groups.values()];
}
