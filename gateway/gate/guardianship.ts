import type { Ikaluokka } from "../policy/index.ts";
import type { RequestScope } from "../subgraph/index.ts";
import { createAskPersons } from "./ask-persons.ts";
import { isObject } from "../is-object.ts";
import { toPersonsQuery } from "./holders.ts";
import type { HolderOf } from "./holders.ts";

/** Children in the asker's custody now, by id, with the age class of each; undefined when it could not be asked. */
export type FindChildren = (
  guardian: string,
  scope: RequestScope,
) => Promise<ReadonlyMap<string, Ikaluokka> | undefined>;

const selection = "perhesuhteet { huollettavat { henkilo { id } syntymaaika huoltomuoto saaSoteTiedot } }";
const custody: ReadonlySet<unknown> = new Set(["LAKISAATEINEN", "MAARATTY"]);

/**
 * Guardians by the population register (361/1983 [R]): custody now, the child under 18, the guardian's
 * right to social and health data not restricted. Asked of the guardian's own record, once per request:
 * a child, or a stranger, is not looked up to find out whose child they are. What the record leaves open
 * (kind of custody, right, date of birth) gives no right.
 */
export function createFindChildren(holderOf: HolderOf, today: () => string): FindChildren {
  const ask = createAskPersons<ReadonlyMap<string, Ikaluokka>>({
    holder: holderOf("perhesuhteet"),
    tiedot: [4],
    document: toPersonsQuery(selection),
    read: ({ perhesuhteet }) =>
      isObject(perhesuhteet) ? readChildren(perhesuhteet["huollettavat"], today()) : undefined,
  });
  return async (guardian, scope) => (await ask([guardian], scope)).get(guardian);
}

function readChildren(huollettavat: unknown, today: string): ReadonlyMap<string, Ikaluokka> | undefined {
  if (!Array.isArray(huollettavat)) return undefined;
  const children = huollettavat.flatMap((huolto: unknown): readonly (readonly [string, Ikaluokka])[] => {
    if (!isObject(huolto) || !custody.has(huolto["huoltomuoto"]) || huolto["saaSoteTiedot"] !== true) return [];
    const { henkilo, syntymaaika } = huolto;
    if (!isObject(henkilo) || typeof henkilo["id"] !== "string" || typeof syntymaaika !== "string") return [];
    const age = toAgeClass(syntymaaika, today);
    return age === "TAYSI" ? [] : [[henkilo["id"], age]];
  });
  return new Map(children);
}

/** The class of an age on a day; both `YYYY-MM-DD`. Of age on the 18th birthday. */
export function toAgeClass(syntymaaika: string, today: string): Ikaluokka {
  const years = Number(today.slice(0, 4)) - Number(syntymaaika.slice(0, 4));
  const age = today.slice(5) < syntymaaika.slice(5) ? years - 1 : years;
  if (age < 10) return "ALLE_10";
  return age < 18 ? "10_17" : "TAYSI";
}
