import { GraphQLError } from "graphql";
import { z } from "zod";
import {
  checkFirst,
  createCursors,
  throwWhenAllFailed,
  toSubgraphError,
  toWorstError,
} from "../../gateway/subgraph/index.ts";
import type { Cursors, Raha, RegionRows, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { CrmClient } from "./client.ts";
import { compare } from "./map.ts";
import type { SuuriRaha } from "./map-seuranta.ts";
import { once } from "./once.ts";
import { toKaytotStatement, toKayttosummaStatement } from "./statements-kaytot.ts";
import type { Kayttokohta } from "./statements-kaytot.ts";
import { budjettitaulu, setelitaulu, sitoumustaulu } from "./statements-seuranta.ts";
import { parseKaytot, parseKayttosumma } from "./wire-seuranta.ts";
import type { OmanAlueenKayttoWire } from "./wire-seuranta.ts";

const taulut = {
  ASIAKASSETELI: setelitaulu,
  HENKILOKOHTAINEN_BUDJETTI: budjettitaulu,
  MAKSUSITOUMUS: sitoumustaulu,
} as const;

interface Kysymys {
  readonly laji: keyof typeof taulut;
  readonly jarjestys: "UUSIN_ENSIN" | "VANHIN_ENSIN";
  readonly first: number;
  readonly after?: string | null;
}

/** Value of the type `OmanAlueenKaytto`. */
interface OmanAlueenKaytto extends Omit<OmanAlueenKayttoWire, "summa"> {
  readonly summa: Raha;
  readonly myontanytAlue: string;
}

interface Edge {
  readonly cursor: string;
  readonly node: OmanAlueenKaytto;
}

/** Value of the type `OmanAlueenKayttoConnection`; its parts are asked when they are selected, each once. */
interface Kaytot {
  readonly edges: () => Promise<readonly (Edge | GraphQLError)[]>;
  readonly pageInfo: () => Promise<{ readonly hasNextPage: boolean; readonly endCursor: string | null }>;
  readonly taydellinen: () => Promise<boolean>;
  readonly alueet: () => Promise<readonly { readonly alue: string; readonly mukana: boolean }[]>;
  readonly yhteensa: () => Promise<{ readonly lukumaara: number; readonly summa: SuuriRaha }>;
}

type Kaytto = OmanAlueenKayttoWire & { readonly myontanyt: string };

/**
 * Uses in the official's own region of what the other regions have granted. Each of their databases is asked for its
 * part; the own one is not, so that no use stands both here and in the own lists.
 */
export function createKaytotOmallaAlueella(client: CrmClient) {
  return (_: unknown, kysymys: Kysymys, context: SubgraphContext): Kaytot => {
    const { actor } = context;
    if (actor.kind !== "ammattilainen") throw toSubgraphError("FORBIDDEN", {});
    const { alue } = actor;
    const { laji, jarjestys, after } = kysymys;
    const first = checkFirst(kysymys.first);
    const cursors = createCursors(context, ["Query.kaytotOmallaAlueella", alue, laji, jarjestys]);
    const jalkeen = typeof after === "string" ? toKohta(cursors.open(after)) : undefined;
    const askOthers = createAskOthers(client, alue);
    const page = once(() =>
      askOthers(async (myontanyt): Promise<readonly Kaytto[]> => {
        const kohta = { myontanyt, alue, isUusinEnsin: jarjestys === "UUSIN_ENSIN", jalkeen, limit: first + 1 };
        const found = await client.askRegion(myontanyt, toKaytotStatement(taulut[laji], kohta), {
          from: context,
          parse: (rows) => parseKaytot(rows, kohta),
        });
        return found.map((row) => ({ ...row, myontanyt }));
      }),
    );
    const rows = once(async () => merge(await page(), jarjestys));
    return {
      async edges() {
        const regions = await page();
        const errors = regions.flatMap((region) => ("error" in region ? [region.error] : []));
        return [...(await rows()).slice(0, first).map((row) => toEdge(row, cursors)), ...errors];
      },
      async pageInfo() {
        const all = await rows();
        const last = all.slice(0, first).at(-1);
        const endCursor = last === undefined ? null : toEdge(last, cursors).cursor;
        return { hasNextPage: all.length > first, endCursor };
      },
      taydellinen: async () => (await page()).every((region) => !("error" in region)),
      alueet: async () => (await page()).map((region) => ({ alue: region.alue, mukana: !("error" in region) })),
      yhteensa: once(async () => {
        const regions = await askOthers(async (myontanyt) => [
          await client.askRegion(myontanyt, toKayttosummaStatement(taulut[laji], alue), {
            from: context,
            parse: parseKayttosumma,
          }),
        ]);
        const worst = toWorstError(regions);
        if (worst !== undefined) throw worst;
        const sums = rowsOf(regions);
        return {
          lukumaara: sums.reduce((total, { lukumaara }) => total + lukumaara, 0),
          summa: { sentit: sums.reduce((total, { summa }) => total + summa, 0n) },
        };
      }),
    };
  };
}

type AskOthers = <T>(ask: (alue: string) => Promise<readonly T[]>) => Promise<readonly RegionRows<T>[]>;

/** Asks every region but one, side by side; a region's failure stands in its place. @throws the worst when all failed. */
function createAskOthers(client: CrmClient, own: string): AskOthers {
  return async <T>(ask: (alue: string) => Promise<readonly T[]>) => {
    const regions = await Promise.all(
      client.alueet
        .filter((alue) => alue !== own)
        .map(async (alue): Promise<RegionRows<T>> => {
          try {
            return { alue, rows: await ask(alue) };
          } catch (error) {
            if (error instanceof GraphQLError) return { alue, error };
            throw error;
          }
        }),
    );
    throwWhenAllFailed(regions);
    return regions;
  };
}

function rowsOf<T>(regions: readonly RegionRows<T>[]): readonly T[] {
  return regions.flatMap((region) => ("error" in region ? [] : region.rows));
}

/** One list of all regions' parts. Each comes in order; the sort keeps the order of one region's rows of a day. */
function merge(regions: readonly RegionRows<Kaytto>[], jarjestys: Kysymys["jarjestys"]): readonly Kaytto[] {
  const sign = jarjestys === "UUSIN_ENSIN" ? -1 : 1;
  return rowsOf(regions).toSorted(
    (one, other) => sign * (compare(one.paiva, other.paiva) || compare(one.myontanyt, other.myontanyt)),
  );
}

function toEdge({ myontanyt, summa, ...row }: Kaytto, cursors: Cursors): Edge {
  const { paiva, numero, monesko } = row;
  return {
    cursor: cursors.seal(JSON.stringify([paiva, myontanyt, monesko, numero])),
    node: { ...row, summa: { sentit: summa }, myontanytAlue: myontanyt },
  };
}

const kohtaSchema = z.tuple([z.string(), z.string(), z.int(), z.string()]);

/** A place that this list has sealed: nobody else can have made it. */
function toKohta(kohta: string): Kayttokohta {
  const [paiva, alue, monesko, numero] = kohtaSchema.parse(JSON.parse(kohta));
  return { paiva, alue, monesko, numero };
}
