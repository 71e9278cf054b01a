import { failed, fhirJson, ok, toLinkPath } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import type { Tyyppi } from "./capabilities.ts";
import type { Exchange, Vastaus } from "./exchange.ts";
import { mapAtMost } from "./map-at-most.ts";
import { toRefusal } from "./outcome.ts";
import type { PtjScope } from "./scope.ts";
import { parseBatch, parseSivu } from "./wire.ts";
import type { SivuWire } from "./wire.ts";

/** One search: its parameters, and the identifier of the person it is about, who is named in no link. */
export interface Haku {
  readonly tyyppi: Tyyppi;
  readonly params: URLSearchParams;
  readonly arvo: string;
  /** Whether the resources of a page will do: looked at within the call, so that a refusal is told as the source's. */
  check(resources: readonly unknown[]): SourceResult<unknown>;
}

/** All that a search found, its pages joined. */
export type Loydos = Omit<SivuWire, "next">;

/** Most pages and entries of one search. */
export interface Rajat {
  readonly sivuja: number;
  readonly tietueita: number;
}

/** Searches in one batch. */
const batchSize = 20;
/** Searches on the way at once for one question. */
const maxAtOnce = 8;

/**
 * Makes searches, and gives their answers in their order. One whose type the token does not cover is denied without a
 * call. A node that takes batches is sent them so; another is asked side by side, a few at a time.
 */
export async function runSearches(
  haut: readonly Haku[],
  kit: { readonly exchange: Exchange; readonly rajat: Rajat },
  from: PtjScope,
): Promise<readonly SourceResult<Loydos>[]> {
  if (haut.length === 0) return [];
  const [kyvyt, lupa] = [await kit.exchange.kyvyt(from), await kit.exchange.lupa(from)];
  if (!kyvyt.ok) return haut.map(() => kyvyt);
  if (!lupa.ok) return haut.map(() => lupa);
  const searching: Searching = { ...kit, from };
  const allowed = haut.filter(({ tyyppi }) => lupa.value.tyypit.has(tyyppi));
  const firsts =
    kyvyt.value.batch && allowed.length > 1
      ? await fetchBatches(allowed, searching)
      : await mapAtMost(allowed, maxAtOnce, (haku) => fetchFirst(haku, searching));
  const starts = new Map(allowed.map((haku, at) => [haku, firsts[at]]));
  return mapAtMost(haut, maxAtOnce, async (haku) => {
    const first = starts.get(haku);
    if (first === undefined) return failed("denied", "the granted scope does not cover the type");
    return first.ok ? readOn(first.value, haku, searching) : first;
  });
}

interface Searching {
  readonly exchange: Exchange;
  readonly rajat: Rajat;
  readonly from: PtjScope;
}

function fetchFirst(haku: Haku, { exchange, from }: Searching): Promise<SourceResult<SivuWire>> {
  const path = `${exchange.polku}/${haku.tyyppi}/_search`;
  const form = { type: "application/x-www-form-urlencoded", body: haku.params.toString() };
  return exchange.send({ method: "POST", path, ...form, arvot: [haku.arvo] }, from, (vastaus) =>
    readPage(vastaus, haku, exchange.base),
  );
}

async function fetchBatches(haut: readonly Haku[], searching: Searching): Promise<readonly SourceResult<SivuWire>[]> {
  const lots = Array.from({ length: Math.ceil(haut.length / batchSize) }, (_, at) =>
    haut.slice(at * batchSize, (at + 1) * batchSize),
  );
  return (await mapAtMost(lots, maxAtOnce, (lot) => fetchBatch(lot, searching))).flat();
}

async function fetchBatch(
  lot: readonly Haku[],
  { exchange, from }: Searching,
): Promise<readonly SourceResult<SivuWire>[]> {
  const entry = lot.map(({ tyyppi, params }) => ({
    request: { method: "GET", url: `${tyyppi}?${params.toString()}` },
  }));
  const body = JSON.stringify({ resourceType: "Bundle", type: "batch", entry });
  const arvot = lot.map(({ arvo }) => arvo);
  const request = { method: "POST", path: exchange.polku, type: fhirJson, body, arvot } as const;
  const answers = await exchange.send(request, from, (vastaus) => readBatch(vastaus, lot, exchange.base));
  return answers.ok ? answers.value : lot.map(() => answers);
}

