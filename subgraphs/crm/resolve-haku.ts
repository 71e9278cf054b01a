import { z } from "zod";
import { hasPersonalCode } from "../../gateway/has-personal-code.ts";
import { checkFirst, createCursors, toSubgraphError } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { CrmClient } from "./client.ts";
import { toHakusanat } from "./hakusanat.ts";
import type { KaytonLuokka } from "./herateet.ts";
import type { CrmSettings } from "./settings.ts";
import { toHakuStatement } from "./statements-haku.ts";
import type { Asiakkuusehto, Hakuehdot, Osumakohta } from "./statements-haku.ts";
import { parseOsumat } from "./wire-haku.ts";
import type { OsumaWire } from "./wire-haku.ts";

type Ammattilainen = Extract<SubgraphContext["actor"], { kind: "ammattilainen" }>;

interface Kysymys {
  readonly haku: {
    readonly nimi?: string | null;
    readonly syntymaaika?: string | null;
    readonly luokka?: KaytonLuokka | null;
    readonly avoinPalvelu?: string | null;
  };
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
 * the gate's to judge. By class of use and open service are found only those whom the gate would show them of: customers
 * of the asker's own organisation, of services of the asker's own branch. @throws BAD_USER_INPUT for a search of nothing,
 * or by an identity code; FORBIDDEN for one by what the asker may not read.
 */
export function createAsiakkaat(client: CrmClient, { herateet }: Pick<CrmSettings, "herateet">) {
  return async (_: unknown, { haku, first, after }: Kysymys, context: SubgraphContext): Promise<Loydetyt> => {
    const { actor } = context;
    if (actor.kind !== "ammattilainen") throw toSubgraphError("FORBIDDEN", {});
    const ehdot = { ...toEhdot(haku), ...toRajaus(haku, { actor, herateet, tanaan: context.tanaan }) };
    const size = checkFirst(first);
    const words = (ehdot.sanat ?? []).map(({ osa }) => osa).join(" ");
    const { luokka, avoinPalvelu } = haku;
    const list = [actor.alue, words, ehdot.syntymaaika ?? "", luokka ?? "", avoinPalvelu ?? ""];
    const cursors = createCursors(context, ["Query.asiakkaat", ...list]);
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
  fi: "anna nimi (1-6 sanaa, enintään 100 merkkiä), syntymäaika, käytön luokka tai avoin palvelu (enintään 100 merkkiä)",
  sv: "ange namn (1-6 ord, högst 100 tecken), födelsedatum, användningsklass eller öppen tjänst (högst 100 tecken)",
  en: "give a name (1-6 words, at most 100 characters), a birth date, a class of use or an open service (at most 100 characters)",
};
const noTriggers = {
  fi: "oma alue ei ole ilmoittanut, millä herätteillä se laskee käytön luokan",
  sv: "det egna området har inte uppgett med vilka utlösare det räknar användningsklassen",
  en: "the own region has not stated by which triggers it counts the class of use",
};
const byCode = {
  fi: "nimessä on tunnus: hae henkilötunnuksella kentällä asiakasHetulla",
  sv: "namnet innehåller en beteckning: sök med personbeteckning i fältet asiakasHetulla",
  en: "the name holds a code: search by identity code with the field asiakasHetulla",
};

function toEhdot({ nimi, syntymaaika, luokka, avoinPalvelu }: Kysymys["haku"]): Hakuehdot {
  const given = nimi ?? "";
  if (hasPersonalCode(given)) throw toSubgraphError("BAD_USER_INPUT", { syy: byCode });
  const sanat = given.trim() === "" ? undefined : toHakusanat(given);
  const isUnreadable = given.trim() !== "" && (sanat === undefined || given.length > maxName);
  const palvelu = avoinPalvelu ?? undefined;
  const isNoService = palvelu !== undefined && (palvelu.trim() === "" || palvelu.length > maxName);
  const others = [syntymaaika, luokka, palvelu];
  const isOfNothing = isNoService || (sanat === undefined && others.every((each) => typeof each !== "string"));
  if (isUnreadable || isOfNothing) throw toSubgraphError("BAD_USER_INPUT", { syy: nothing });
  return { sanat, syntymaaika: syntymaaika ?? undefined };
}

interface Kysyjasta {
  readonly actor: Ammattilainen;
  readonly herateet: CrmSettings["herateet"];
  readonly tanaan: string;
}

const toimialat: Readonly<Record<string, Asiakkuusehto["toimiala"]>> = { H: "terveydenhuolto", L: "sosiaalihuolto" };

/** By items 14 and 18: the organiser has neither, and so may not ask by them. */
function toRajaus({ luokka, avoinPalvelu }: Kysymys["haku"], { actor, herateet, tanaan }: Kysyjasta) {
  const [of, palvelu] = [luokka ?? undefined, avoinPalvelu ?? undefined];
  if (of === undefined && palvelu === undefined) return {};
  const { organisaatio, kirjain, alue } = actor;
  if (kirjain === "J") throw toSubgraphError("FORBIDDEN", {});
  const own = herateet[alue];
  if (of !== undefined && own === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: noTriggers });
  const toimiala = palvelu === undefined ? undefined : toimialat[kirjain];
  return {
    asiakkuus: { organisaatio, palvelu, toimiala, tanaan },
    ...(of === undefined || own === undefined ? {} : { luokka: { luokka: of, herateet: own, tanaan } }),
  };
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
