import { createPublicSource, createReferenceCache, failed, ok } from "../../gateway/source/index.ts";
import type { CallScope, FetchPage, ReferenceCache, SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import { toKanavat, toPalvelut, toTarjoajat } from "./map.ts";
import type { Kanava, Palvelu, Tarjoaja } from "./map.ts";
import type { Asetukset } from "./settings.ts";
import { parseKanavat, parseOrganisaatiot, parsePalvelusivu, toFailure } from "./wire.ts";
import type { PalvelusivuWire, PalveluWire } from "./wire.ts";

/** Where services are looked for. */
export type Kohde = { readonly alue: string } | { readonly kunta: string };

/** PTV's client, in the graph's own words: which version of the API stands behind it does not show. */
export interface PtvClient {
  /** Regions whose organisation is known. */
  readonly alueet: readonly string[];
  /** Services, by name. Not found: PTV knows no such organisation or municipality. */
  fetchPalvelut(kohde: Kohde, scope: CallScope): Promise<SourceResult<readonly Palvelu[]>>;
  /** Those who are responsible for the services or produce them, by name. */
  fetchTarjoajat(kohde: Kohde, scope: CallScope): Promise<SourceResult<readonly Tarjoaja[]>>;
  /** Channels of the services, by id. */
  fetchKanavat(kohde: Kohde, scope: CallScope): Promise<SourceResult<ReadonlyMap<string, Kanava>>>;
  /** What the client asks. */
  readonly source: SourceHandle;
}

/** Opens a client of the open API v11. */
export function createPtvClient(asetukset: Asetukset): PtvClient {
  const { url, jarjestajat, timeoutMs, rinnakkain: connections, tls, suojaus, valimuisti: limits } = asetukset;
  const source = createPublicSource({
    lahde: "ptv",
    url,
    timeoutMs,
    connections,
    suojaus,
    // A page of a hundred channels has been seen to be 1.4 MB.
    maxBytes: 20 * 1024 * 1024,
    toFailure,
    ...(tls === undefined ? {} : { tls }),
  });
  const ytunnukset = new Map(jarjestajat.map(({ alue, ytunnus }) => [alue, ytunnus]));
  const palvelut = createReferenceCache({ source, limits, parse: parsePalvelusivu, load: toLoadPalvelut(ytunnukset) });
  const tarjoajat = createReferenceCache({
    source,
    limits,
    parse: parseOrganisaatiot,
    load: async (key, fetchPage, scope) => {
      const ids = await idsOf(palvelut.read(key, scope), (each) => each.osapuolet.map(({ id }) => id));
      const rows = ids.ok ? await loadByIds("/Organization/list", ids.value, fetchPage) : ids;
      return rows.ok ? ok(toTarjoajat(rows.value)) : rows;
    },
  });
  const kanavat = createReferenceCache({
    source,
    limits,
    parse: parseKanavat,
    load: async (key, fetchPage, scope) => {
      const ids = await idsOf(palvelut.read(key, scope), ({ kanavatunnukset }) => kanavatunnukset);
      const rows = ids.ok ? await loadByIds("/ServiceChannel/list", ids.value, fetchPage) : ids;
      return rows.ok ? ok(toKanavat(rows.value)) : rows;
    },
  });
  return {
    alueet: jarjestajat.map(({ alue }) => alue),
    fetchPalvelut: (kohde, scope) => palvelut.read(keyOf(kohde), scope),
    fetchTarjoajat: (kohde, scope) => tarjoajat.read(keyOf(kohde), scope),
    fetchKanavat: (kohde, scope) => kanavat.read(keyOf(kohde), scope),
    source,
  };
}

function keyOf(kohde: Kohde): string {
  return "alue" in kohde ? `alue/${kohde.alue}` : `kunta/${kohde.kunta}`;
}

const tries = 2;

type LoadPalvelut = (key: string, fetchPage: FetchPage<PalvelusivuWire>) => Promise<SourceResult<readonly Palvelu[]>>;

/**
 * Every page, one after another. When the number of pages changes on the way, something was added or withdrawn and a
 * service may have moved over a page's edge: the list is begun again, once.
 */
function toLoadPalvelut(ytunnukset: ReadonlyMap<string, string>): LoadPalvelut {
  return async (key, fetchPage) => {
    const [laji, koodi = ""] = key.split("/");
    const path =
      laji === "alue"
        ? `/Service/list/organization?code=${ytunnukset.get(koodi) ?? ""}&page=`
        : `/Service/list/area/Municipality/code/${koodi}?page=`;
    for (let left = tries; left > 0; left -= 1) {
      const rows = await loadRows(path, fetchPage);
      if (!rows.ok) return rows;
      if (rows.value !== "changed") return ok(toPalvelut(rows.value));
    }
    return failed("invalid", "the list of services changes while it is read");
  };
}

async function loadRows(
  path: string,
  fetchPage: FetchPage<PalvelusivuWire>,
): Promise<SourceResult<readonly PalveluWire[] | "changed">> {
  const rows: PalveluWire[] = [];
  let count: number | undefined;
  for (let page = 1; page <= (count ?? 1); page += 1) {
    const got = await fetchPage(`${path}${page}`);
    if (!got.ok) return got;
    if (got.value.pageNumber !== page) return failed("invalid", "another page than asked");
    if (count !== undefined && got.value.pageCount !== count) return ok("changed");
    count = got.value.pageCount;
    rows.push(...got.value.itemList);
  }
  return ok(rows);
}

async function idsOf(
  reading: ReturnType<ReferenceCache<readonly Palvelu[]>["read"]>,
  idsIn: (palvelu: Palvelu) => readonly string[],
): Promise<SourceResult<readonly string[]>> {
  const palvelut = await reading;
  return palvelut.ok ? ok([...new Set(palvelut.value.flatMap(idsIn))].sort()) : palvelut;
}

/** PTV's documentation: so many ids in one call. */
const maxIds = 100;

/** One that PTV no longer has is left out of its answer; one that was not asked for makes it invalid. */
async function loadByIds<Row extends { readonly id: string }>(
  path: string,
  ids: readonly string[],
  fetchPage: FetchPage<readonly Row[]>,
): Promise<SourceResult<readonly Row[]>> {
  const rows: Row[] = [];
  for (let at = 0; at < ids.length; at += maxIds) {
    const asked = ids.slice(at, at + maxIds);
    const got = await fetchPage(`${path}?guids=${asked.join(",")}`);
    if (!got.ok && got.failure.kind === "not-found") continue;
    if (!got.ok) return got;
    if (got.value.some(({ id }) => !asked.includes(id))) return failed("invalid", "another than was asked");
    rows.push(...got.value);
  }
  return ok(rows);
}
