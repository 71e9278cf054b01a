/**
 * What every mock register over PostgreSQL has in common: one database in this process, or a real one,
 * behind a port, role and schema for each region of each register; faults on demand, a journal, and
 * control ports. Knows no register.
 */
export { openBackend } from "./open-backend.ts";
export { toRunningRegister } from "./region-register.ts";
export type { RegionRegister, RegionWorld } from "./region-register.ts";
export type { Layout, PersonRows, Row } from "./seed-regions.ts";
export { startNodes } from "./start-nodes.ts";
export type { RegionNodes, Stand } from "./start-nodes.ts";
