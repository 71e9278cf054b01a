import { createSource, failed, ok, readJson } from "../../gateway/source/index.ts";
import type { ResponseReader, SourceHandle, SourceRequest, SourceResult } from "../../gateway/source/index.ts";
import type { Asetukset } from "./settings.ts";
import { createTokens } from "./tokens.ts";
import type { Kayttaja, Pyytaja } from "./tokens.ts";
import { parseKaytossa, parseTapahtumat, toViestitFailure } from "./wire.ts";
import type { TapahtumatWire } from "./wire.ts";

/** The calls of Suomi.fi-viestit. Nothing that fails is thrown, and nothing of a person is kept. */
export interface ViestitClient {
  /** Those of some persons who have a mailbox in use, asked by a region's API user; identity codes. */
  fetchKaytossa(hetut: readonly string[], alue: string, from: Pyytaja): Promise<SourceResult<ReadonlySet<string>>>;
  /** A page of events of a region's messages, from a place on; from the oldest that are kept without one. */
  fetchTapahtumat(kohta: string | undefined, alue: string, from: Pyytaja): Promise<SourceResult<TapahtumatWire>>;
  readonly source: SourceHandle;
}

/** Most persons of one call (sheet 3.1 [V]). */
const mostPersons = 10_000;

/** Opens the client. */
export function createViestitClient(asetukset: Asetukset): ViestitClient {
  const { url, kayttajat, timeoutMs, rinnakkain: connections, tls, suojaus } = asetukset;
  const limits = { timeoutMs, connections, suojaus };
  const source = createSource({ lahde: "viestit", url, ...limits, ...(tls === undefined ? {} : { tls }) });
  const tokens = createTokens(source);
  const byRegion = new Map(kayttajat.map((each) => [each.alue, each]));

  /** A token that is refused is fetched anew once, and the call made again (sheet 3.4 [V]). */
  const call = async <T>(kayttaja: Kayttaja, { request, parse }: Call<T>, from: Pyytaja): Promise<SourceResult<T>> => {
    const once = async (): Promise<SourceResult<T | typeof expired>> => {
      const token = await tokens.get(kayttaja, from);
      if (!token.ok) return token;
      const headers = { ...jsonHeaders, authorization: `Bearer ${token.value}` };
      const answer = await source.call({ ...request, headers }, from.scope, toReader(parse));
      if (answer.ok && answer.value === expired) tokens.drop(kayttaja, token.value);
      return answer;
    };
    const first = await once();
    const answer = first.ok && first.value === expired ? await once() : first;
    if (!answer.ok) return answer;
    return answer.value === expired ? failed("denied", "a fresh token is refused") : ok(answer.value);
  };

  return {
    async fetchKaytossa(hetut, alue, from) {
      const kayttaja = byRegion.get(alue);
      if (kayttaja === undefined) return failed("configuration", "the region has no API user");
      const lots = Array.from({ length: Math.ceil(hetut.length / mostPersons) }, (_, at) =>
        hetut.slice(at * mostPersons, (at + 1) * mostPersons),
      );
      const answers = await Promise.all(
        lots.map((lot) => {
          const body = JSON.stringify({ endUsers: lot.map((id) => ({ id })) });
          const request = { method: "POST", path: "/v1/mailboxes/active", body } as const;
          return call(kayttaja, { request, parse: (value) => parseKaytossa(value, lot) }, from);
        }),
      );
      const active = new Set<string>();
      for (const answer of answers) {
        if (!answer.ok) return answer;
        for (const id of answer.value) active.add(id);
      }
      return ok(active);
    },
    async fetchTapahtumat(kohta, alue, from) {
      const kayttaja = byRegion.get(alue);
      if (kayttaja === undefined) return failed("configuration", "the region has no API user");
      const query = kohta === undefined ? "" : `?continuationToken=${encodeURIComponent(kohta)}`;
      return call(kayttaja, { request: { method: "GET", path: `/v2/events${query}` }, parse: parseTapahtumat }, from);
    },
    source,
  };
}

interface Call<T> {
  readonly request: Omit<SourceRequest, "headers">;
  readonly parse: (value: unknown) => SourceResult<T>;
}

const jsonHeaders = { "content-type": "application/json", accept: "application/json" };

/** The token was refused. */
const expired = Symbol("expired");

function toReader<T>(parse: (value: unknown) => SourceResult<T>): ResponseReader<T | typeof expired> {
  return async (response) => {
    if (response.status === 401) return ok(expired);
    if (response.status !== 200) return { ok: false, failure: toViestitFailure(response.status) };
    const body = await readJson(response);
    return body.ok ? parse(body.value) : body;
  };
}
