import { createHmac } from "node:crypto";
import type { Actor } from "../actor/index.ts";
import type { GraphError } from "../errors.ts";
import { createRecentSet, createRecentSum } from "./recent.ts";
import type { RecentSet, RecentSum } from "./recent.ts";

/** Bounds on what one actor, and one organisation, may ask. */
export interface ActorLimits {
  readonly costPerMinute: number;
  readonly concurrencyPerActor: number;
  readonly personsPerMinute: number;
  readonly personsPerHourOfOrganisation: number;
}

/** What an operation would take. */
export interface Asked {
  readonly cost: number;
  /** Ids and identity codes given to entry points. */
  readonly persons: readonly string[];
}

/** Leave to run, or why there is none yet. */
export type Admission =
  | {
      readonly ok: true;
      /** To be called once, when the operation has ended. */
      readonly done: () => void;
    }
  | { readonly ok: false; readonly error: GraphError; readonly retryAfterS: number };

/** Counts what actors ask, whatever comes of it: one who tries codes is refused as one who reads. */
export interface ActorLimiter {
  admit(actor: Actor, asked: Asked): Admission;
}

/** What a limiter is made of. */
export interface ActorLimiterOptions {
  readonly limits: ActorLimits;
  /** Names actors and persons in memory, so that neither a sub nor an identity code is kept. */
  readonly key: Uint8Array;
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number;
  /** Actors and organisations that are remembered; of more, those that asked last. */
  readonly maxRemembered?: number;
}

interface Remembered {
  readonly cost: RecentSum;
  readonly persons: RecentSet;
}

/**
 * One process's share of the bounds where several share the requests: together they never give more than the whole. An
 * actor whose requests come to one of them more than to others meets its share earlier. At least 1.
 */
export function toShare(limits: ActorLimits, processes: number): ActorLimits {
  const share = (limit: number): number => Math.max(1, Math.floor(limit / processes));
  return {
    costPerMinute: share(limits.costPerMinute),
    concurrencyPerActor: share(limits.concurrencyPerActor),
    personsPerMinute: share(limits.personsPerMinute),
    personsPerHourOfOrganisation: share(limits.personsPerHourOfOrganisation),
  };
}

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Makes the counter of one gateway process. Where there are several, each counts its own, by its share of the bounds. */
export function createActorLimiter({ limits, key, nowMs, maxRemembered = 20_000 }: ActorLimiterOptions): ActorLimiter {
  const actors = new Map<string, Remembered>();
  const organisations = new Map<string, RecentSet>();
  const underWay = new Map<string, number>();
  const nameOf = (kind: string, value: string): string =>
    createHmac("sha256", key).update(kind).update("\0").update(value).digest("base64url");
  // Who asks again by the same token is the same object.
  const actorNames = new WeakMap<Actor, string>();
  const nameOfActor = (actor: Exclude<Actor, { kind: "tuntematon" }>): string => {
    const name = actorNames.get(actor) ?? nameOf(actor.kind, actor.sub);
    actorNames.set(actor, name);
    return name;
  };
  const begin = (name: string): (() => void) => {
    underWay.set(name, (underWay.get(name) ?? 0) + 1);
    return () => {
      const left = (underWay.get(name) ?? 1) - 1;
      if (left === 0) underWay.delete(name);
      else underWay.set(name, left);
    };
  };
  return {
    admit(actor, { cost, persons }) {
      // Nobody reaches no source: what nobody asks is refused by the gate, and introspection has its own limit.
      if (actor.kind === "tuntematon") return { ok: true, done: () => undefined };
      const now = nowMs();
      const name = nameOfActor(actor);
      const names = persons.map((person) => nameOf("henkilo", person));
      const own = remember(actors, name, { most: maxRemembered, make: () => toRemembered(limits) });
      const organisation = organisationOf(actor);
      const shared =
        organisation === undefined || names.length === 0
          ? undefined
          : remember(organisations, nameOf("organisaatio", organisation), {
              most: maxRemembered,
              make: () => createRecentSet(limits.personsPerHourOfOrganisation, hourMs),
            });
      if ((underWay.get(name) ?? 0) >= limits.concurrencyPerActor) {
        return refuse("concurrencyPerActor", limits.concurrencyPerActor, 1000);
      }
      const waits = [
        ["costPerMinute", own.cost.waitFor(cost, now)],
        ["personsPerMinute", own.persons.waitFor(names, now)],
        ["personsPerHourOfOrganisation", shared?.waitFor(names, now) ?? 0],
      ] as const;
      const full = waits.find(([, waitMs]) => waitMs > 0);
      if (full !== undefined) return refuse(full[0], limits[full[0]], full[1]);
      own.cost.add(cost, now);
      own.persons.add(names, now);
      shared?.add(names, now);
      return { ok: true, done: begin(name) };
    },
  };
}

function toRemembered(limits: ActorLimits): Remembered {
  return {
    cost: createRecentSum(limits.costPerMinute, minuteMs),
    persons: createRecentSet(limits.personsPerMinute, minuteMs),
  };
}

function organisationOf(actor: Actor): string | undefined {
  if ("organisaatio" in actor) return actor.organisaatio;
  return "vastaanottaja" in actor ? actor.vastaanottaja : undefined;
}

/** What is kept of a name, now the latest used; the one used longest ago is forgotten when there are too many. */
function remember<Kept>(
  kept: Map<string, Kept>,
  name: string,
  { most, make }: { readonly most: number; readonly make: () => Kept },
): Kept {
  const known = kept.get(name) ?? make();
  kept.delete(name);
  kept.set(name, known);
  for (const [oldest] of kept) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return known;
}

function refuse(saanto: keyof ActorLimits, raja: number, waitMs: number): Admission {
  return {
    ok: false,
    error: { code: "RATE_LIMITED", parameters: { saanto, raja } },
    retryAfterS: Math.max(1, Math.ceil(waitMs / 1000)),
  };
}
