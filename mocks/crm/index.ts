import { readFileSync } from "node:fs";
import type { Population } from "../population/index.ts";
import { startNodes, toRunningRegister } from "../postgres/index.ts";
import type { RegionNodes, RegionRegister, Stand } from "../postgres/index.ts";
import { toLayout, toPersons } from "./seed.ts";

/**
 * Triggers of item 14 that the regions have stated, by region: what a deployment has in its configuration.
 * Invented; 08 and 90 differ in what they count and in their limits, 15 has stated none.
 */
const herateet: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL("herateet.json", import.meta.url), "utf8"),
);

/** Regions that have a node unless told otherwise. */
const oletusalueet: readonly string[] = ["08", "15", "90"];

/** How the regions' CRMs are started. */
export interface CrmMockOptions extends Stand {
  readonly population: Population;
  /** The registers' wall clock, read once at start: visits and fees later than its day are not there yet. */
  readonly now?: () => Date;
}

/** The regions' CRMs, running. */
export type CrmMock = RegionNodes;

/**
 * Starts one CRM per region, each on a port of its own, over PostgreSQL's own protocol.
 * @throws RangeError for a region that is not two digits; Error when the database has a schema or role
 * of a region's name that this mock has not made.
 */
export function start({ population, now = () => new Date(), ...stand }: CrmMockOptions): Promise<CrmMock> {
  const { alueet = oletusalueet } = stand;
  const tanaan = toTanaan(now());
  const persons = toPersons(population, { tanaan, alueet });
  return startNodes({ register: "crm", layout: toLayout(tanaan), persons }, { ...stand, alueet });
}

/** The regions' CRMs as the local world starts them. */
export const register: RegionRegister = {
  name: "crm",
  async start({ population, alueet, backend, now }) {
    const running = await start({ population, alueet, backend, now });
    const solmut = running.nodes.map(({ alue, url }) => ({ alue, url }));
    const own = Object.entries(herateet).filter(([alue]) => alueet.includes(alue));
    const muutokset = Object.fromEntries(running.nodes.map(({ alue, muutosUrl }) => [alue, muutosUrl]));
    const settings = { solmut, herateet: Object.fromEntries(own), muutokset };
    // The regions' counts are in the same databases, and are asked by a subgraph of their own.
    return { ...toRunningRegister(running), settings, otherSettings: { tilastot: { solmut } } };
  },
};

/** The day in Finland. */
function toTanaan(now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(now);
}
