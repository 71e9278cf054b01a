import type { GraphQLResolveInfo } from "graphql";
import type { SourceResult } from "../../gateway/source/index.ts";
import { koodiResolvers, openHetu, toNimi, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, Kieli, Nimet, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { VtjClient } from "./client.ts";
import { hasSoteOikeus, toOikeudet } from "./huollon-oikeudet.ts";
import { createHenkiloLoader } from "./load-henkilo.ts";
import type { Huolto, Laheissuhde, Osoite } from "./map.ts";
import * as map from "./map.ts";
import { toTarpeet } from "./tarpeet.ts";
import type { HenkiloWire } from "./wire.ts";

/** What GraphQL hands to the resolver of a field of `Asiakas`. */
type ResolverArguments = [key: AsiakasKey, given: unknown, context: SubgraphContext, info: GraphQLResolveInfo];

interface Kielivalinta {
  readonly kieli: Kieli;
}

interface Nimetty {
  readonly nimet: Nimet | undefined;
}

const lahde = "vtj";

/** From id to record to field; a field that can't be understood fails alone. Access is the gate's matter. */
export function createResolvers(client: VtjClient): SubgraphResolvers {
  const makeLoader = (context: SubgraphContext) => createHenkiloLoader(client, context);
  const load = async (key: AsiakasKey, context: SubgraphContext, info: GraphQLResolveInfo) => {
    const hetu = openHetu(key, context);
    if (hetu === undefined) return undefined;
    return unwrap(await context.once(makeLoader).load({ hetu, tarpeet: toTarpeet(info) }), lahde);
  };
  const field =
    <T>(pick: (henkilo: HenkiloWire, context: SubgraphContext) => SourceResult<T>) =>
    async (...[key, , context, info]: ResolverArguments): Promise<T | null> => {
      const henkilo = await load(key, context, info);
      return henkilo === undefined ? null : unwrap(pick(henkilo, context), lahde);
    };
  return {
    ...koodiResolvers,
    ...relationResolvers,
    ...nameResolvers,
    Asiakas: {
      nimi: field(({ nimi }) => map.toOsa(nimi)),
      syntymaaika: field(({ syntymapaiva }) => map.toOsa(syntymapaiva)),
      sukupuoli: field(({ sukupuoli }) => map.toSukupuoli(sukupuoli)),
      kuolinpaiva: field(({ kuolinpaiva }) => map.toOsa(kuolinpaiva)),
      aidinkieli: field(({ aidinkieli }) => map.toKieli(aidinkieli)),
      asiointikieli: field(({ asiointikieli }) => map.toKieli(asiointikieli)),
      kansalaisuudet: field(map.toKansalaisuudet),
      osoitteet: field((henkilo, { tanaan }) => map.toOsoitteet(henkilo, tanaan)),
      kotikunta: field(({ kotikunta }) => map.toKunta(kotikunta)),
      alue: field(({ kotikunta }) => map.toAlue(kotikunta)),
      asuinpaikka: field(({ asuinpaikka }) => map.toOsa(asuinpaikka)),
      turvakielto: field(({ turvakielto }) => map.toOsa(turvakielto)),
      ammatti: field(({ ammatti }) => map.toOsa(ammatti)),
      perhesuhteet: field((henkilo) => map.toOsa(henkilo)),
    },
  };
}

const toHenkilo = ({ hetu }: Laheissuhde, _: unknown, { ids }: SubgraphContext): AsiakasKey | null =>
  hetu === null ? null : { id: ids.seal({ laji: "HETU", arvo: hetu }) };

const relationResolvers = {
  Perhesuhteet: {
    siviilisaaty: ({ siviilisaaty }: HenkiloWire) => unwrap(map.toSiviilisaaty(siviilisaaty), lahde),
    puoliso: ({ puolisot }: HenkiloWire) => unwrap(map.toPuoliso(puolisot), lahde),
    huoltajat: ({ huoltajat }: HenkiloWire, _: unknown, { tanaan }: SubgraphContext) =>
      unwrap(map.toHuollot(huoltajat, tanaan), lahde),
    huollettavat: ({ huollettavat }: HenkiloWire, _: unknown, { tanaan }: SubgraphContext) =>
      unwrap(map.toHuollot(huollettavat, tanaan), lahde),
    vanhemmat: ({ vanhemmat }: HenkiloWire) => unwrap(map.toSuhteet(vanhemmat), lahde),
    lapset: ({ lapset }: HenkiloWire) => unwrap(map.toSuhteet(lapset), lahde),
  },
  Laheissuhde: { henkilo: toHenkilo },
  Huolto: {
    henkilo: toHenkilo,
    huoltomuoto: ({ laji }: Huolto) => map.toHuoltomuoto(laji),
    rooli: ({ rooliWire }: Huolto) => map.toRooli(rooliWire),
    oikeudet: ({ oikeudetWire }: Huolto) => toOikeudet(oikeudetWire),
    saaSoteTiedot: (huolto: Huolto) => hasSoteOikeus(huolto),
  },
} as const satisfies SubgraphResolvers;

const nameResolvers = {
  Osoite: {
    katuosoite: ({ katuosoite }: Osoite, { kieli }: Kielivalinta) => toNimi(katuosoite, kieli),
    postitoimipaikka: ({ postitoimipaikka }: Osoite, { kieli }: Kielivalinta) => toNimi(postitoimipaikka, kieli),
  },
  Kunta: { nimi: ({ nimet }: Nimetty, { kieli }: Kielivalinta) => toNimi(nimet, kieli) },
  Alue: { nimi: ({ nimet }: Nimetty, { kieli }: Kielivalinta) => toNimi(nimet, kieli) },
} as const satisfies SubgraphResolvers;
