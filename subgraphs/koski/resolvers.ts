import DataLoader from "dataloader";
import { failed } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { koodiResolvers, openHetu, paivaScalar, toNimi, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, Kieli, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { KoskiClient } from "./client.ts";
import { chooseNimi, toKoulutus } from "./map.ts";
import type { Koulutustiedot, Opinto, Tutkinto } from "./map.ts";
import type { OpiskeluoikeusWire } from "./wire.ts";

interface KieliArguments {
  readonly kieli: Kieli;
}

type OpinnotLoader = DataLoader<string, SourceResult<readonly OpiskeluoikeusWire[]>>;

/** Names of a degree and of studies are chosen the same way. */
const named = {
  nimi: ({ nimetty }: Tutkinto | Opinto, { kieli }: KieliArguments) => chooseNimi(nimetty, kieli),
  oppilaitos: ({ oppilaitosNimet }: Tutkinto | Opinto, { kieli }: KieliArguments) => toNimi(oppilaitosNimet, kieli),
} as const;

/** The resolvers over a client. */
export function createResolvers(client: KoskiClient): SubgraphResolvers {
  const makeOpinnot = (context: SubgraphContext): OpinnotLoader =>
    new DataLoader(async (hetut) => {
      const found = await client.fetchOpinnot(hetut, context);
      return hetut.map((hetu) => found.get(hetu) ?? failed("invalid", "person left out of the answer"));
    });
  return {
    Paiva: paivaScalar,
    ...koodiResolvers,
    Tutkinto: named,
    Opinto: named,
    Asiakas: {
      async koulutus(key: AsiakasKey, _: unknown, context: SubgraphContext): Promise<Koulutustiedot | null> {
        const hetu = openHetu(key, context);
        return hetu === undefined ? null : toKoulutus(unwrap(await context.once(makeOpinnot).load(hetu), "koski"));
      },
    },
  };
}
