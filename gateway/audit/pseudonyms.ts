import { createHmac } from "node:crypto";
import type { Actor } from "../actor/index.ts";

/** How the log names those who ask and those who are asked about: never by what the graph calls them. */
export interface Pseudonyms {
  toimija(actor: Actor): string;
  /** Undefined for an id that this deployment did not give. */
  asiakas(asiakasId: string): string | undefined;
}

const length = 22;

/**
 * Pseudonyms under the log's own keys, so that the log can't be joined with ids seen elsewhere. A person's
 * can be opened again by the key's holder (`asiakas` is given); one who asked is a keyed hash of provider
 * pseudonym and kind. The latest persons' are kept, since one request may hold a person many times.
 */
export function createPseudonyms(key: Uint8Array, sealPerson: (asiakasId: string) => string | undefined): Pseudonyms {
  const latest = new Map<string, string>();
  // Who asks again by the same token is the same object.
  const ofActors = new WeakMap<Actor, string>();
  return {
    toimija(actor) {
      const known = ofActors.get(actor);
      if (known !== undefined) return known;
      const sub = "sub" in actor ? actor.sub : "";
      const made = createHmac("sha256", key).update(`${actor.kind} ${sub}`).digest("base64url").slice(0, length);
      ofActors.set(actor, made);
      return made;
    },
    asiakas(asiakasId) {
      const known = latest.get(asiakasId);
      if (known !== undefined) return known;
      const made = sealPerson(asiakasId);
      if (made === undefined) return undefined;
      if (latest.size >= maxKept) latest.clear();
      latest.set(asiakasId, made);
      return made;
    },
  };
}

/** About 2 MB of pseudonyms by ids. */
const maxKept = 10_000;
