import type { Catalogue } from "../../gateway/catalogue/index.ts";
import type { SourceState } from "../../gateway/source/index.ts";
import type { LahteenKuvaus } from "../../gateway/subgraph/index.ts";

/** What the gateway lends to this subgraph. */
export interface Palvelut {
  readonly catalogue: Catalogue;
  /** What each subgraph says of its source, in the order of the configuration. */
  readonly lahteet: () => readonly LahteenKuvaus[];
  /** State of every node of every source now; asked anew at most every few seconds. */
  readonly solmut: () => Promise<readonly SourceState[]>;
}

/** Checks that the gateway lent its services. @throws Error where it did not: the subgraph runs in the gateway's process only. */
export function parsePalvelut(value: unknown): Palvelut {
  if (!isPalvelut(value)) throw new Error("luettelo runs in the gateway's own process: set run to in-process");
  return value;
}

function isPalvelut(value: unknown): value is Palvelut {
  return typeof value === "object" && value !== null && "catalogue" in value && "lahteet" in value && "solmut" in value;
}
