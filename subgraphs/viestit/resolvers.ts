import DataLoader from "dataloader";
import { ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { aikaScalar, openHetu, parseOwnedId, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext, SubgraphResolvers } from "../../gateway/subgraph/index.ts";
import type { ViestitClient } from "./client.ts";
import type { Toimitus } from "./map.ts";
import type { Toimitukset, Viestiviite } from "./toimitukset.ts";

const lahde = "viestit";

interface ViestintaKey {
  readonly asiakas: AsiakasKey;
}

interface ViestiKey {
  readonly id: string;
}

/** Resolvers over one client. One call for all persons of a request; none is remembered after it. */
export function createResolvers(client: ViestitClient, toimitukset: Toimitukset): SubgraphResolvers {
  const createLoader = (context: SubgraphContext): DataLoader<string, SourceResult<boolean>> =>
    new DataLoader(async (hetut) => {
      const answer = await client.fetchKaytossa(hetut, alueOf(context), context);
      return hetut.map((hetu) => (answer.ok ? ok(answer.value.has(hetu)) : answer));
    });
  return {
    Aika: aikaScalar,
    Viesti: {
      async toimitus({ id }: ViestiKey, _: unknown, context: SubgraphContext): Promise<Toimitus | null> {
        return unwrap(await toimitukset.find(openViesti(id, context), context), lahde);
      },
    },
    Asiakas: {
      viestinta: ({ id }: AsiakasKey): ViestintaKey => ({ asiakas: { id } }),
    },
    Asiakasviestinta: {
      async suomifiViestitKaytossa(
        { asiakas }: ViestintaKey,
        _: unknown,
        context: SubgraphContext,
      ): Promise<boolean | null> {
        const hetu = openHetu(asiakas, context);
        return hetu === undefined ? null : unwrap(await context.once(createLoader).load(hetu), lahde);
      },
    },
  };
}

const unknownId = {
  fi: "viestin tunniste ei ole tämän palvelun antama",
  sv: "meddelandets id är inte givet av den här tjänsten",
  en: "the message's id was not given by this service",
};

/** The message behind an id, which is bound to its person. @throws BAD_USER_INPUT for an id not given here. */
function openViesti(id: string, { ids }: SubgraphContext): Viestiviite {
  const owned = parseOwnedId(id);
  const text = owned === undefined ? undefined : ids.openKohta(["viesti", owned.asiakasId], owned.oma);
  const parts: unknown = text === undefined ? undefined : JSON.parse(text);
  const [alue, tunniste]: unknown[] = Array.isArray(parts) ? parts : [];
  if (typeof alue === "string" && typeof tunniste === "string") return { alue, tunniste };
  throw toSubgraphError("BAD_USER_INPUT", { syy: unknownId });
}

/** The region that is about to send: the professional's own. @throws FORBIDDEN for one who is none. */
function alueOf({ actor }: SubgraphContext): string {
  if (actor.kind !== "ammattilainen") throw toSubgraphError("FORBIDDEN", {});
  return actor.alue;
}
