import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { start as startCrm } from "../mocks/crm/index.ts";
import { createPopulation, oletusPopulaatio } from "../mocks/population/index.ts";
import { openBackend } from "../mocks/postgres/index.ts";
import { fillVouchers } from "./fill-vouchers.ts";
import { startRegion } from "./start-region.ts";
import type { Region } from "./start-region.ts";

/** How large a region is measured, and in which database. */
export interface Pages {
  readonly vouchers: number;
  /** The embedded one when left out. */
  readonly databaseUrl: string | undefined;
}

/** Arguments of the list; the day of `voimassa` is today. */
interface Ehdot {
  readonly tila?: "VOIMASSA" | "PERUTTU";
  readonly palvelu?: string;
  readonly voimassa?: true;
}

const alue = "08";
const first = 20;
/** Of each page: enough for a median that one stall does not move. */
const times = 15;
const orders = ["UUSIN_ENSIN", "VANHIN_ENSIN"] as const;
const palvelu = "Kaihileikkaus";
const narrowings: readonly Ehdot[] = [
  {},
  { tila: "VOIMASSA" },
  { tila: "PERUTTU" },
  { palvelu },
  { tila: "PERUTTU", palvelu },
];
const filters: readonly Ehdot[] = [...narrowings, ...narrowings.map((one): Ehdot => ({ ...one, voimassa: true }))];

/**
 * Fills a region and times pages of the organiser's vouchers through the whole gateway: the first page, one in the
 * middle and the last, of every order and filter, and the totals. Cursors of places in the middle are sealed as the list
 * itself seals them: to walk there would take ten thousand pages. @throws Error when an answer is not whole.
 */
export async function measurePages({ vouchers, databaseUrl }: Pages): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-bench-"));
  const now = (): Date => new Date();
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(now());
  const backend = await openBackend(databaseUrl);
  const crm = await startCrm({
    population: createPopulation({ ...oletusPopulaatio, size: 500 }),
    alueet: [alue],
    backend,
    now,
  });
  const filling = performance.now();
  await fillVouchers(backend, { schema: `crm_${alue}`, vouchers, today });
  const filledS = (performance.now() - filling) / 1000;
  const region = await startRegion(crm, { folder, now });
  const clock = createClock(region, today);
  const places = createPlaces(backend, today);
  const database = databaseUrl === undefined ? "embedded PGlite" : "PostgreSQL of DATABASE_URL";
  console.log(
    `\n${vouchers} vouchers of one region, ${database}, filled in ${filledS.toFixed(0)} s; pages of ${first} through the whole gateway, median of ${times}, ms\n`,
  );
  console.log("order         filter                                 rows     first    middle      last  last/first");
  for (const jarjestys of orders) {
    for (const ehdot of filters) {
      const { rows, middle, last } = await places(ehdot, jarjestys);
      const ms = [];
      for (const place of [undefined, middle, last]) ms.push(await clock.timePage(ehdot, jarjestys, place));
      const [atFirst = 0, , atLast = 0] = ms;
      const cells = [jarjestys.padEnd(12), toName(ehdot).padEnd(32), String(rows).padStart(10)];
      console.log(
        [...cells, ...ms.map((one) => one.toFixed(1).padStart(8)), (atLast / atFirst).toFixed(2).padStart(10)].join(
          "  ",
        ),
      );
    }
  }
  console.log("\ntotals (yhteensa), one of each, ms: every row that meets the conditions is read, and its uses");
  for (const ehdot of filters)
    console.log(`  ${toName(ehdot).padEnd(32)}${(await clock.timeTotal(ehdot)).toFixed(0).padStart(8)}`);
  await region.close();
  await crm.close();
  await backend.close();
}

const toName = ({ tila, palvelu: of, voimassa }: Ehdot): string =>
  [tila, of, voimassa === undefined ? undefined : "voimassa"].filter((each) => each !== undefined).join(" ") || "-";

