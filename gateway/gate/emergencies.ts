import type { Actor } from "../actor/index.ts";
import type { Pseudonyms } from "../audit/index.ts";

/** Emergency access in force: one professional, one person, until a time. Both by the use log's pseudonyms. */
export interface Emergency {
  readonly toimija: string;
  readonly asiakas: string;
  /** Milliseconds since 1970. */
  readonly untilMs: number;
}

/** Emergency accesses in force. Held in memory; the use log is where they live, and from where they are read at start. */
export interface Emergencies {
  add(emergency: Emergency): void;
  isActive(actor: Actor, asiakasId: string): boolean;
}

/** None in force yet. `nowMs` is the wall clock, milliseconds since 1970. */
export function createEmergencies(nowMs: () => number, pseudonyms: Pseudonyms): Emergencies {
  const active = new Map<string, number>();
  const isOver = (until: number | undefined): boolean => until === undefined || until <= nowMs();
  const keyOf = (toimija: string, asiakas: string): string => `${toimija} ${asiakas}`;
  return {
    add({ toimija, asiakas, untilMs }) {
      for (const [key, until] of active) if (isOver(until)) active.delete(key);
      active.set(keyOf(toimija, asiakas), untilMs);
    },
    isActive(actor, asiakasId) {
      if (active.size === 0) return false;
      const asiakas = pseudonyms.asiakas(asiakasId);
      return asiakas !== undefined && !isOver(active.get(keyOf(pseudonyms.toimija(actor), asiakas)));
    },
  };
}
