import { alueet } from "../../gateway/subgraph/index.ts";

/**
 * Ceilings of service fees by year, whole cents, unless the configuration has others (734/1992 6 a §; the
 * amount is reviewed every second year). Read from public pages: 2018, 2020, 2022, 2024, 2026; the year
 * after each follows from the rule.
 */
export const oletuskatot: Readonly<Record<string, number>> = {
  "2018": 68_300,
  "2019": 68_300,
  "2020": 68_300,
  "2021": 68_300,
  "2022": 69_200,
  "2023": 69_200,
  "2024": 76_200,
  "2025": 76_200,
  "2026": 81_500,
  "2027": 81_500,
};

/** The regions whose fees make the ceiling whole: all organisers, but Åland, which has its own law and no node. */
export const manner: string[] = alueet.kaikki
  .filter(({ laji }) => laji === "HYVINVOINTIALUE" || laji === "KAUPUNKI")
  .map(({ koodi }) => koodi);
