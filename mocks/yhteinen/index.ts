import type { Population } from "../population/index.ts";
import { startNodes, toRunningRegister } from "../postgres/index.ts";
import type { RegionNodes, RegionRegister, Stand } from "../postgres/index.ts";
import { layout, toPersons } from "./seed.ts";

/** How the nodes of the regions' shared implementation are started. */
export interface YhteinenMockOptions extends Stand {
  readonly population: Population;
}

/** The regions' shared implementation, running. */
export type YhteinenMock = RegionNodes;

/**
 * Starts one node per region, each on a port of its own, over PostgreSQL's own protocol.
 * @throws RangeError for a region that is not two digits; Error when the database has a schema or role
 * of a node's name that this mock has not made.
 */
export function start({ population, ...stand }: YhteinenMockOptions): Promise<YhteinenMock> {
  return startNodes({ register: "yhteinen", layout, persons: toPersons(population) }, stand);
}

/** The nodes as the local world starts them. */
export const register: RegionRegister = {
  name: "yhteinen",
  start: async ({ population, alueet, backend }) => toRunningRegister(await start({ population, alueet, backend })),
};
