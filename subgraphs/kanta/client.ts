import { createSource, failed, ok } from "../../gateway/source/index.ts";
import type { SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";
import { searchAll } from "./fhir.ts";
import { notTold, readMuutettu, toConsent, toPeruttu, toProvenance, toTunniste } from "./muutos.ts";
import type { Annettava, Muutettu } from "./muutos.ts";
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
  /** Gives a consent, once for one customer and idempotency key: `isNew` is false where it had been given by it. */
  createSuostumus(annetaan: Annetaan, context: SubgraphContext): Promise<SourceResult<Luotu>>;
  /** Withdraws a consent in the version that was read. */
  withdrawSuostumus(wire: SuostumusWire, hetu: string, context: SubgraphContext): Promise<SourceResult<Muutettu>>;
  /** What the client asks. */
  readonly source: SourceHandle;
}

/** A consent to be given. */
export interface Annetaan {
  readonly annettava: Annettava;
  readonly hetu: string;
  readonly asiakasId: string;
  readonly toistoavain: string;
}

/** A change, and whether it was this time that it was made. */
export type Luotu = Muutettu & { readonly isNew: boolean };

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
    async createSuostumus({ annettava, hetu, asiakasId, toistoavain }, context) {
      const headers = toHeaders(asetukset, hetu, context);
      if (headers === undefined) return notTold;
      const tunniste = toTunniste(asiakasId, toistoavain);
      const request = {
        method: "POST",
        path: "/Consent",
        headers: {
          ...headers,
          ...toWriteHeaders(context, hetu),
          "if-none-exist": `identifier=urn:ietf:rfc:3986|${tunniste}`,
        },
        body: JSON.stringify(toConsent(annettava, hetu, { tunniste, nyt: context.nyt, tanaan: context.tanaan })),
      } as const;
      return source.call(request, context.scope, async (response) => {
        const read = await readMuutettu(response, hetu);
        return read.ok ? ok({ ...read.value, isNew: response.status === 201 }) : read;
      });
    },
    async withdrawSuostumus(wire, hetu, context) {
      const headers = toHeaders(asetukset, hetu, context);
      if (headers === undefined) return notTold;
      const request = {
        method: "PUT",
        path: `/Consent/${wire.id}`,
        headers: { ...headers, ...toWriteHeaders(context, hetu), "if-match": `W/"${wire.versio}"` },
        body: JSON.stringify(toPeruttu(wire)),
      } as const;
      return source.call(request, context.scope, (response) => readMuutettu(response, hetu));
    },
    source,
  };
}

function toWriteHeaders(context: SubgraphContext, hetu: string): Readonly<Record<string, string>> {
  const fhir = "application/fhir+json";
  return {
    accept: fhir,
    "content-type": fhir,
    prefer: "return=representation",
    "x-provenance": toProvenance(context, hetu),
  };
}
