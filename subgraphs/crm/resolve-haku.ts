import { z } from "zod";
import { hasPersonalCode } from "../../gateway/has-personal-code.ts";
import { checkFirst, createCursors, toSubgraphError } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { CrmClient } from "./client.ts";
import { toHakusanat } from "./hakusanat.ts";
import { toHakuStatement } from "./statements-haku.ts";
import type { Hakuehdot, Osumakohta } from "./statements-haku.ts";
import { parseOsumat } from "./wire-haku.ts";
import type { OsumaWire } from "./wire-haku.ts";

interface Kysymys {
  readonly haku: { readonly nimi?: string | null; readonly syntymaaika?: string | null };
  readonly first: number;
  readonly after?: string | null;
}

/** Value of the type `AsiakasConnection`. */
interface Loydetyt {
  readonly edges: readonly { readonly cursor: string; readonly node: AsiakasKey }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * The search in the own region's register. A hit is a key and nothing more: what may be seen of the person is
 * the gate's to judge. @throws BAD_USER_INPUT for a search of nothing, or by an identity code.
 */
export function createAsiakkaat(client: CrmClient) {
  return async (_: unknown, { haku, first, after }: Kysymys, context: SubgraphContext): Promise<Loydetyt> => {
    const { actor } = context;
    if (actor.kind !== "ammattilainen") throw toSubgraphError("FORBIDDEN", {});
    const ehdot = toEhdot(haku);
    const size = checkFirst(first);
    const words = (ehdot.sanat ?? []).map(({ osa }) => osa).join(" ");
    const cursors = createCursors(context, ["Query.asiakkaat", actor.alue, words, ehdot.syntymaaika ?? ""]);
    const jalkeen = typeof after === "string" ? toKohta(cursors.open(after)) : undefined;
    const rows = await client.askRegion(actor.alue, toHakuStatement(ehdot, { jalkeen, limit: size + 1 }), {
      from: context,
      parse: (found) => parseOsumat(found, size + 1),
    });
    const edges = rows.slice(0, size).map((row) => ({ cursor: cursors.seal(fromRow(row)), node: toKey(row, context) }));
    return { edges, pageInfo: { hasNextPage: rows.length > size, endCursor: edges.at(-1)?.cursor ?? null } };
  };
}

const maxName = 100;
const nothing = {
  fi: "anna nimi (1-6 sanaa, enintään 100 merkkiä), syntymäaika tai molemmat",
  sv: "ange namn (1-6 ord, högst 100 tecken), födelsedatum eller båda",
  en: "give a name (1-6 words, at most 100 characters), a birth date or both",
};
const byCode = {
  fi: "nimessä on tunnus: hae henkilötunnuksella kentällä asiakasHetulla",
  sv: "namnet innehåller en beteckning: sök med personbeteckning i fältet asiakasHetulla",
  en: "the name holds a code: search by identity code with the field asiakasHetulla",
};

function toEhdot({ nimi, syntymaaika }: Kysymys["haku"]): Hakuehdot {
  const given = nimi ?? "";
  if (hasPersonalCode(given)) throw toSubgraphError("BAD_USER_INPUT", { syy: byCode });
  const sanat = given.trim() === "" ? undefined : toHakusanat(given);
  const isUnreadable = given.trim() !== "" && (sanat === undefined || given.length > maxName);
  const isOfNothing = sanat === undefined && typeof syntymaaika !== "string";
  if (isUnreadable || isOfNothing) throw toSubgraphError("BAD_USER_INPUT", { syy: nothing });
  return { sanat, syntymaaika: syntymaaika ?? undefined };
}

function toKey({ hetu, tilapainen_tunnus }: OsumaWire, { ids }: SubgraphContext): AsiakasKey {
  if (hetu !== null) return { id: ids.seal({ laji: "HETU", arvo: hetu }) };
  return { id: ids.seal({ laji: "TILAPAINEN", arvo: tilapainen_tunnus ?? "" }) };
}

function fromRow({ sija, sukunimi, etunimet, asiakas_id }: OsumaWire): string {
  return JSON.stringify([sija, sukunimi, etunimet, asiakas_id]);
}

const kohtaSchema = z.tuple([z.int(), z.string(), z.string(), z.int()]);

/** A place that this list has sealed: nobody else can have made it. */
function toKohta(kohta: string): Osumakohta {
  const [sija, sukunimi, etunimet, asiakasId] = kohtaSchema.parse(JSON.parse(kohta));
  return { sija, sukunimi, etunimet, asiakasId };
}
