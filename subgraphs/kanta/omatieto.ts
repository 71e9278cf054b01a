import type { KeyObject } from "node:crypto";
import type { JWK } from "jose";
import { createSource, failed, ok, readJson } from "../../gateway/source/index.ts";
import type { Source, SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";
import { toHeaders } from "./client.ts";
import { searchAll } from "./fhir.ts";
import { readAllekirjoitusavain, toLausuma } from "./lausuma.ts";
import type { Asetukset } from "./settings.ts";
import { parseArviot, parseSalausavain, parseToken, parseTokenError, scope as asked } from "./wire-omatieto.ts";
import type { ArvioHaku, ArvioWire, Valtuus } from "./wire-omatieto.ts";
import { hetuSystem } from "./wire.ts";

/** Self-assessments, or why the customer's own door stays shut. */
export type Omat =
  | { readonly laji: "ARVIOT"; readonly arviot: readonly ArvioWire[] }
  | Exclude<Valtuus, { readonly laji: "TUNNISTE" }>;

/** Own wellbeing data by its two doors. Nothing that fails is thrown; a token is kept for one call and nowhere. */
export interface OmatietoClient {
  /** By the customer's own token. Only to be called for the customer who is signed in. */
  fetchOmat(hetu: string, context: SubgraphContext): Promise<SourceResult<Omat>>;
  /** By the professionals' interface (assumed), which asks for the customer's permission itself. */
  fetchAmmattilaiselle(hetu: string, context: SubgraphContext): Promise<SourceResult<readonly ArvioWire[]>>;
  readonly sources: readonly SourceHandle[];
}

const grantType = "urn:ietf:params:oauth:grant-type:token-exchange";
const tokenType = "urn:ietf:params:oauth:token-type";
/** How long the server's key is used before it is asked for again. */
const keyLivesMs = 10 * 60_000;

/** Opens the client. @throws RangeError for a key file that will not do. */
export function createOmatietoClient(asetukset: Asetukset): OmatietoClient {
  const { omatietovaranto, ammattilaisrajapinta, kyselyt } = asetukset;
  const open = (url: string): Source => openSource(url, asetukset);
  const phr = open(omatietovaranto.url);
  const professionals = open(ammattilaisrajapinta);
  const fetchToken = createFetchToken(open(omatietovaranto.valtuutuspalvelu), asetukset);
  const questionnaire = kyselyt.join(",");
  const search = (
    { source, url, form, headers }: Door,
    kenen: ArvioHaku["kenen"],
    { scope }: SubgraphContext,
  ): Promise<SourceResult<readonly ArvioWire[]>> =>
    searchAll({
      source,
      base: new URL(url),
      resourceType: "QuestionnaireResponse",
      form: { ...form, questionnaire },
      headers,
      scope,
      parse: (matches) => parseArviot(matches, { kenen, kyselyt }),
    });
  return {
    async fetchOmat(hetu, context) {
      const valtuus = await fetchToken.fetch(hetu, context);
      if (!valtuus.ok || valtuus.value.laji !== "TUNNISTE") return valtuus.ok ? ok(toShut(valtuus.value)) : valtuus;
      const { tunniste, potilas } = valtuus.value;
      const headers = { authorization: `Bearer ${tunniste}` };
      const door = { source: phr, url: omatietovaranto.url, form: { patient: potilas }, headers };
      const found = await search(door, { potilas }, context);
      return found.ok ? ok({ laji: "ARVIOT", arviot: found.value }) : found;
    },
    async fetchAmmattilaiselle(hetu, context) {
      const headers = toHeaders(asetukset, hetu, context);
      if (headers === undefined) return failed("denied", "no end user and purpose that can be told to Kanta");
      const form = { "patient.identifier": `${hetuSystem}|${hetu}` };
      return search({ source: professionals, url: ammattilaisrajapinta, form, headers }, { hetu }, context);
    },
    sources: [phr, professionals, fetchToken.source],
  };
}

interface Door {
  readonly source: Source;
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

function toShut(valtuus: Valtuus): Omat {
  return valtuus.laji === "LIIAN_NUORI" ? { laji: "LIIAN_NUORI" } : { laji: "EI_LUPAA" };
}

function openSource(url: string, { timeoutMs, rinnakkain: connections, tls, suojaus }: Asetukset): Source {
  const retry = "YHTEYS";
  return createSource({
    lahde: "kanta",
    url,
    timeoutMs,
    connections,
    suojaus,
    retry,
    ...(tls === undefined ? {} : { tls }),
  });
}

interface FetchToken {
  fetch(hetu: string, context: SubgraphContext): Promise<SourceResult<Valtuus>>;
  readonly source: SourceHandle;
}

/** Exchanges the gateway's statement of the signed-in customer for the customer's token. */
function createFetchToken(source: Source, { omatietovaranto }: Asetukset): FetchToken {
  const { asiakastunnus, valtuutuspalvelu, allekirjoitusavain } = omatietovaranto;
  const avain: KeyObject = readAllekirjoitusavain(allekirjoitusavain);
  const tokenUrl = `${valtuutuspalvelu.replace(/\/$/, "")}/token`;
  const fetchKey = createFetchKey(source);
  return {
    source,
    async fetch(hetu, context) {
      const kysyja = toKysyja(context, [hetu]);
      if (kysyja === undefined) return failed("denied", "no end user that can be told to Kanta");
      const key = await fetchKey(context);
      if (!key.ok) return key;
      const kehys = { asiakastunnus, avain, tokenUrl, vastaanottajanAvain: key.value };
      const lausuma = await tryLausuma({ hetu, loppukayttaja: kysyja.loppukayttaja, nyt: context.nyt }, kehys);
      if (lausuma === undefined) return failed("invalid", "no key to encrypt to");
      const form = {
        grant_type: grantType,
        client_id: asiakastunnus,
        subject_token: lausuma,
        subject_token_type: `${tokenType}:jwt`,
        scope: asked,
      };
      const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
      const request = { method: "POST", path: "/token", headers, body: new URLSearchParams(form).toString() } as const;
      return source.call(request, context.scope, async (response) => {
        const body = await readJson(response);
        if (response.status !== 200) return parseTokenError(response.status, body.ok ? body.value : undefined);
        return body.ok ? parseToken(body.value) : body;
      });
    },
  };
}

async function tryLausuma(...given: Parameters<typeof toLausuma>): Promise<string | undefined> {
  try {
    return await toLausuma(...given);
  } catch {
    // The server's key is no key for this: the library's text would add nothing.
    return undefined;
  }
}

/** The server's key: of nobody, so it may be kept from one request to the next. */
function createFetchKey(source: Source): (context: SubgraphContext) => Promise<SourceResult<JWK>> {
  let kept: { readonly atMs: number; readonly key: JWK } | undefined;
  return async ({ scope, nyt }) => {
    if (kept !== undefined && Math.abs(nyt.getTime() - kept.atMs) < keyLivesMs) return ok(kept.key);
    const found = await source.call({ method: "GET", path: "/jwks" }, scope, async (response) => {
      const body = await readJson(response);
      if (response.status !== 200) return failed("unavailable", "the authorization server gives no keys");
      return body.ok ? parseSalausavain(body.value) : body;
    });
    if (!found.ok) return found;
    // The library's type of a key wants each kind's own members; the library itself checks them at use.
    const key: JWK = found.value;
    kept = { atMs: nyt.getTime(), key };
    return ok(key);
  };
}
