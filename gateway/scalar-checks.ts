import type { ScalarChecks } from "./operation/index.ts";
import { isAika, isPaiva, parseHetu } from "./subgraph/index.ts";

const expected = {
  hetu: { fi: "henkilötunnus on tekstiä", sv: "en personbeteckning är text", en: "an identity code is text" },
  paiva: { fi: "päivä on muodossa VVVV-KK-PP", sv: "ett datum är ÅÅÅÅ-MM-DD", en: "a date is YYYY-MM-DD" },
  aika: {
    fi: "ajanhetki on muodossa RFC 3339",
    sv: "en tidpunkt är enligt RFC 3339",
    en: "a point in time is RFC 3339",
  },
} as const;

/** How values of the graph's own scalars are checked, before anything runs. */
export const scalarChecks: ScalarChecks = {
  Hetu(value) {
    const parsed = typeof value === "string" ? parseHetu(value) : undefined;
    if (parsed === undefined) return expected.hetu;
    return parsed.ok ? undefined : parsed.reason;
  },
  Paiva: (value) => (typeof value === "string" && isPaiva(value) ? undefined : expected.paiva),
  Aika: (value) => (typeof value === "string" && isAika(value) ? undefined : expected.aika),
};
