import { createSource, readJson } from "../../gateway/source/index.ts";
import type {
  CallScope,
  ResponseReader,
  SourceHandle,
  SourceRequest,
  SourceResult,
} from "../../gateway/source/index.ts";
import type { Asetukset } from "./settings.ts";
import { createVerifyReceipts } from "./verify-receipts.ts";
import { parseAvaimet, parseSuostumukset, parseVakuutukset, toMydataFailure } from "./wire.ts";
import type { Haku, SuostumusWire, VakuutusWire } from "./wire.ts";

/** A search of one person's consents for one receiver. */
export interface SuostumusHaku extends Haku {
  readonly hetu: string;
}

/** The calls of a MyData operator. Nothing that fails is thrown; nothing but the operator's keys is kept. */
export interface MydataClient {
  /** Consents that the operator says are active, each proved by its receipt; the clock is the caller's to look at. */
  fetchSuostumukset(
    haku: SuostumusHaku,
    when: { readonly scope: CallScope; readonly nyt: Date },
  ): Promise<SourceResult<readonly SuostumusWire[]>>;
  /** Insurances that the source of one consent holds. */
  fetchVakuutukset(consent: SuostumusWire, scope: CallScope): Promise<SourceResult<readonly VakuutusWire[]>>;
  /** What the client asks. */
  readonly source: SourceHandle;
}

/** Opens the client. */
export function createMydataClient(asetukset: Asetukset): MydataClient {
  const { url, tunniste, timeoutMs, rinnakkain: connections, tls, suojaus } = asetukset;
  const source = createSource({
    lahde: "mydata",
    url,
    timeoutMs,
    connections,
    suojaus,
    ...(tls === undefined ? {} : { tls }),
  });
  const authorization = `Bearer ${tunniste}`;
  const call = <T>(request: SourceRequest, scope: CallScope, parse: Parse<T>): Promise<SourceResult<T>> =>
    source.call(request, scope, toReader(parse));
  const verify = createVerifyReceipts((scope) => call({ method: "GET", path: "/jwks" }, scope, parseAvaimet));
  return {
    fetchSuostumukset({ hetu, subject, vastaanottaja }, when) {
      const request = {
        method: "POST",
        path: "/consents/_search",
        headers: { authorization, "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ subject, henkilotunnus: hetu, recipient: vastaanottaja, status: "ACTIVE" }),
      } as const;
      // Proved within the call, so that a receipt that won't do is told as the source's fault.
      return call(request, when.scope, (value) => {
        const found = parseSuostumukset(value, { subject, vastaanottaja });
        return found.ok ? verify(found.value, when) : found;
      });
    },
    fetchVakuutukset(consent, scope) {
      const headers = { authorization, accept: "application/json", "x-consent-id": consent.consentId };
      return call({ method: "GET", path: "/data/vakuutukset", headers }, scope, (value) =>
        parseVakuutukset(value, consent),
      );
    },
    source,
  };
}

type Parse<T> = (value: unknown) => SourceResult<T> | Promise<SourceResult<T>>;

function toReader<T>(parse: Parse<T>): ResponseReader<T> {
  return async (response) => {
    const body = await readJson(response);
    if (response.status !== 200) {
      return { ok: false, failure: toMydataFailure(response.status, body.ok ? body.value : undefined) };
    }
    return body.ok ? parse(body.value) : body;
  };
}
