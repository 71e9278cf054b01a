import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import type { Tunnus } from "../../gateway/subgraph/index.ts";
import type { Tyyppi } from "./capabilities.ts";
import { createNode } from "./node.ts";
import type { PtjNode } from "./node.ts";
import type { Kysyttava } from "./read-resources.ts";
import type { PtjScope } from "./scope.ts";
import type { Loydos } from "./search.ts";
import type { Asetukset, Solmu } from "./settings.ts";
import type { Potilas } from "./wire.ts";

/** What one node has of one type of one person's record; a failure is of that type only. */
export interface Osuus {
  readonly potilas: Potilas;
  readonly loydokset: Partial<Readonly<Record<Tyyppi, SourceResult<Loydos>>>>;
}

/** A person, and which of the nodes are asked of them. */
export interface PtjKysymys {
  readonly tunnus: Tunnus;
  readonly isAsked: (solmu: Solmu) => boolean;
}

/** One node's answer of one person: a part for each record, none where the node does not know the person. */
export interface SolmunVastaus {
  readonly solmu: Solmu;
  readonly base: string;
  readonly osuudet: SourceResult<readonly Osuus[]>;
}

/** The client and patient systems of all controllers. Nothing that fails is thrown. */
export interface PtjClient {
  /**
   * Resources of some types of each person, from each node that is asked of that person, in the order of the persons
   * and of the settings. A type that a node does not let be searched is missing from its part.
   */
  fetch(
    persons: readonly PtjKysymys[],
    kysyttavat: readonly Kysyttava[],
    from: PtjScope,
  ): Promise<readonly (readonly SolmunVastaus[])[]>;
  readonly solmut: readonly Solmu[];
  readonly sources: readonly SourceHandle[];
}

/** Opens the nodes; nothing is asked before the first question. */
export function createPtjClient(settings: Asetukset): PtjClient {
  const nodes = settings.solmut.map((solmu) => createNode(solmu, settings));
  return {
    async fetch(persons, kysyttavat, from) {
      const answers = await Promise.all(
        nodes.map(async (node) => {
          const asked = persons.filter(({ isAsked }) => isAsked(node.solmu));
          const given =
            asked.length === 0
              ? []
              : await askNode(node, { persons: asked.map(({ tunnus }) => tunnus), kysyttavat }, from);
          return new Map(asked.map((person, at) => [person, given[at] ?? failed("invalid", "no answer")] as const));
        }),
      );
      return persons.map((person) =>
        nodes.flatMap(({ solmu, base }, place) => {
          const osuudet = answers[place]?.get(person);
          return osuudet === undefined ? [] : [{ solmu, base, osuudet }];
        }),
      );
    },
    solmut: settings.solmut,
    sources: nodes.flatMap(({ sources }) => sources),
  };
}

interface Question {
  readonly persons: readonly Tunnus[];
  readonly kysyttavat: readonly Kysyttava[];
}

/** One node: persons first, then all that is searched of all of them at once. */
async function askNode(
  node: PtjNode,
  { persons, kysyttavat }: Question,
  from: PtjScope,
): Promise<readonly SourceResult<readonly Osuus[]>[]> {
  const haettavat = await node.haettavat(from);
  if (!haettavat.ok) return persons.map(() => haettavat);
  const potilaat = await Promise.all(persons.map((tunnus) => node.findPotilaat(tunnus, from)));
  const kyselyt = potilaat.flatMap((found) =>
    found.ok
      ? found.value.flatMap((potilas) =>
          kysyttavat.filter(({ tyyppi }) => haettavat.value.has(tyyppi)).map((kysyttava) => ({ potilas, kysyttava })),
        )
      : [],
  );
  const answers = await node.search(kyselyt, from);
  return potilaat.map((found) => {
    if (!found.ok) return found;
    return ok(
      found.value.map((potilas) => ({
        potilas,
        loydokset: Object.fromEntries(
          kyselyt.flatMap((kysely, at) => {
            const answer = answers[at] ?? failed("invalid", "no answer");
            return kysely.potilas === potilas ? [[kysely.kysyttava.tyyppi, answer] as const] : [];
          }),
        ),
      })),
    );
  });
}
