import type { SubgraphResolvers } from "./define-subgraph.ts";
import { toNimi } from "./kieli.ts";
import type { Kieli, Nimet } from "./kieli.ts";

/** Value of the shared type `Koodi`: names only when the source gave them. */
export interface Koodi {
  readonly koodisto: string;
  readonly arvo: string;
  readonly nimet?: Nimet;
}

/** Makes a `Koodi`; without `nimet` its name is null, which is no error: the code is always there. */
export function toKoodi(koodisto: string, arvo: string, nimet?: Nimet): Koodi {
  return nimet === undefined ? { koodisto, arvo } : { koodisto, arvo, nimet };
}

/** A code that is named elsewhere: its key in the graph, `koodisto|arvo`, as FHIR writes a code of a system. */
export interface KoodiAvain {
  readonly koodiavain: string;
}

/** The key of a code. OIDs go without FHIR's `urn:oid:`, so that a code has one key whoever tells it. */
export function toKoodiAvain(koodisto: string, arvo: string): KoodiAvain {
  return { koodiavain: `${koodisto.replace(/^urn:oid:/, "")}|${arvo}` };
}

/** The code of a key; undefined for a text that is none. */
export function parseKoodiAvain(koodiavain: string): { readonly koodisto: string; readonly arvo: string } | undefined {
  const at = koodiavain.indexOf("|");
  return at < 1 || at === koodiavain.length - 1
    ? undefined
    : { koodisto: koodiavain.slice(0, at), arvo: koodiavain.slice(at + 1) };
}

/**
 * Resolvers of `Koodi` for a subgraph whose register does not name its codes, which declares the type with its key and
 * without a name: the code server's subgraph then names them, in one more step of the plan.
 */
export const koodiViiteResolvers = {
  Koodi: { koodiavain: ({ koodisto, arvo }: Koodi) => toKoodiAvain(koodisto, arvo).koodiavain },
} as const satisfies SubgraphResolvers;

/**
 * Resolvers of the shared type `Koodi`, to be spread into those of a subgraph that returns it. The
 * name falls back from the language asked to Finnish, Swedish, English, then null. Asks no code server.
 */
export const koodiResolvers = {
  Koodi: {
    nimi: ({ nimet }: Koodi, { kieli }: { readonly kieli: Kieli }) => toNimi(nimet, kieli),
  },
} as const satisfies SubgraphResolvers;
