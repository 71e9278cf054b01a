import type { Ammattilainen } from "../actor/index.ts";

/** Emergency access in force: one professional, one person, until a time. */
export interface Emergency {
  /** The professional's organisation and pseudonym at the identity provider. */
  readonly organisaatio: string;
  readonly sub: string;
  /** The person, by opaque id. */
  readonly asiakasId: string;
  /** Milliseconds since 1970. */
  readonly untilMs: number;
}

/** Emergency accesses in force. Held in memory; the use log is where they live. */
export interface Emergencies {
  add(emergency: Emergency): void;
  isActive(actor: Pick<Ammattilainen, "organisaatio" | "sub">, asiakasId: string): boolean;
}

/** None in force yet. `nowMs` is the wall clock, milliseconds since 1970. */
export function createEmergencies(nowMs: () => number): Emergencies {
  const active = new Map<string, number>();
  const keyOf = (organisaatio: string, sub: string, asiakasId: string): string =>
    JSON.stringify([organisaatio, sub, asiakasId]);
  return {
    add({ organisaatio, sub, asiakasId, untilMs }) {
      for (const [key, until] of active) if (until <= nowMs()) active.delete(key);
      active.set(keyOf(organisaatio, sub, asiakasId), untilMs);
    },
    isActive: ({ organisaatio, sub }, asiakasId) => (active.get(keyOf(organisaatio, sub, asiakasId)) ?? 0) > nowMs(),
  };
}
