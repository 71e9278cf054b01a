import DataLoader from "dataloader";
import type { GraphQLError } from "graphql";
import { codeOf, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { openHetu, paivaScalar, rahaResolvers, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { MydataClient, SuostumusHaku } from "./client.ts";
import { isElossa, toTila, toTiedot, toVakuutukset } from "./map.ts";
import type { SuostumuksenTila, Vakuutus } from "./map.ts";
import type { Asetukset } from "./settings.ts";
import type { SuostumusWire } from "./wire.ts";

const lahde = "mydata";
/** Number of the item that an insurer's data is. */
const vakuutustieto = 9;

type Suostumukset = SourceResult<readonly SuostumusWire[]>;
type Etsi = (key: AsiakasKey, vastaanottaja: string, context: SubgraphContext) => Promise<Suostumukset>;

/** Resolvers over one client. One search for a person and receiver in a request; none is remembered after it. */
export function createResolvers(client: MydataClient, settings: Asetukset): SubgraphResolvers {
  const find = createFind(client);
  return {
    Paiva: paivaScalar,
    ...rahaResolvers,
    Asiakas: {
      async suostumus(
        key: AsiakasKey,
        { vastaanottaja }: { readonly vastaanottaja: string },
        context: SubgraphContext,
      ): Promise<SuostumuksenTila> {
        return toTila(unwrap(await find(key, vastaanottaja, context), lahde), settings.lahde);
      },
      async vakuutukset(
        key: AsiakasKey,
        _: unknown,
        context: SubgraphContext,
      ): Promise<readonly (Vakuutus | GraphQLError)[] | null> {
        if (openHetu(key, context) === undefined) return null;
        const vastaanottaja = toVastaanottaja(context, settings);
        if (vastaanottaja === undefined) throw toSubgraphError("CONSENT_MISSING", { lahde });
        const consents = unwrap(await find(key, vastaanottaja, context), lahde).filter((consent) =>
          toTiedot(consent, settings.lahde).includes(vakuutustieto),
        );
        if (consents.length === 0) throw toSubgraphError("CONSENT_MISSING", { lahde });
        return readVakuutukset(client, consents, context);
      },
    },
  };
}

/** Live consents of a person for a receiver; none for a person without an identity code, who is not asked about. */
function createFind(client: MydataClient): Etsi {
  const createLoader = ({ scope, nyt }: SubgraphContext): DataLoader<SuostumusHaku, Suostumukset, string> =>
    new DataLoader((haut) => Promise.all(haut.map((haku) => client.fetchSuostumukset(haku, { scope, nyt }))), {
      cacheKeyFn: ({ subject, vastaanottaja }) => `${subject} ${vastaanottaja}`,
    });
  return async (key, vastaanottaja, context) => {
    const hetu = openHetu(key, context);
    if (hetu === undefined || vastaanottaja === "") return ok([]);
    const subject = context.ids.sealFor(vastaanottaja, { laji: "HETU", arvo: hetu });
    const found = await context.once(createLoader).load({ hetu, subject, vastaanottaja });
    return found.ok ? ok(found.value.filter((consent) => isElossa(consent, context.nyt))) : found;
  };
}

/** Whom a consent must name for the one who asks. Undefined for those who get no insurance by any consent. */
function toVastaanottaja({ actor }: SubgraphContext, { omaNakyma }: Asetukset): string | undefined {
  if (actor.kind === "asiakas") return omaNakyma;
  if (actor.kind === "kolmasosapuoli") return actor.vastaanottaja;
  return actor.kind === "ammattilainen" ? actor.organisaatio : undefined;
}

/**
 * Each insurer by its own consent. One that failed is an error among the rows. @throws the first error when all failed.
 */
async function readVakuutukset(
  client: MydataClient,
  consents: readonly SuostumusWire[],
  { scope, tanaan }: SubgraphContext,
): Promise<readonly (Vakuutus | GraphQLError)[]> {
  const answers = await Promise.all(consents.map((consent) => client.fetchVakuutukset(consent, scope)));
  if (answers.every((answer) => !answer.ok)) answers.forEach((answer) => unwrap(answer, lahde));
  return answers.flatMap((answer): readonly (Vakuutus | GraphQLError)[] =>
    answer.ok ? toVakuutukset(answer.value, tanaan) : [toSubgraphError(codeOf(answer.failure), { lahde })],
  );
}
