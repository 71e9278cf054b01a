import DataLoader from "dataloader";
import { ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { aikaScalar, openHetu, openKey, parseHetu, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { ValtuudetClient } from "./client.ts";
import { createValintaResolvers, readEdustettavat } from "./edustettavat.ts";
import type { Edustettava } from "./edustettavat.ts";
import type { Istunnot } from "./istunto.ts";
import { isTaysiIkainen, teemat } from "./map.ts";
import type { TeemojenUrit, Valtuusteema } from "./map.ts";
import type { Pari } from "./wire.ts";

/** The source in errors. */
const lahde = "valtuudet";

/** What resolvers stand on. */
export interface Ovet {
  readonly client: ValtuudetClient;
  readonly teemat: TeemojenUrit;
  readonly istunnot: Istunnot;
}

interface Asioija {
  readonly asioija: string;
}

/** Resolvers over one client. Each pair and theme is asked once in a request, and none is remembered after it. */
export function createResolvers(ovet: Ovet): SubgraphResolvers {
  const ask = createAsk(ovet.client);
  return {
    Aika: aikaScalar,
    Mutation: createValintaResolvers(ovet),
    Asiakas: {
      async valtuus(key: AsiakasKey, { asioija, teema }: Asioija & { teema: Valtuusteema }, context: SubgraphContext) {
        const pari = openPari(key, asioija, context);
        if (!isOwnMatter(key, asioija, context)) throw toSubgraphError("FORBIDDEN", notOwnMatter);
        if (pari === undefined) return null;
        const uri = ovet.teemat[teema];
        if (uri === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: unknownTheme });
        const sallittu = unwrap(await ask({ ...pari, uri: isAdult(pari, context) ? uri : undefined }, context), lahde);
        return { sallittu, tarkistettu: context.nyt.toISOString() };
      },
      edustettavat: (
        key: AsiakasKey,
        { istunto }: { readonly istunto: string },
        context: SubgraphContext,
      ): Promise<readonly (Edustettava | Error)[]> => readEdustettavat({ key, istunto, context }, ovet),
      async valtuutus(key: AsiakasKey, { asioija }: Asioija, context: SubgraphContext) {
        const pari = openPari(key, asioija, context);
        // Nobody has a mandate of a minor: guardians act for them, by the population register.
        if (pari === undefined || !isAdult(pari, context)) return { asiat: [] };
        const asked = await Promise.all(
          teemat.map(async (teema) => {
            const uri = ovet.teemat[teema];
            return { teema, result: uri === undefined ? ok(false) : await ask({ ...pari, uri }, context) };
          }),
        );
        return { asiat: asked.filter(({ result }) => unwrap(result, lahde)).map(({ teema }) => teema) };
      },
    },
    Edustettava: {
      henkilo: ({ henkilo }: Edustettava): AsiakasKey => henkilo,
    },
  };
}

const notOwnMatter = {
  tieto: 105,
  saanto: "VALTUUS-OMA-ASIA",
  neuvo: {
    fi: "Kysy, saatko itse asioida tai saako joku asioida puolestasi.",
    sv: "Fråga om du själv får uträtta ärenden eller om någon får göra det för dig.",
    en: "Ask whether you may act, or whether someone may act for you.",
  },
};
const unknownTheme = {
  fi: "teemaa ei voi kysyä: sen tunnusta ei ole asetettu",
  sv: "temat kan inte frågas: dess identifierare är inte angiven",
  en: "the theme can't be asked: its URI is not configured",
};

/** The two identity codes; undefined when one of the two has none. @throws BAD_USER_INPUT for an id not given here. */
function openPari(key: AsiakasKey, asioija: string, context: SubgraphContext): Pari | undefined {
  const paamies = openHetu(key, context);
  const acting = openHetu(openKey(asioija, context), context);
  return paamies === undefined || acting === undefined ? undefined : { asioija: acting, paamies };
}

/** The service's terms (sheet 2.1 [V]): nobody's right is asked behind their back, so a customer is one of the two. */
function isOwnMatter(key: AsiakasKey, asioija: string, { actor }: SubgraphContext): boolean {
  return actor.kind !== "asiakas" || actor.asiakasId === key.id || actor.asiakasId === asioija;
}

/** By the birth date in the identity code. One that does not read is nobody's who could have given a mandate. */
function isAdult({ paamies }: Pari, { tanaan }: SubgraphContext): boolean {
  const read = parseHetu(paamies);
  return read.ok && isTaysiIkainen(read.syntymapaiva, tanaan);
}

interface Kysymys extends Pari {
  readonly uri: string | undefined;
}

/** One call for a pair and theme in a request; the service has no call for several (sheet 2.5). */
function createAsk(client: ValtuudetClient) {
  const createLoader = (context: SubgraphContext): DataLoader<Kysymys, SourceResult<boolean>, string> =>
    new DataLoader((asked) => Promise.all(asked.map(({ uri, ...pari }) => client.fetchTulos(pari, uri, context))), {
      cacheKeyFn: ({ asioija, paamies, uri = "" }) => JSON.stringify([asioija, paamies, uri]),
    });
  return (kysymys: Kysymys, context: SubgraphContext): Promise<SourceResult<boolean>> =>
    context.once(createLoader).load(kysymys);
}
