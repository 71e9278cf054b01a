import { parse } from "graphql";
import type { DocumentNode } from "graphql";
import type { Catalogue } from "../catalogue/index.ts";
import type { SubgraphTransport } from "../subgraph/index.ts";

/** Finds the subgraph that can tell a field of `Asiakas`; undefined when none can. */
export type HolderOf = (field: string) => SubgraphTransport | undefined;

/** Holders by the catalogue: which subgraph answers which field, as the supergraph says. */
export function createHolderOf(catalogue: Catalogue, transports: readonly SubgraphTransport[]): HolderOf {
  return (field) => {
    const names = catalogue.kentta("Asiakas", field)?.lahde ?? [];
    return transports.find(({ name }) => names.includes(name));
  };
}

/** An `_entities` query of persons. `selection` is what is asked of each; `variables` declares others. */
export function toPersonsQuery(selection: string, variables = ""): DocumentNode {
  return parse(
    `query($representations: [_Any!]!${variables}) { _entities(representations: $representations) { ... on Asiakas { ${selection} } } }`,
  );
}
