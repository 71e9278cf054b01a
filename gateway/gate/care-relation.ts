import type { Ammattilainen } from "../actor/index.ts";
import type { Suhde } from "../policy/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import { createAskPersons } from "./ask-persons.ts";
import type { AskPersons } from "./ask-persons.ts";
import { isObject } from "./at-pattern.ts";
import type { Emergencies } from "./emergencies.ts";
import { toPersonsQuery } from "./holders.ts";
import type { HolderOf } from "./holders.ts";

/** The relation to each person; one who is missing could not be asked about, and has no other ground. */
export type FindRelations = (
  ids: readonly string[],
  actor: Ammattilainen,
  scope: RequestScope,
) => Promise<ReadonlyMap<string, Suhde>>;

/**
 * Care relationship of H, L, O and R (703/2023, relation verified by technical means): an open
 * customership with the professional's own organisation. Without one, a ground that the request states,
 * or emergency access taken; where the register can't be asked, only these.
 */
export function createFindCareRelations(holderOf: HolderOf, emergencies: Emergencies): FindRelations {
  const ask = createAskPersons<boolean>({
    holder: holderOf("hoitosuhde"),
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
    const found = ids.flatMap((id): readonly (readonly [string, Suhde])[] => {
      if (open.get(id) === true) return [[id, "AVOIN_ASIAKKUUS"]];
      if (actor.kirjain === "H" && emergencies.isActive(actor, id)) return [[id, "HATAKAYTTO"]];
      if (actor.peruste !== undefined) return [[id, "ILMOITETTU_PERUSTE"]];
      return open.has(id) ? [[id, "EI"]] : [];
    });
    return new Map(found);
  };
}

/**
 * Relation of the organiser's official: a customership or a decision in the own region's register, else
 * residence there. Residence is not used of a person under turvakielto: which region's official sees
 * them would tell where they live.
 */
export function createFindRegionRelations(holderOf: HolderOf): FindRelations {
  const askKnown = createAskPersons<boolean>({
    holder: holderOf("tunnetaanAlueella"),
    tiedot: [18],
    document: toPersonsQuery("tunnetaanAlueella(alue: $alue)", ", $alue: String!"),
    variablesOf: (actor) => (actor.kind === "ammattilainen" ? { alue: actor.alue } : {}),
    read: ({ tunnetaanAlueella }) => (typeof tunnetaanAlueella === "boolean" ? tunnetaanAlueella : undefined),
  });
  const askResident = createAskResident(holderOf);
  return async (ids, _actor, scope) => {
    const known = await askKnown(ids, scope);
    const others = ids.filter((id) => known.get(id) !== true);
    const resident = others.length === 0 ? new Map<string, boolean>() : await askResident(others, scope);
    const found = ids.flatMap((id): readonly (readonly [string, Suhde])[] => {
      if (known.get(id) === true || resident.get(id) === true) return [[id, "OMA_ALUE"]];
      return known.has(id) && resident.has(id) ? [[id, "EI"]] : [];
    });
    return new Map(found);
  };
}

function createAskResident(holderOf: HolderOf): AskPersons<boolean> {
  return createAskPersons<boolean>({
    holder: holderOf("turvakielto"),
    tiedot: [103, 104],
    document: toPersonsQuery("turvakielto { voimassa } alue { koodi }"),
    // Who lives nowhere that is known is denied as who lives elsewhere: the denial tells neither from the other.
    notFound: false,
    read({ turvakielto, alue }, actor) {
      if (!isObject(turvakielto) || actor.kind !== "ammattilainen") return undefined;
      if (turvakielto["voimassa"] !== false) return false;
      return isObject(alue) && alue["koodi"] === actor.alue;
    },
  });
}
