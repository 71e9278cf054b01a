import type { z } from "zod";
import { checkFirst, createCursors, toRahaTeksti, toSubgraphError } from "../../gateway/subgraph/index.ts";
import type { Kieli, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { CrmClient } from "./client.ts";
import { toSeurannanSumma, toSeurattuBudjetti, toSeurattuSeteli, toSeurattuSitoumus } from "./map-seuranta.ts";
import type { SeurannanSumma, SuuriRaha } from "./map-seuranta.ts";
import { once } from "./once.ts";
import { createKaytotOmallaAlueella } from "./resolve-kaytot.ts";
import { budjettitaulu, setelitaulu, sitoumustaulu, toSivuStatement, toSummaStatement } from "./statements-seuranta.ts";
import type { SeurannanEhdot, SeurannanKohta, SeurattuTaulu } from "./statements-seuranta.ts";
import { parseSivu, parseSumma, seurattuBudjetti, seurattuSeteli, seurattuSitoumus } from "./wire-seuranta.ts";

/** One of the organiser's lists: its field, tables and rows. */
interface Lista<Wire, Row> {
  readonly nimi: string;
  readonly taulu: SeurattuTaulu;
  readonly schema: z.ZodType<Wire>;
  readonly toRow: (row: Wire) => Row;
}

/** Arguments of a list; a list without a filter has no argument of it. */
interface Kysymys {
  readonly tila?: string | null;
  readonly palvelu?: string | null;
  readonly voimassa?: string | null;
  readonly jarjestys: "UUSIN_ENSIN" | "VANHIN_ENSIN";
  readonly first: number;
  readonly after?: string | null;
}

interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
}

/** A connection whose parts are asked from the database when they are selected, each once. */
interface Seuranta<Row> {
  readonly edges: () => Promise<readonly Edge<Row>[]>;
  readonly pageInfo: () => Promise<{ readonly hasNextPage: boolean; readonly endCursor: string | null }>;
  readonly yhteensa: () => Promise<SeurannanSumma>;
}

/** The organiser's lists of `Query`: what the own region has granted, and use there of what others have. */
export function createSeurantaResolvers(client: CrmClient) {
  return {
    asiakassetelit: createLista(client, {
      nimi: "Query.asiakassetelit",
      taulu: setelitaulu,
      schema: seurattuSeteli,
      toRow: toSeurattuSeteli,
    }),
    henkilokohtaisetBudjetit: createLista(client, {
      nimi: "Query.henkilokohtaisetBudjetit",
      taulu: budjettitaulu,
      schema: seurattuBudjetti,
      toRow: toSeurattuBudjetti,
    }),
    maksusitoumukset: createLista(client, {
      nimi: "Query.maksusitoumukset",
      taulu: sitoumustaulu,
      schema: seurattuSitoumus,
      toRow: toSeurattuSitoumus,
    }),
    kaytotOmallaAlueella: createKaytotOmallaAlueella(client),
  };
}

/** Resolvers of the type `SuuriRaha`. */
export const suuriRahaResolvers = {
  sentit: ({ sentit }: SuuriRaha) => String(sentit),
  // A float holds whole cents up to 90 billion million euro: no region grants more.
  teksti: ({ sentit }: SuuriRaha, { kieli }: { readonly kieli: Kieli }) => toRahaTeksti(Number(sentit), kieli),
};

type ListedWire = { readonly numero: string; readonly alkaen: string };

function createLista<Wire extends ListedWire, Row>(client: CrmClient, lista: Lista<Wire, Row>) {
  return (_: unknown, kysymys: Kysymys, context: SubgraphContext): Seuranta<Row> => {
    const { actor } = context;
    if (actor.kind !== "ammattilainen") throw toSubgraphError("FORBIDDEN", {});
    const { alue } = actor;
    const { jarjestys } = kysymys;
    const ehdot = toEhdot(kysymys);
    const first = checkFirst(kysymys.first);
    const { tila = "", palvelu = "", voimassa = "" } = ehdot;
    const cursors = createCursors(context, [lista.nimi, alue, tila, palvelu, voimassa, jarjestys]);
    const jalkeen = typeof kysymys.after === "string" ? toKohta(cursors.open(kysymys.after)) : undefined;
    const page = once(async () => {
      const kohta: SeurannanKohta = { isUusinEnsin: jarjestys === "UUSIN_ENSIN", jalkeen, limit: first + 1 };
      const rows = await client.askRegion(alue, toSivuStatement(lista.taulu, ehdot, kohta), {
        from: context,
        parse: (found) => parseSivu(found, lista.schema, first + 1),
      });
      const edges = rows.slice(0, first).map((row) => ({
        cursor: cursors.seal(`${row.alkaen}/${row.numero}`),
        node: lista.toRow(row),
      }));
      return { edges, hasNextPage: rows.length > first };
    });
    return {
      edges: async () => (await page()).edges,
      async pageInfo() {
        const { edges, hasNextPage } = await page();
        return { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null };
      },
      yhteensa: once(async () =>
        toSeurannanSumma(
          await client.askRegion(alue, toSummaStatement(lista.taulu, ehdot), { from: context, parse: parseSumma }),
        ),
      ),
    };
  };
}

/** States are the database's in lower case: the names of both are the same. */
function toEhdot({ tila, palvelu, voimassa }: Kysymys): SeurannanEhdot {
  return { tila: tila?.toLowerCase(), palvelu: palvelu ?? undefined, voimassa: voimassa ?? undefined };
}

/** A place as the cursor holds it: a day, a slash and a number. */
function toKohta(kohta: string): SeurannanKohta["jalkeen"] {
  return { alkaen: kohta.slice(0, 10), numero: kohta.slice(11) };
}
