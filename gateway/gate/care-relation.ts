import type { Ammattilainen } from "../actor/index.ts";
import type { Suhde } from "../policy/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import { createAskPersons } from "./ask-persons.ts";
import type { AskPersons } from "./ask-persons.ts";
import { isObject } from "../is-object.ts";
import type { Emergencies } from "./emergencies.ts";
import { toPersonsQuery } from "./holders.ts";
import type { HolderOf } from "./holders.ts";

/** The relation to a person; or the source that could not tell of it, undefined when there is none to ask. */
export type Relation = { readonly suhde: Suhde } | { readonly silent: string | undefined };

/** The relation to each person. */
export type FindRelations = (
  ids: readonly string[],
  actor: Ammattilainen,
  scope: RequestScope,
) => Promise<ReadonlyMap<string, Relation>>;

/**
 * Care relationship of H, L, O and R (703/2023, relation verified by technical means): an open
 * customership with the professional's own organisation. Without one, a ground that the request states,
 * or emergency access taken; where the register can't be asked, only these.
 */
export function createFindCareRelations(holderOf: HolderOf, emergencies: Emergencies): FindRelations {
  const holder = holderOf("hoitosuhde");
  const ask = createAskPersons<boolean>({
    holder,
    tiedot: [18],
    document: toPersonsQuery("hoitosuhde(organisaatio: $organisaatio) { avoin }", ", $organisaatio: String!"),
    variablesOf: (actor) => (actor.kind === "ammattilainen" ? { organisaatio: actor.organisaatio } : {}),
    read({ hoitosuhde }) {
      const avoin = isObject(hoitosuhde) ? hoitosuhde["avoin"] : undefined;
      return typeof avoin === "boolean" ? avoin : undefined;
    },
  });
  return async (ids, actor, scope) => {
    const open = await ask(ids, scope);
    const relationTo = (id: string): Relation => {
      if (open.get(id) === true) return { suhde: "AVOIN_ASIAKKUUS" };
      if (actor.kirjain === "H" && emergencies.isActive(actor, id)) return { suhde: "HATAKAYTTO" };
      if (actor.peruste !== undefined) return { suhde: "ILMOITETTU_PERUSTE" };
      return open.has(id) ? { suhde: "EI" } : { silent: holder?.name };
    };
    return new Map(ids.map((id) => [id, relationTo(id)]));
  };
}

/**
 * Relation of the organiser's official: a customership open in the own region, a decision of it in force,
 * else residence there. Residence is not used of a person under turvakielto: which region's official sees
 * them would tell where they live. No is said only when all three have been asked and said so.
 */
export function createFindRegionRelations(holderOf: HolderOf): FindRelations {
  const askCustomership = createAskRegion(holderOf, "avoinAsiakkuusAlueella", 18);
  const askDecision = createAskRegion(holderOf, "paatosVoimassaAlueella", 23);
  const askHome = createAskHome(holderOf);
  const names = ["avoinAsiakkuusAlueella", "paatosVoimassaAlueella", "turvakielto"].map(
    (field) => holderOf(field)?.name,
  );
  return async (ids, { alue }, scope) => {
    const own = await Promise.all([askCustomership(ids, scope), askDecision(ids, scope)]);
    const others = ids.filter((id) => own.every((answers) => answers.get(id) !== true));
    const homes = await askHome(others, scope);
    const answers = [...own, new Map([...homes].map(([id, home]) => [id, home === alue]))];
    const relationTo = (id: string): Relation => {
      if (answers.some((each) => each.get(id) === true)) return { suhde: "OMA_ALUE" };
      const silent = answers.findIndex((each) => !each.has(id));
      return silent === -1 ? { suhde: "EI" } : { silent: names[silent] };
    };
    return new Map(ids.map((id) => [id, relationTo(id)]));
  };
}

/** A question of yes and no to the register of the asker's own region. */
function createAskRegion(holderOf: HolderOf, field: string, tieto: number): AskPersons<boolean> {
  return createAskPersons<boolean>({
    holder: holderOf(field),
    tiedot: [tieto],
    document: toPersonsQuery(`${field}(alue: $alue)`, ", $alue: String!"),
    variablesOf: (actor) => (actor.kind === "ammattilainen" ? { alue: actor.alue } : {}),
    read: (entity) => {
      const known = entity[field];
      return typeof known === "boolean" ? known : undefined;
    },
  });
}

/** The region where a person lives; null of one who is, or may be, under turvakielto, or lives nowhere that is known. */
function createAskHome(holderOf: HolderOf): AskPersons<string | null> {
  return createAskPersons<string | null>({
    holder: holderOf("turvakielto"),
    tiedot: [103, 104],
    document: toPersonsQuery("turvakielto { voimassa } alue { koodi }"),
    // Who lives nowhere that is known is denied as who lives elsewhere: the denial tells neither from the other.
    notFound: null,
    read({ turvakielto, alue }) {
      if (!isObject(turvakielto)) return undefined;
      const { koodi } = turvakielto["voimassa"] === false && isObject(alue) ? alue : {};
      return typeof koodi === "string" ? koodi : null;
    },
  });
}
