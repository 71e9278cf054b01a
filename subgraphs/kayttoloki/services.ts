import type { Kayttoloki, Pseudonyms } from "../../gateway/audit/index.ts";
import type { Catalogue } from "../../gateway/catalogue/index.ts";
import type { Emergencies, FindFormerIds, TellNakyvyys } from "../../gateway/gate/index.ts";

/** What the gateway lends to this subgraph: it has no register, the gateway itself is its source. */
export interface Palvelut {
  readonly loki: Kayttoloki;
  readonly catalogue: Catalogue;
  readonly tellNakyvyys: TellNakyvyys;
  /** Ids of the time before the identity code. */
  readonly findFormerIds: FindFormerIds;
  readonly emergencies: Emergencies;
  /** How the log names persons. */
  readonly pseudonyms: Pseudonyms;
  /** The wall clock. */
  readonly now: () => Date;
}

/** Checks that the gateway lent its services. @throws Error where it did not: the subgraph runs in the gateway's process only. */
export function parsePalvelut(value: unknown): Palvelut {
  if (!isPalvelut(value)) throw new Error("kayttoloki runs in the gateway's own process: set run to in-process");
  return value;
}

function isPalvelut(value: unknown): value is Palvelut {
  return typeof value === "object" && value !== null && "loki" in value && "tellNakyvyys" in value;
}
