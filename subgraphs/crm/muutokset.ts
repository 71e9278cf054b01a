import type { GraphQLError } from "graphql";
import {
  checkMayChange,
  muutosTekematta,
  openMuutettava,
  parseToistoavain,
  toPersonKey,
  toRegionRows,
  toSubgraphError,
  toWorstError,
  toistoavainKaytetty,
  unwrapChange,
} from "../../gateway/subgraph/index.ts";
import type {
  AsiakasKey,
  ChangeValue,
  Muutettava,
  RegionRows,
  SubgraphContext,
  TypeResolvers,
} from "../../gateway/subgraph/index.ts";
import type { ErrorParameters } from "../../gateway/errors.ts";
import { lahde } from "./client.ts";
import type { CrmClient } from "./client.ts";
import { toMaksuyhteysArvot, toYhteystietoArvot } from "./muutettavat.ts";
import type { AsetettavaMaksuyhteys, IlmoitettavaYhteystieto } from "./muutettavat.ts";
import { asetaMaksuyhteysSql, ilmoitaYhteystietoSql } from "./statements-muutokset.ts";
import { muutosWire } from "./wire-muutokset.ts";
import type { TunteminenWire } from "./wire-muutokset.ts";

/** Value of the type `Tietomuutos`: never the region, which would tell where the person is. */
interface Tietomuutos {
  readonly tulos: "TEHTY" | "OLI_JO_TEHTY";
  readonly asiakas: AsiakasKey;
}

interface Given {
  readonly toistoavain: string;
  readonly alue?: string | null;
  readonly asiakas?: string | null;
}

/** Mutations of the regions' CRMs: each is one statement of one region, and so all of it is done or none. */
export function createMuutokset(client: CrmClient): TypeResolvers {
  const change = createChange(client);
  return {
    asetaMaksuyhteys: (
      _: unknown,
      { maksuyhteys, ...given }: Given & { readonly maksuyhteys: AsetettavaMaksuyhteys },
      context: SubgraphContext,
    ) => change({ tieto: 5, given, context }, asetaMaksuyhteysSql, () => toMaksuyhteysArvot(maksuyhteys)),
    ilmoitaYhteystieto: (
      _: unknown,
      { yhteystieto, ...given }: Given & { readonly yhteystieto: IlmoitettavaYhteystieto },
      context: SubgraphContext,
    ) =>
      change({ tieto: 1, given, context }, ilmoitaYhteystietoSql, () => [
        ...toYhteystietoArvot(yhteystieto),
        context.tanaan,
      ]),
  };
}

interface Changing {
  /** Number of the item. */
  readonly tieto: number;
  readonly given: Given;
  readonly context: SubgraphContext;
}

const tulokset = { tehty: "TEHTY", oli_jo_tehty: "OLI_JO_TEHTY" } as const;

function createChange(client: CrmClient) {
  return async (
    { tieto, given, context }: Changing,
    text: string,
    toArvot: () => readonly ChangeValue[],
  ): Promise<Tietomuutos> => {
    const muutettava = openMuutettava(given.asiakas, context);
    checkMayChange(tieto, context);
    const arvot = [parseToistoavain(given.toistoavain), ...toArvot()];
    const alue = await chooseRegion(muutettava, { given, context, client });
    const { tunnus: person, key } = muutettava;
    const result = await client.muutokset.change({ alue, person, text, arvot, from: context, schema: muutosWire });
    // What was read before it, in the same request, may have changed, also when the outcome is not known.
    context.forget();
    const tulos = unwrapChange(result, lahde)?.tulos;
    if (tulos === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: notKnown });
    if (tulos === "eri_arvot") throw toSubgraphError("BAD_USER_INPUT", { syy: toistoavainKaytetty });
    return { tulos: tulokset[tulos], asiakas: key };
  };
}

interface Choosing {
  readonly given: Given;
  readonly context: SubgraphContext;
  readonly client: CrmClient;
}

/**
 * The region whose CRM is changed: the one that is named; else the home region, by its own word; else the only one that
 * knows the person. One that did not answer might have been it. @throws BAD_USER_INPUT that says what to do.
 */
async function chooseRegion({ tunnus }: Muutettava, { given, context, client }: Choosing): Promise<string> {
  const named = given.alue ?? undefined;
  const ask = (): ReturnType<CrmClient["tuntemiset"]> =>
    client.tuntemiset([tunnus], context, { arvot: [context.tanaan] });
  const alue = named ?? pickRegion(toRegionRows(await ask(), toPersonKey(tunnus)));
  if (!client.muutokset.alueet.includes(alue)) throw toSubgraphError("BAD_USER_INPUT", { syy: noChanges });
  return alue;
}

function pickRegion(regions: readonly RegionRows<TunteminenWire>[]): string {
  const known = regions.flatMap((region) =>
    "error" in region || region.rows.length === 0 ? [] : [{ alue: region.alue, kotialue: region.rows[0]?.kotialue }],
  );
  const home = known.find(({ alue, kotialue }) => alue === kotialue);
  if (home !== undefined) return home.alue;
  const worst = toWorstError(regions);
  if (worst !== undefined) throw toUnmade(worst);
  const [only, second] = known;
  if (only === undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: notKnown });
  if (second !== undefined) throw toSubgraphError("BAD_USER_INPUT", { syy: manyKnow });
  return only.alue;
}

/** The same failure, of which it is known that nothing was changed. */
function toUnmade({ extensions }: GraphQLError): GraphQLError {
  const { code, parameters } = extensions as { code: "SOURCE_UNAVAILABLE"; parameters: ErrorParameters };
  return toSubgraphError(code, { ...parameters, ...muutosTekematta });
}

const noChanges = {
  fi: "tämän alueen tietoja ei voi muuttaa täällä: muuta ne alueen omassa palvelussa",
  sv: "det här områdets uppgifter kan inte ändras här: ändra dem i områdets egen tjänst",
  en: "this region's data can't be changed here: change it in the region's own service",
};
const notKnown = {
  fi: "alue ei tunne asiakasta: nimeä alue, jonka asiakas on, tai asioi alueen omassa palvelussa",
  sv: "området känner inte kunden: nämn ett område där personen är kund, eller använd områdets egen tjänst",
  en: "the region does not know the customer: name a region that does, or use the region's own service",
};
const manyKnow = {
  fi: "useampi alue tuntee asiakkaan: nimeä alue, jonka tietoja muutetaan (alue)",
  sv: "flera områden känner kunden: nämn det område vars uppgifter ändras (alue)",
  en: "several regions know the customer: name the one whose data is changed (alue)",
};