/** Answers to the searches of a batch; when none of them is good, the call as a whole is as bad as the first. */
function readBatch(
  vastaus: Vastaus,
  lot: readonly Haku[],
  base: string,
): SourceResult<readonly SourceResult<SivuWire>[]> {
  const read = readBatchAnswers(vastaus, lot.length);
  if (!read.ok) return read;
  const pages = lot.map((haku, at) => {
    const own = read.value[at];
    return own === undefined ? failed("invalid", "no answer") : readPage(own, haku, base);
  });
  const [first] = pages;
  return first?.ok === false && pages.every((page) => !page.ok) ? first : ok(pages);
}

/** Follows `next` to the end, or to a limit, which is an error: a part would be told as the whole. */
async function readOn(
  first: SivuWire,
  haku: Haku,
  { exchange, rajat, from }: Searching,
): Promise<SourceResult<Loydos>> {
  const pages = [first];
  const seen = new Set<string>();
  const isTooMuch = ({ next, resources }: SivuWire): boolean =>
    (next !== undefined && (seen.has(next) || pages.length >= rajat.sivuja)) ||
    pages.reduce((sum, page) => sum + page.resources.length, resources.length) > rajat.tietueita;
  let { next } = first;
  if (isTooMuch({ ...first, resources: [] })) return tooMuch;
  while (next !== undefined) {
    const path = next;
    seen.add(path);
    const page = await exchange.send({ method: "GET", path, arvot: [haku.arvo] }, from, (vastaus) => {
      const read = readPage(vastaus, haku, exchange.base);
      return read.ok && isTooMuch(read.value) ? tooMuch : read;
    });
    if (!page.ok) return page;
    pages.push(page.value);
    ({ next } = page.value);
  }
  return ok({
    resources: pages.flatMap(({ resources }) => resources),
    provenances: pages.flatMap(({ provenances }) => provenances),
    isPartial: pages.some(({ isPartial }) => isPartial),
  });
}

const tooMuch = failed("invalid", "more pages or entries than the limit");

function readBatchAnswers({ status, body }: Vastaus, length: number): SourceResult<readonly Vastaus[]> {
  if (status === 200) return parseBatch(body, length);
  const refusal = toRefusal(status, body);
  return refusal.kind === "gone" || refusal.kind === "not-found"
    ? failed("denied", "the node takes no batch")
    : { ok: false, failure: refusal };
}

/** 410 is a record that is no more, and a Patient not found a person not known: neither is an error. */
function readPage({ status, body }: Vastaus, haku: Haku, base: string): SourceResult<SivuWire> {
  if (status === 200) return readGoodPage(body, haku, base);
  const refusal = toRefusal(status, body);
  if (refusal.kind === "gone" || (refusal.kind === "not-found" && haku.tyyppi === "Patient")) {
    return ok({ resources: [], provenances: [], isPartial: false, next: undefined });
  }
  // A node may say "not found" of what it does not show us (Finnish SMART statement).
  if (refusal.kind === "not-found") return failed("denied", "not shown to us");
  return { ok: false, failure: refusal };
}

/** The page with its `next` as a path that may be asked. */
function readGoodPage(body: unknown, haku: Haku, base: string): SourceResult<SivuWire> {
  const sivu = parseSivu(body, haku.tyyppi);
  if (!sivu.ok) return sivu;
  const checked = haku.check(sivu.value.resources);
  if (!checked.ok) return checked;
  if (sivu.value.next === undefined) return sivu;
  const next = toLinkPath(sivu.value.next, { base: new URL(base), arvot: [haku.arvo] });
  return next === undefined ? failed("invalid", "a next link that may not be followed") : ok({ ...sivu.value, next });
}