/** Where a list stands in the middle and before its last page, and how long it is. */
interface Places {
  readonly rows: number;
  readonly middle: string;
  readonly last: string;
}

type Order = (typeof orders)[number];

/** Finds places by counting rows, which the list itself never does. Plain words of ours stand in the text. */
function createPlaces(backend: Awaited<ReturnType<typeof openBackend>>, today: string) {
  return async (ehdot: Ehdot, jarjestys: Order): Promise<Places> => {
    const where = [
      ...(ehdot.tila === undefined ? [] : [`tila = '${ehdot.tila.toLowerCase()}'`]),
      ...(ehdot.palvelu === undefined ? [] : [`palvelu = '${ehdot.palvelu}'`]),
      ...(ehdot.voimassa === undefined ? [] : [`date '${today}' between alkaen and paattyy`]),
    ];
    const direction = jarjestys === "UUSIN_ENSIN" ? "desc" : "asc";
    const found = await backend.execute(
      `select kohta, maara from (
         select to_char(alkaen, 'YYYY-MM-DD') || '/' || numero as kohta, count(*) over ()::int as maara,
           row_number() over (order by alkaen ${direction}, numero ${direction}) as monesko
         from crm_${alue}.asiakasseteli ${where.length === 0 ? "" : `where ${where.join(" and ")}`}
       ) s where monesko in (maara / 2, greatest(maara - $1::int, 1)) order by monesko`,
      [String(first)],
    );
    const [middle, last] = found.map(({ kohta }) => String(kohta));
    if (middle === undefined || last === undefined) throw new Error("a list is too short to be paged");
    return { rows: Number(found[0]?.["maara"]), middle, last };
  };
}

/** Times questions of an official to the gateway. */
function createClock({ url, token, toCursor }: Region, today: string) {
  const time = async (selection: string, ehdot: Ehdot, more: Readonly<Record<string, unknown>>): Promise<number> => {
    const query = `query($tila: SetelinTila, $palvelu: String, $voimassa: Paiva, $jarjestys: SeurannanJarjestys! = UUSIN_ENSIN, $after: String) {
      asiakassetelit(tila: $tila, palvelu: $palvelu, voimassa: $voimassa, jarjestys: $jarjestys, first: ${first}, after: $after) { ${selection} } }`;
    const variables = { ...ehdot, ...(ehdot.voimassa === undefined ? {} : { voimassa: today }), ...more };
    const before = performance.now();
    const response = await request(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      headersTimeout: 600_000,
    });
    const text = await response.body.text();
    const ms = performance.now() - before;
    if (response.statusCode === 200 && !text.includes('"errors"')) return ms;
    const codes = [...text.matchAll(/"code":"([A-Z_]+)"/g)].map(([, code]) => code);
    throw new Error(`an answer is not whole: HTTP ${response.statusCode}, ${codes.join(", ")}`);
  };
  return {
    /** Median milliseconds of the page after a place, or of the first. */
    async timePage(ehdot: Ehdot, jarjestys: Order, place: string | undefined): Promise<number> {
      const { tila = "", palvelu: of = "", voimassa } = ehdot;
      const list = [alue, tila.toLowerCase(), of, voimassa === undefined ? "" : today, jarjestys];
      const after = place === undefined ? null : toCursor(["Query.asiakassetelit", ...list], place);
      const all: number[] = [];
      for (let at = 0; at < times; at += 1) all.push(await time(pageSelection, ehdot, { jarjestys, after }));
      return all.toSorted((one, other) => one - other)[Math.floor(times / 2)] ?? 0;
    },
    /** Milliseconds. */
    timeTotal: (ehdot: Ehdot): Promise<number> =>
      time("yhteensa { lukumaara kaytetty { sentit } jaljella { sentit } }", ehdot, {}),
  };
}

const pageSelection =
  "edges { cursor node { numero palvelu tila alkaen paattyy arvo { sentit } kaytetty { sentit } kaytot { alue summa { sentit } } } } pageInfo { hasNextPage endCursor }";
