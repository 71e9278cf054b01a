import { createPublicSource, createReferenceCache, failed, ok } from "../../gateway/source/index.ts";
import type { CallScope, FetchPage, SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import { toKoodisto } from "./map.ts";
import type { Koodisto } from "./map.ts";
import type { Asetukset } from "./settings.ts";
import { pageSize, parseSivu, toFailure } from "./wire.ts";
import type { KoodiWire, SivuWire } from "./wire.ts";

/** The code server's client. Whole code systems are fetched at once and kept. */
export interface KoodistotClient {
  /** Is the code system one of those that are kept. */
  readonly isKept: (oid: string) => boolean;
  /** A code system, of those that are kept. Not found: the code server does not have it. */
  fetchKoodisto(oid: string, scope: CallScope): Promise<SourceResult<Koodisto>>;
  /** What the client asks. */
  readonly source: SourceHandle;
}

/** Opens the client. */
export function createKoodistotClient(asetukset: Asetukset): KoodistotClient {
  const { url, koodistot, timeoutMs, rinnakkain: connections, tls, suojaus, valimuisti: limits } = asetukset;
  const source = createPublicSource({
    lahde: "koodistot",
    url,
    timeoutMs,
    connections,
    suojaus,
    maxBytes: 20 * 1024 * 1024,
    toFailure,
    ...(tls === undefined ? {} : { tls }),
  });
  const cache = createReferenceCache({ source, limits, parse: parseSivu, load: loadKoodisto });
  const kept = new Set(koodistot);
  return { isKept: (oid) => kept.has(oid), fetchKoodisto: (oid, scope) => cache.read(oid, scope), source };
}

const tries = 2;

/**
 * Every page, one after another: the next may be other than what the one before let expect. A list that changes on the
 * way (`totalItems`) would leave a code out or tell it twice, so it is begun again, once.
 */
async function loadKoodisto(oid: string, fetchPage: FetchPage<SivuWire>): Promise<SourceResult<Koodisto>> {
  for (let left = tries; left > 0; left -= 1) {
    const rows = await loadRows(oid, fetchPage);
    if (!rows.ok) return rows;
    if (rows.value !== "changed") return ok(toKoodisto(rows.value));
  }
  return failed("invalid", "the code system changes while it is read");
}

async function loadRows(
  oid: string,
  fetchPage: FetchPage<SivuWire>,
): Promise<SourceResult<readonly KoodiWire[] | "changed">> {
  const rows: KoodiWire[] = [];
  let total: number | undefined;
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const got = await fetchPage(`/classifications/${oid}/conceptcodes?pageSize=${pageSize}&page=${page}`);
    if (!got.ok) return got;
    if (got.value.page !== page) return failed("invalid", "another page than asked");
    if (total !== undefined && got.value.totalItems !== total) return ok("changed");
    total = got.value.totalItems;
    pages = got.value.totalPages;
    rows.push(...got.value.conceptCodes);
  }
  return ok(rows);
}
