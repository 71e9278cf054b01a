import DataLoader from "dataloader";
import { failed } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { openHetu, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, SubgraphContext } from "../../gateway/subgraph/index.ts";
import { toOmaArviot } from "./map-omatieto.ts";
import type { OmaArvio } from "./map-omatieto.ts";
import type { Omat, OmatietoClient } from "./omatieto.ts";

const lahde = "kanta";
const tieto = 13;
const maxUusimmat = 50;

/** Answers `toimintakykyOmaArvio`. */
export type ResolveOmatArviot = (
  key: AsiakasKey,
  given: { readonly uusimmat: number },
  context: SubgraphContext,
) => Promise<readonly OmaArvio[] | null>;

/** Own assessments by the door that is the asker's: the customer's own token for the customer, and for nobody else. */
export function createResolveOmatArviot(client: OmatietoClient): ResolveOmatArviot {
  const makeLoader = (context: SubgraphContext): DataLoader<string, SourceResult<Omat>> =>
    new DataLoader((hetut) => Promise.all(hetut.map((hetu) => fetchFor(hetu, client, context))));
  return async (key, { uusimmat }, context) => {
    const { actor } = context;
    if (uusimmat < 1 || uusimmat > maxUusimmat) throw toSubgraphError("BAD_USER_INPUT", { syy: badCount });
    // Wellbeing data has no door for one who acts on behalf: the customer's own token stands for the customer alone.
    if (actor.kind === "asiakas" && actor.asiakasId !== key.id) {
      throw toSubgraphError("FORBIDDEN", { tieto, saanto: "OMATIETOVARANTO", neuvo: ownOnly });
    }
    const hetu = openHetu(key, context);
    if (hetu === undefined) return null;
    const omat = unwrap(await context.once(makeLoader).load(hetu), lahde);
    switch (omat.laji) {
      case "ARVIOT":
        return toOmaArviot(omat.arviot, uusimmat);
      case "LIIAN_NUORI":
        throw toSubgraphError("FORBIDDEN", { tieto, saanto: "OMATIETOVARANTO-IKA", neuvo: tooYoung });
      case "EI_LUPAA":
        throw toSubgraphError("CONSENT_MISSING", { tieto, lahde });
      default:
        return omat satisfies never;
    }
  };
}

async function fetchFor(hetu: string, client: OmatietoClient, context: SubgraphContext): Promise<SourceResult<Omat>> {
  if (context.actor.kind === "asiakas") return client.fetchOmat(hetu, context);
  if (context.actor.kind !== "ammattilainen") return failed("denied", "no door for this asker");
  const found = await client.fetchAmmattilaiselle(hetu, context);
  return found.ok ? { ok: true, value: { laji: "ARVIOT", arviot: found.value } } : found;
}

const badCount = {
  fi: `uusimmat on 1-${maxUusimmat}`,
  sv: `uusimmat är 1-${maxUusimmat}`,
  en: `uusimmat is 1-${maxUusimmat}`,
};
const ownOnly = {
  fi: "Omatietovarannon arvion näkee asiakas itse, ja ammattilainen hänen luvallaan; puolesta asioivalle ei ole rajapintaa.",
  sv: "Bedömningen i Datalagret för egna uppgifter ser kunden själv och, med kundens tillstånd, yrkespersoner; för ombud finns inget gränssnitt.",
  en: "The self-assessment is for the customer, and for professionals by the customer's permission; there is no interface for one who acts on behalf.",
};
const tooYoung = {
  fi: "Omatietovaranto on 16 vuotta täyttäneille.",
  sv: "Datalagret för egna uppgifter är för den som fyllt 16 år.",
  en: "Own wellbeing data is for people aged 16 or over.",
};
