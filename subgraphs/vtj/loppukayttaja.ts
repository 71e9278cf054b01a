import { createHash } from "node:crypto";
import { parseHetu } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";

/** Longest `Loppukayttaja` that VTJ takes. Characters. */
const maxLength = 50;
const plain = /^[\w.:@+=/-]+$/;

/**
 * Who asks, as VTJ and X-Road are told: the pseudonym of the one signed in, which only the region can turn into a
 * person (kept by the region for five years). One that is too long, or holds other characters, becomes its SHA-256,
 * which the region can count again. Undefined for nobody, and for a pseudonym that is an identity code: neither is
 * ever sent.
 */
export function toLoppukayttaja(actor: SubgraphContext["actor"]): string | undefined {
  if (actor.kind === "tuntematon" || actor.sub.trim() === "" || parseHetu(actor.sub).ok) return undefined;
  if (actor.sub.length <= maxLength && plain.test(actor.sub)) return actor.sub;
  return createHash("sha256").update(actor.sub, "utf8").digest("base64url");
}
