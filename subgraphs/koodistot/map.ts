import type { Nimet } from "../../gateway/subgraph/index.ts";
import type { KoodiWire } from "./wire.ts";

/** Names of one code system's codes, by the code. */
export type Koodisto = ReadonlyMap<string, Nimet>;

const kielet = ["fi", "sv", "en"] as const;

/** Which of a code's attributes is its name, the best first. */
const nimiattribuutit = ["LongName", "ShortName"] as const;

/**
 * A code system of its rows. Codes that are deleted keep their names, which old entries are read by, unless the same
 * code is in use again. A code without a name in any language is there with no names.
 */
export function toKoodisto(rows: readonly KoodiWire[]): Koodisto {
  const koodisto = new Map<string, Nimet>();
  const inUse = new Set<string>();
  for (const row of rows) {
    const isActive = row.status === "ACTIVE";
    if (koodisto.has(row.conceptCodeId) && (!isActive || inUse.has(row.conceptCodeId))) continue;
    if (isActive) inUse.add(row.conceptCodeId);
    koodisto.set(row.conceptCodeId, toNimet(row));
  }
  return koodisto;
}

function toNimet({ attributes }: KoodiWire): Nimet {
  const nimet: { fi?: string; sv?: string; en?: string } = {};
  for (const kieli of kielet) {
    const nimi = nimiattribuutit
      .flatMap((name) => attributes.filter((each) => each.attributeName === name && kieliOf(each) === kieli))
      .flatMap(({ attributeValue }) => attributeValue)
      .find((value) => value.trim() !== "");
    if (nimi !== undefined) nimet[kieli] = nimi.trim();
  }
  return nimet;
}

/** Finnish where no language is told; of `sv-FI` the first part. */
function kieliOf({ language }: KoodiWire["attributes"][number]): string {
  return (language ?? "fi").toLowerCase().split(/[-_]/, 1)[0] ?? "fi";
}
