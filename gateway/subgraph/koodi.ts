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

/**
 * Resolvers of the shared type `Koodi`, to be spread into those of a subgraph that returns it. The
 * name falls back from the language asked to Finnish, Swedish, English, then null. Asks no code server.
 */
export const koodiResolvers = {
  Koodi: {
    nimi: ({ nimet }: Koodi, { kieli }: { readonly kieli: Kieli }) => toNimi(nimet, kieli),
  },
} as const satisfies SubgraphResolvers;
