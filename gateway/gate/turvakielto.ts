import type { RequestScope } from "../subgraph/index.ts";
import { createAskPersons } from "./ask-persons.ts";
import { isObject } from "../is-object.ts";
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
  /**
   * Home regions, two digits, as the same answers tell them: nothing is asked twice. Missing of those of whom none is
   * told. Does not look at turvakielto: whom the place may be told is the caller's to know.
   */
  readonly findKotialueet: (ids: readonly string[], scope: RequestScope) => Promise<ReadonlyMap<string, string>>;
}

interface Protection {
  readonly isOff: boolean;
  /** Home region; undefined when the register gives none. */
  readonly alue: string | undefined;
}

interface Home extends Protection {
  /** The dwelling's identifier; undefined when the register gives none. */
  readonly dwelling: string | undefined;
  readonly guardians: readonly string[];
}

/** Asks the subgraph that holds `Asiakas.turvakielto`, each person once per request. */
export function createTurvakielto(holderOf: HolderOf): Turvakielto {
  const holder = holderOf("turvakielto");
  const askProtection = createAskPersons<Protection>({
    holder,
    tiedot: [103, 104],
    document: toPersonsQuery("turvakielto { voimassa } alue { koodi }"),
    read: readProtection,
  });
  const askHome = createAskPersons<Home>({
    holder,
    tiedot: [4, 103, 104],
    document: toPersonsQuery(
      "turvakielto { voimassa } alue { koodi } asuinpaikka perhesuhteet { huoltajat { henkilo { id } } }",
    ),
    read: readHome,
  });
  const askShown: AskShown = async (ids, scope) => {
    const told = await askProtection(ids, scope);
    return new Set(ids.filter((id) => told.get(id)?.isOff === true));
  };
  return {
    askShown,
    async findKotialueet(ids, scope) {
      const { actor } = scope;
      const isOwn = (id: string): boolean => actor.kind !== "asiakas" || id === actor.asiakasId;
      const [own, others] = [ids.filter(isOwn), ids.filter((id) => !isOwn(id))];
      const told = await Promise.all([askProtection(own, scope), askHome(others, scope)]);
      const all = told.flatMap((each) => [...each]);
      return new Map(all.flatMap(([id, { alue }]) => (alue === undefined ? [] : [[id, alue] as const])));
    },
    async askShownToGuardian(ids, scope) {
      const { actor } = scope;
      if (actor.kind !== "asiakas") return new Set();
      const homes = await askHome([...ids, actor.asiakasId], scope);
      const own = homes.get(actor.asiakasId)?.dwelling;
      const children = ids.flatMap((id) => {
        const home = homes.get(id);
        return home === undefined ? [] : [{ id, home }];
      });
      const others = children.flatMap(({ home }) => home.guardians).filter((id) => id !== actor.asiakasId && id !== "");
      const shown = await askShown(others, scope);
      const isShown = ({ dwelling, guardians, ...home }: Home): boolean => {
        if (!home.isOff) return false;
        const isOwnHome = dwelling !== undefined && dwelling === own;
        return isOwnHome || guardians.every((each) => each === actor.asiakasId || shown.has(each));
      };
      return new Set(children.filter(({ home }) => isShown(home)).map(({ id }) => id));
    },
  };
}

function readProtection(entity: Readonly<Record<string, unknown>>): Protection {
  const { alue } = entity;
  const koodi = isObject(alue) ? alue["koodi"] : undefined;
  return { isOff: isOff(entity), alue: typeof koodi === "string" && koodi !== "" ? koodi : undefined };
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
  return { ...readProtection(entity), dwelling, guardians };
}
