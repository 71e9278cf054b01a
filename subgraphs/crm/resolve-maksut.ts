import type { Reason } from "../../gateway/errors.ts";
import {
  createRegionLoad,
  mergeRegions,
  openHetu,
  throwWhenAllFailed,
  toSubgraphError,
  toWorstError,
} from "../../gateway/subgraph/index.ts";
import type { AlueetArgument, AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { CrmClient } from "./client.ts";
import { mayReadIban } from "./iban.ts";
import { toPalvelujenMaksukatto } from "./map-katto.ts";
import type { PalvelujenMaksukatto } from "./map-katto.ts";
import { isOwnWord, pickMaksaja, toAsiakasmaksut, toHoidonMaksaja, toMaksuyhteydet } from "./map-maksut.ts";
import type { HoidonMaksaja } from "./map-maksut.ts";
import type { CrmSettings } from "./settings.ts";

/** Days as the input type `Maksujakso` brings them, both included. */
interface Jakso {
  readonly alkaen: string;
  readonly paattyy: string;
}

interface MaksuArguments extends AlueetArgument {
  readonly jakso?: Jakso | null;
}

/** Earliest year of a ceiling that may be asked for. */
const firstVuosi = 2000;
/** Longest term of fees: as many years as a region is asked about at once. */
const maxVuosia = 3;

/** Fields of `Asiakas` about who pays and what was paid: items 5, 22, 25 and 27. */
export function createMaksuResolvers(
  client: CrmClient,
  { maksukatot, katonAlueet }: Pick<CrmSettings, "maksukatot" | "katonAlueet">,
) {
  const loadMaksuyhteydet = createRegionLoad(client.maksuyhteydet);
  const loadMaksut = createRegionLoad(client.asiakasmaksut);
  const loadMaksajat = createRegionLoad(client.hoidonMaksajat);
  const loadKertymat = createRegionLoad(client.kertymat);
  return {
    maksuyhteydet: async (key: AsiakasKey, args: AlueetArgument, context: SubgraphContext) => {
      const isWhole = mayReadIban(context.actor, key);
      return mergeRegions(await loadMaksuyhteydet(key, context, args), (rows, alue) =>
        toMaksuyhteydet(rows, alue, isWhole),
      );
    },
    asiakasmaksut: async (key: AsiakasKey, { jakso, alueet }: MaksuArguments, context: SubgraphContext) => {
      const { alkaen, paattyy } = toJakso(jakso, context.tanaan);
      return mergeRegions(await loadMaksut(key, context, { alueet, arvot: [alkaen, paattyy] }), toAsiakasmaksut);
    },
    async kiireellisenHoidonMaksaja(
      key: AsiakasKey,
      args: { readonly paiva?: string | null },
      context: SubgraphContext,
    ): Promise<HoidonMaksaja | null> {
      const paiva = args.paiva ?? context.tanaan;
      if (paiva > context.tanaan) throw toSubgraphError("BAD_USER_INPUT", { syy: notYet });
      const regions = await loadMaksajat(key, context, { arvot: [paiva] });
      const told = regions.flatMap((region) =>
        "error" in region ? [] : region.rows.map((row) => ({ alue: region.alue, row })),
      );
      const found = pickMaksaja(told);
      const worst = toWorstError(regions);
      // The region that did not answer might be the home region; only another's own word rules that out.
      if (worst !== undefined && (found === undefined || !isOwnWord(found))) throw worst;
      return found === undefined ? null : toHoidonMaksaja(found.row, paiva);
    },
    async palvelujenMaksukatto(
      key: AsiakasKey,
      args: { readonly vuosi?: number | null },
      context: SubgraphContext,
    ): Promise<PalvelujenMaksukatto | null> {
      const vuosi = toVuosi(args.vuosi, context.tanaan);
      if (openHetu(key, context) === undefined) return null;
      const regions = await loadKertymat(key, context, { arvot: [`${vuosi}-01-01`, `${vuosi}-12-31`] });
      throwWhenAllFailed(regions);
      return toPalvelujenMaksukatto({ vuosi, raja: maksukatot[vuosi], regions, alueet: katonAlueet });
    },
  };
}

const notYet: Reason = {
  fi: "hoidon päivä ei voi olla tulevaisuudessa",
  sv: "vårddagen kan inte ligga i framtiden",
  en: "the day of care can't be in the future",
};

const wrongJakso: Reason = {
  fi: `jakso alkaa ennen kuin päättyy ja on enintään ${maxVuosia} vuotta`,
  sv: `perioden börjar före den slutar och är högst ${maxVuosia} år`,
  en: `the term begins before it ends and is at most ${maxVuosia} years`,
};

function toJakso(jakso: Jakso | null | undefined, tanaan: string): Jakso {
  const vuosi = tanaan.slice(0, 4);
  const { alkaen, paattyy } = jakso ?? { alkaen: `${vuosi}-01-01`, paattyy: `${vuosi}-12-31` };
  const latest = `${Number(alkaen.slice(0, 4)) + maxVuosia}${alkaen.slice(4)}`;
  if (alkaen <= paattyy && paattyy < latest) return { alkaen, paattyy };
  throw toSubgraphError("BAD_USER_INPUT", { syy: wrongJakso });
}

function toVuosi(vuosi: number | null | undefined, tanaan: string): number {
  const current = Number(tanaan.slice(0, 4));
  const asked = vuosi ?? current;
  if (asked >= firstVuosi && asked <= current) return asked;
  const range = `${firstVuosi}-${current}`;
  const syy = { fi: `vuosi on ${range}`, sv: `året är ${range}`, en: `the year is ${range}` };
  throw toSubgraphError("BAD_USER_INPUT", { syy });
}
