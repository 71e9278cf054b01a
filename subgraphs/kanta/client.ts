import { failed, createSource } from "../../gateway/source/index.ts";
import type { SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";
import { searchAll } from "./fhir.ts";
import type { Asetukset } from "./settings.ts";
import { hetuSystem, lajit, parseSuostumukset } from "./wire.ts";
import type { SuostumusWire, Suostumuslaji } from "./wire.ts";

/** Consents of a person, of some kinds. */
export interface SuostumusHaku {
  readonly hetu: string;
  readonly lajit: readonly Suostumuslaji[];
}

/** The calls of Kanta's consents. Nothing that fails is thrown, and nothing is kept. */
export interface KantaClient {
  /** Consents whatever their state, newest or not: the register is asked for the kinds that are needed, no others. */
  fetchSuostumukset(haku: SuostumusHaku, context: SubgraphContext): Promise<SourceResult<readonly SuostumusWire[]>>;
  /** What the client asks. */
  readonly source: SourceHandle;
}

/** Headers of the technical sign-in, and of who asks and why; undefined for an asker who can't be told. */
export function toHeaders(
  { tunniste }: Pick<Asetukset, "tunniste">,
  hetu: string,
  context: SubgraphContext,
): Readonly<Record<string, string>> | undefined {
  const kysyja = toKysyja(context, [hetu]);
  if (kysyja === undefined) return undefined;
  return {
    authorization: `Bearer ${tunniste}`,
    "x-kanta-loppukayttaja": kysyja.loppukayttaja,
    "x-kanta-kayttotarkoitus": kysyja.tarkoitus,
    "x-request-id": kysyja.pyynto,
  };
}

/** Opens the client. A request is sent once more only when no connection was made: Kanta logs each question. */
export function createKantaClient(asetukset: Asetukset): KantaClient {
  const { tahdonilmaisut: url, timeoutMs, rinnakkain: connections, tls, suojaus } = asetukset;
  const source = createSource({
    lahde: "kanta",
    url,
    timeoutMs,
    connections,
    suojaus,
    retry: "YHTEYS",
    ...(tls === undefined ? {} : { tls }),
  });
  const base = new URL(url);
  return {
    async fetchSuostumukset(haku, context) {
      const headers = toHeaders(asetukset, haku.hetu, context);
      if (headers === undefined) return failed("denied", "no end user and purpose that can be told to Kanta");
      const category = haku.lajit.map((laji) => `${lajit[laji].system}|${lajit[laji].code}`).join(",");
      const form = { "patient.identifier": `${hetuSystem}|${haku.hetu}`, category };
      const { scope } = context;
      const parse = (matches: readonly unknown[]) => parseSuostumukset(matches, haku);
      return searchAll({ source, base, resourceType: "Consent", form, headers, scope, parse });
    },
    source,
  };
}
