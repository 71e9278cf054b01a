import type { EngineName, PlannerName } from "../gateway/engine/index.ts";

/**
 * The engine that the whole suite runs on: `ASIAKAS_MOOTTORI=apollo npm test` tries the other one, and
 * `ASIAKAS_SUUNNITTELIJA=apollo` our own with the other planner.
 */
export const engineOfTests: EngineName = process.env["ASIAKAS_MOOTTORI"] === "apollo" ? "apollo" : "asiakas";

/** The planner of our own engine; undefined for the default. */
export const plannerOfTests: PlannerName | undefined =
  process.env["ASIAKAS_SUUNNITTELIJA"] === "apollo" ? "apollo" : undefined;
