import type { RequestScope } from "../subgraph/index.ts";
import { createAskPersons } from "./ask-persons.ts";
import { isObject } from "./at-pattern.ts";
import { toPersonsQuery } from "./holders.ts";
import type { HolderOf } from "./holders.ts";

/** Persons whose place may be shown: only those of whom turvakielto was asked, and is off. */
export type AskShown = (ids: readonly string[], scope: RequestScope) => Promise<ReadonlySet<string>>;

/** Turvakielto (661/2009 36 §) as the register tells it; closed where it does not. */
export interface Turvakielto {
  /** For a professional or a third party: the person's own protection decides. */
  readonly askShown: AskShown;
  /**
   * For a guardian: the child's own, and that of the child's other guardians, since the child may live
   * with one of them. A child in the asker's own dwelling tells the asker nothing.
   */
  readonly askShownToGuardian: AskShown;
}

interface Home {
  readonly isOff: boolean;
  /** The dwelling's identifier; undefined when the register gives none. */
  readonly dwelling: string | undefined;
  readonly guardians: readonly string[];
}

/** Asks the subgraph that holds `Asiakas.turvakielto`, each person once per request. */
export function createTurvakielto(holderOf: HolderOf): Turvakielto {
  const holder = holderOf("turvakielto");
  const askOff = createAskPersons<boolean>({
    holder,
    tiedot: [104],
    document: toPersonsQuery("turvakielto { voimassa }"),
    read: (entity) => isOff(entity),
  });
  const askHome = createAskPersons<Home>({
    holder,
    tiedot: [4, 103, 104],
    document: toPersonsQuery("turvakielto { voimassa } asuinpaikka perhesuhteet { huoltajat { henkilo { id } } }"),
    read: readHome,
  });
  const askShown: AskShown = async (ids, scope) => {
    const off = await askOff(ids, scope);
    return new Set(ids.filter((id) => off.get(id) === true));
  };
  return {
    askShown,
    async askShownToGuardian(ids, scope) {
      const { actor } = scope;
      if (actor.kind !== "asiakas") return new Set();
      const homes = await askHome([...ids, actor.asiakasId], scope);
      const own = homes.get(actor.asiakasId)?.dwelling;
      const others = ids
        .flatMap((id) => homes.get(id)?.guardians ?? [])
        .filter((id) => id !== actor.asiakasId && id !== "");
      const shown = await askShown(others, scope);
      return new Set(
        ids.filter((id) => {
          const home = homes.get(id);
          if (home?.isOff !== true) return false;
          const isOwnHome = home.dwelling !== undefined && home.dwelling === own;
          return isOwnHome || home.guardians.every((each) => each === actor.asiakasId || shown.has(each));
        }),
      );
    },
  };
}

function isOff({ turvakielto }: Readonly<Record<string, unknown>>): boolean {
  return isObject(turvakielto) && turvakielto["voimassa"] === false;
}

function readHome(entity: Readonly<Record<string, unknown>>): Home | undefined {
  const { asuinpaikka, perhesuhteet } = entity;
  const huoltajat: unknown = isObject(perhesuhteet) ? perhesuhteet["huoltajat"] : undefined;
  if (!Array.isArray(huoltajat)) return undefined;
  // A guardian without an identity code can't be asked about: then the place is not shown.
  const guardians = huoltajat.map((huolto: unknown) => {
    const henkilo: unknown = isObject(huolto) ? huolto["henkilo"] : undefined;
    return isObject(henkilo) && typeof henkilo["id"] === "string" ? henkilo["id"] : "";
  });
  const dwelling = typeof asuinpaikka === "string" && asuinpaikka !== "" ? asuinpaikka : undefined;
  return { isOff: isOff(entity), dwelling, guardians };
}
