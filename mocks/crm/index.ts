import type { Population } from "../population/index.ts";
import { startNodes, toRunningRegister } from "../postgres/index.ts";
import type { RegionNodes, RegionRegister, Stand } from "../postgres/index.ts";
import { layout, toPersons } from "./seed.ts";

/** How the regions' CRMs are started. */
export interface CrmMockOptions extends Stand {
  readonly population: Population;
}

/** The regions' CRMs, running. */
export type CrmMock = RegionNodes;

/**
 * Starts one CRM per region, each on a port of its own, over PostgreSQL's own protocol.
 * @throws RangeError for a region that is not two digits; Error when the database has a schema or role
 * of a region's name that this mock has not made.
 */
export function start({ population, ...stand }: CrmMockOptions): Promise<CrmMock> {
  return startNodes({ register: "crm", layout, persons: toPersons(population) }, stand);
}

/** The regions' CRMs as the local world starts them. */
export const register: RegionRegister = {
  name: "crm",
  start: async ({ population, alueet, backend }) => toRunningRegister(await start({ population, alueet, backend })),
};
