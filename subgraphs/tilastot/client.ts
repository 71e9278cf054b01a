import { createSqlSource } from "../../gateway/source/index.ts";
import type { SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { TilastoSettings } from "./settings.ts";
import { statements } from "./statements.ts";
import type { Taulu } from "./statements.ts";
import { parseKooste } from "./wire.ts";
import type { KoosteWire } from "./wire.ts";

/** The source in errors, and the subgraph's name. */
export const lahde = "tilastot";

/** A region's counts, or why it gave none. */
export interface AlueenKooste {
  readonly alue: string;
  readonly result: SourceResult<KoosteWire>;
}

/** The regions' counts. */
export interface TilastoClient {
  /** Regions that have a node, in order. */
  readonly alueet: readonly string[];
  readonly sources: readonly SourceHandle[];
  /** Asks one region for one table. The region is told of no asker: of the counts it gives, none is of anyone. */
  ask(taulu: Taulu, alue: string, context: SubgraphContext): Promise<AlueenKooste>;
}

/** Opens a pool for each region; nothing is connected before the first question. */
export function createTilastoClient({ solmut, suojaus, timeoutMs, yhteyksia }: TilastoSettings): TilastoClient {
  const limits = {
    suojaus,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(yhteyksia === undefined ? {} : { connections: yhteyksia }),
  };
  const nodes = new Map(
    solmut
      .toSorted((one, other) => one.alue.localeCompare(other.alue))
      .map(({ alue, url }) => [alue, createSqlSource({ lahde, solmu: alue, url, ...limits })]),
  );
  return {
    alueet: [...nodes.keys()],
    sources: [...nodes.values()],
    async ask(taulu, alue, { scope, pyynto, tanaan }) {
      const source = nodes.get(alue);
      if (source === undefined) throw new Error("a region without a node was asked");
      const statement = { text: statements[taulu], values: [], kerrotaan: { tarkoitus: "TILASTO", pyynto } };
      return { alue, result: await source.query(statement, scope, (rows) => parseKooste(rows, taulu, tanaan)) };
    },
  };
}
