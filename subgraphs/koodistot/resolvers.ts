import type { SourceResult } from "../../gateway/source/index.ts";
import { parseKoodiAvain, toKoodiAvain, toNimi, unwrap } from "../../gateway/subgraph/index.ts";
import type { Kieli, KoodiAvain, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { KoodistotClient } from "./client.ts";
import type { Koodisto } from "./map.ts";

const lahde = "koodistot";

type Fetch = (oid: string) => Promise<SourceResult<Koodisto>>;

/** Resolvers over one client. A code system is looked up once in a request, however many of its codes are named. */
export function createResolvers(client: KoodistotClient): SubgraphResolvers {
  const createFetch = ({ scope }: SubgraphContext): Fetch => {
    const fetched = new Map<string, Promise<SourceResult<Koodisto>>>();
    return (oid) => {
      const found = fetched.get(oid) ?? client.fetchKoodisto(oid, scope);
      fetched.set(oid, found);
      return found;
    };
  };
  return {
    Query: {
      async koodi(
        _: unknown,
        { koodisto, arvo }: { readonly koodisto: string; readonly arvo: string },
        context: SubgraphContext,
      ): Promise<KoodiAvain | null> {
        const avain = toKoodiAvain(koodisto, arvo);
        const koodi = parseKoodiAvain(avain.koodiavain);
        if (koodi === undefined || !client.isKept(koodi.koodisto)) return null;
        const found = await context.once(createFetch)(koodi.koodisto);
        if (!found.ok && found.failure.kind === "not-found") return null;
        return unwrap(found, lahde).has(koodi.arvo) ? avain : null;
      },
    },
    Koodi: {
      koodisto: ({ koodiavain }: KoodiAvain) => parseKoodiAvain(koodiavain)?.koodisto,
      arvo: ({ koodiavain }: KoodiAvain) => parseKoodiAvain(koodiavain)?.arvo,
      /** A code goes without a name rather than fail: who asked has the code, and `lahteet` tells of the source. */
      async nimi(
        { koodiavain }: KoodiAvain,
        { kieli }: { readonly kieli: Kieli },
        context: SubgraphContext,
      ): Promise<string | null> {
        const koodi = parseKoodiAvain(koodiavain);
        if (koodi === undefined || !client.isKept(koodi.koodisto)) return null;
        const found = await context.once(createFetch)(koodi.koodisto);
        return found.ok ? toNimi(found.value.get(koodi.arvo), kieli) : null;
      },
    },
  };
}
