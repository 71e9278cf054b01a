import type { SelectionSetNode } from "graphql";
import type { Actor } from "../actor/index.ts";
import type { Suhde } from "../policy/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import { createBaseStances } from "./base-stances.ts";
import type { BaseStancesOf } from "./base-stances.ts";
import type { FindRelations, Relation } from "./care-relation.ts";
import { createOnce, createOnceOf } from "./create-once.ts";
import type { Rules, Stance } from "./judge.ts";
import type { Narrowed } from "./narrow.ts";
import type { NarrowFor } from "./narrowing.ts";
import type { NoteStance } from "./notes.ts";
import { createRefineStances } from "./refine-stances.ts";
import type { RefineStances, RefiningFacts } from "./refine-stances.ts";
import { relateCustomer } from "./relate-customer.ts";
import type { CustomerFacts } from "./relate-customer.ts";
import { keyOfStance } from "./stance-key.ts";

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

/** Stands for the id where a representation names no person: nobody is asked about, and nothing is given. */
export const ofNobody = "";

/** The stance to each of some persons, in their order, as far as the selection needs it. */
export type FindStances = (
  persons: readonly string[],
  set: SelectionSetNode,
  scope: RequestScope,
) => Promise<readonly Stance[]>;

/** Where the facts of a stance come from. */
export interface FactSources extends Omit<CustomerFacts, "lahteet">, Omit<RefiningFacts, "lahteet"> {
  readonly findCareRelations: FindRelations;
  readonly findRegionRelations: FindRelations;
  /** May this organisation see a protected place for this purpose (661/2009 37 §): by configuration. */
  readonly hasTurvakieltoOikeus: (actor: Actor) => boolean;
  /** Names of the sources that tell custody, mandates and consents, for a failure's error; undefined where none has joined. */
  readonly lahteet: CustomerFacts["lahteet"] & RefiningFacts["lahteet"];
}

/** What finding stances needs besides the facts. */
export interface StanceKit {
  readonly rules: Rules;
  readonly narrowFor: NarrowFor;
  readonly note: NoteStance;
}

/** What finding stances is made of. */
interface Finder extends Pick<StanceKit, "rules" | "narrowFor"> {
  readonly facts: FactSources;
  readonly basesOf: BaseStancesOf;
  readonly relatedTo: RelatedTo;
  readonly refineStances: RefineStances;
}

/** The stance of one who stands in a relation, made once for each. */
type RelatedTo = (base: Stance) => (name: string, relation: Relation) => Stance;

/** How the actor stands to each of the persons found out about. */
type Stances = ReadonlyMap<string, Stance>;

/**
 * How the actor stands to each person. A fact is asked only where the verdict on some field would turn
 * on it: what the role may not have in the best case is denied before any register is asked.
 */
export function createFindStances(facts: FactSources, { rules, narrowFor, note }: StanceKit): FindStances {
  const finder: Finder = {
    facts,
    rules,
    narrowFor,
    basesOf: createBaseStances({ rules, hasTurvakieltoOikeus: facts.hasTurvakieltoOikeus }),
    relatedTo: createOnceOf((base) => createOnce((_: string, relation: Relation) => withRelation(base, relation))),
    refineStances: createRefineStances({ facts, rules, narrowFor }),
  };
  return async (persons, set, scope) => {
    const { actor } = scope;
    const { own, nobodys } = finder.basesOf(actor);
    const ownId = actor.kind === "asiakas" ? actor.asiakasId : undefined;
    const others = [...new Set(persons.filter((id) => id !== ofNobody && id !== ownId))];
    const found: Stances = others.length === 0 ? new Map() : await findOthers(others, { set, scope }, finder);
    const toNoted = createOnce((stance: Stance) => ({ stance, narrowed: narrowFor(set, stance) }));
    return persons.map((id) => {
      const stance = id === ownId ? own : (found.get(id) ?? (id === ofNobody ? nobodys : undefined));
      if (stance === undefined) throw new Error("a person without a stance");
      note(scope, id, toNoted(stance, undefined));
      return stance;
    });
  };
}

async function findOthers(ids: readonly string[], asking: Asking, finder: Finder): Promise<Stances> {
  const { others, best } = finder.basesOf(asking.scope.actor);
  if (finder.narrowFor(asking.set, best).fields.length === 0) return toEach(ids, best);
  const related = await relate(ids, others, { ...asking, finder });
  return finder.refineStances(related, asking);
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
  // Those to whom the actor stands the same way share a stance: what turns on it is found out once.
  const stanceBy = finder.relatedTo(base);
  const toStance = (relation: Relation): Stance =>
    stanceBy("suhde" in relation ? relation.suhde : `? ${relation.silent ?? ""}`, relation);
  return new Map([...relations].map(([id, relation]) => [id, toStance(relation)]));
}

function withRelation(base: Stance, relation: Relation): Stance {
  return "suhde" in relation ? withSuhde(base, relation.suhde) : { ...base, suhdeEiTiedossa: relation.silent };
}

interface Asking {
  readonly set: SelectionSetNode;
  readonly scope: RequestScope;
}

function withSuhde(stance: Stance, suhde: Suhde): Stance {
  return { ...stance, asema: { ...stance.asema, suhde } };
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
