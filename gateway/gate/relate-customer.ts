import type { RequestScope } from "../subgraph/index.ts";
import type { FindChildren } from "./guardianship.ts";
import type { Stance } from "./judge.ts";
import { kaikkiAsiat } from "./mandates.ts";
import type { FindMandates } from "./mandates.ts";

/** Where it is found out for whom a customer may act. */
export interface CustomerFacts {
  readonly findChildren: FindChildren;
  readonly findMandates: FindMandates;
  /** Names of the sources, for a failure's error; undefined where none has joined. */
  readonly lahteet: Readonly<Record<"huolto" | "valtuus", string | undefined>>;
}

/** A customer who asks about others. */
export interface CustomerAsking {
  readonly asiakasId: string;
  readonly scope: RequestScope;
  readonly facts: CustomerFacts;
  /** Would anything that is asked be given by such a stance. */
  readonly gives: (stance: Stance) => boolean;
}

/**
 * How a customer stands to others: guardian by the population register, else by a mandate. A mandate is asked only of
 * those whose guardian the customer is not, and only where one could open something of what is asked. What could not be
 * asked gives no right, and is told as the source's failure.
 */
export async function relateCustomer(
  ids: readonly string[],
  base: Stance,
  { asiakasId, scope, facts, gives }: CustomerAsking,
): Promise<ReadonlyMap<string, Stance>> {
  const { findChildren, findMandates, lahteet } = facts;
  const children = await findChildren(asiakasId, scope);
  const others = ids.filter((id) => children?.has(id) !== true);
  const isAsked = gives(toBestByMandate(base));
  const mandates = isAsked ? await findMandates(others, scope) : undefined;
  const stanceTo = (id: string): Stance => {
    const ikaluokka = children?.get(id);
    if (ikaluokka !== undefined) return { ...base, asema: { ...base.asema, suhde: "HUOLTAJA", ikaluokka } };
    const valtuusasiat = mandates?.get(id);
    if (valtuusasiat !== undefined && valtuusasiat.length > 0) {
      return { ...base, asema: { ...base.asema, suhde: "VALTUUTUS", valtuusasiat } };
    }
    if (children === undefined) return { ...base, suhdeEiTiedossa: lahteet.huolto };
    return isAsked && valtuusasiat === undefined ? { ...base, suhdeEiTiedossa: lahteet.valtuus } : base;
  };
  return new Map(ids.map((id) => [id, stanceTo(id)]));
}

/** What the widest mandate would give where nothing protects the place. */
function toBestByMandate(base: Stance): Stance {
  const suhde = { suhde: "VALTUUTUS", valtuusasiat: kaikkiAsiat, turvakielto: false } as const;
  return { ...base, asema: { ...base.asema, ...suhde }, suostumukset: "KAIKKI" };
}
