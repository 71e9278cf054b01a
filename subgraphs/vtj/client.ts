import { randomUUID } from "node:crypto";
import {
  createSource,
  escapeXml,
  failed,
  ok,
  readJson,
  readXRoadSoap,
  toXRoadHeaders,
  toXRoadPath,
  toXRoadRestFailure,
  toXRoadSoapMessage,
  xroadSoapHeaders,
} from "../../gateway/source/index.ts";
import type { ResponseReader, Source, SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja, toXRoadIssue, toXRoadUserId } from "../../gateway/subgraph/index.ts";
import type { Kysyja, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { Tuote } from "./choose-kysely.ts";
import type { Asetukset } from "./settings.ts";
import type { HenkiloWire, Tuotevastaus } from "./wire.ts";
import { parsePerustiedot } from "./wire-json.ts";
import type { Perustiedot } from "./wire-json.ts";
import { kyselyNamespace, parseTuotevastaus } from "./wire-soap.ts";

/** One person by a product. */
interface Tuotekutsu {
  readonly hetu: string;
  readonly tuote: Tuote;
}

/** Several persons, groups of data. */
interface Perustietokutsu {
  readonly hetut: readonly string[];
  readonly tietoryhmat: readonly string[];
}

/** The register's two calls. Neither retries: each call is logged, and may be billed, by the register. */
export interface VtjClient {
  /** `HenkilonTunnusKysely` over SOAP. An identity code that was changed is followed once. */
  fetchTuote(kutsu: Tuotekutsu, context: SubgraphContext): Promise<SourceResult<HenkiloWire>>;
  /** `POST /perustiedot` over JSON; at most 100 persons. */
  fetchPerustiedot(kutsu: Perustietokutsu, context: SubgraphContext): Promise<SourceResult<Perustiedot>>;
  /** What the client asks. */
  readonly source: SourceHandle;
}

const dvv = { memberClass: "GOV", memberCode: "0245437-2" } as const;

/** What both calls share. */
interface Yhteys {
  readonly source: Source;
  readonly asetukset: Asetukset;
  readonly newId: () => string;
}

/** Both calls go through the organisation's own security server. `newId` makes the id of a message, a UUID. */
export function createVtjClient(asetukset: Asetukset, newId: () => string = randomUUID): VtjClient {
  const source = createSource({
    lahde: "vtj",
    url: asetukset.url,
    timeoutMs: asetukset.timeoutMs,
    connections: asetukset.rinnakkain,
    suojaus: asetukset.suojaus,
    // Each question is a look that DVV and X-Road log: one that may have arrived is not asked again.
    retry: "YHTEYS",
    ...(asetukset.tls === undefined ? {} : { tls: asetukset.tls }),
  });
  const yhteys = { source, asetukset, newId };
  return {
    source,
    async fetchTuote(kutsu, context) {
      const kysyja = toKysyja(context, [kutsu.hetu]);
      if (kysyja === undefined) return eiKysyjaa;
      const first = await askTuote(yhteys, kutsu, { kysyja, context });
      if (!first.ok) return first;
      if (first.value.laji === "HENKILO") return ok(first.value.henkilo);
      const second = await askTuote(yhteys, { ...kutsu, hetu: first.value.hetu }, { kysyja, context });
      if (!second.ok) return second;
      return second.value.laji === "HENKILO" ? ok(second.value.henkilo) : vaihtunutKahdesti;
    },
    async fetchPerustiedot(kutsu, context) {
      const kysyja = toKysyja(context, kutsu.hetut);
      return kysyja === undefined ? eiKysyjaa : askPerustiedot(yhteys, kutsu, { kysyja, context });
    },
  };
}

/** Who asks, and in which request. */
interface Kutsuja {
  readonly kysyja: Kysyja;
  readonly context: SubgraphContext;
}

function askTuote(
  { source, asetukset, newId }: Yhteys,
  kutsu: Tuotekutsu,
  { kysyja, context }: Kutsuja,
): Promise<SourceResult<Tuotevastaus>> {
  const { client } = asetukset;
  const service = {
    instance: client.instance,
    ...dvv,
    subsystem: "VTJkysely",
    serviceCode: "HenkilonTunnusKysely",
    serviceVersion: "v1",
  };
  const header = { client, service, id: newId(), userId: toXRoadUserId(kysyja), issue: toXRoadIssue(kysyja) };
  const message = toXRoadSoapMessage(header, toKysely(kutsu, kysyja.loppukayttaja, asetukset));
  const request = { method: "POST", path: "/", headers: xroadSoapHeaders, body: message.envelope } as const;
  return source.call(request, context.scope, async (response) => {
    const content = await readXRoadSoap(response, message);
    return content.ok ? parseTuotevastaus(content.value, kutsu) : content;
  });
}

function askPerustiedot(
  { source, asetukset, newId }: Yhteys,
  kutsu: Perustietokutsu,
  { kysyja, context }: Kutsuja,
): Promise<SourceResult<Perustiedot>> {
  const { client, perustiedot } = asetukset;
  const service = { instance: client.instance, ...dvv, subsystem: "VTJmutpa", serviceCode: "VTJmutpa" };
  const sent = toXRoadHeaders(client, toXRoadUserId(kysyja), newId());
  const credentials = Buffer.from(`${perustiedot.kayttajatunnus}:${perustiedot.salasana}`, "utf8");
  const headers = {
    ...sent,
    "x-road-issue": toXRoadIssue(kysyja),
    authorization: `Basic ${credentials.toString("base64")}`,
    accept: "application/json",
    "content-type": "application/json",
  };
  const path = `${toXRoadPath({ service })}/api/v1/perustiedot`;
  const body = JSON.stringify({ hetulista: kutsu.hetut, tietoryhmat: kutsu.tietoryhmat });
  const read = createPerustiedotReader(kutsu, { sent, service });
  return source.call({ method: "POST", path, headers, body }, context.scope, read);
}

const eiKysyjaa = failed("denied", "VTJ is not asked for nobody");
const vaihtunutKahdesti = failed("not-found", "the successor of the identity code is passive too");

function createPerustiedotReader(
  { hetut }: Perustietokutsu,
  echo: Parameters<typeof toXRoadRestFailure>[1],
): ResponseReader<Perustiedot> {
  return async (response) => {
    const failure = toXRoadRestFailure(response, echo) ?? toStatusFailure(response.status);
    if (failure !== undefined) return { ok: false, failure };
    const read = await readJson(response);
    return read.ok ? parsePerustiedot(read.value, hetut) : read;
  };
}

/** The interface's own error JSON is not published: only its status is looked at. */
function toStatusFailure(status: number): ReturnType<typeof failed>["failure"] | undefined {
  if (status === 200) return undefined;
  if (status === 429 || status >= 500) return failed("unavailable", "VTJ could not process the query").failure;
  if (status === 401 || status === 403) return failed("denied", "VTJ refuses our user id or permit").failure;
  if (status >= 400) return failed("configuration", "VTJ refuses our message").failure;
  return failed("invalid", "status that the interface does not have").failure;
}

/** Elements in the order of the schema (A1); those that we never fill are left out, as the schema allows. */
function toKysely({ hetu, tuote }: Tuotekutsu, loppukayttaja: string, asetukset: Asetukset): string {
  const fields = [
    ["SoSoNimi", tuote],
    ["Kayttajatunnus", asetukset.kayttajatunnus],
    ["Salasana", asetukset.salasana],
    ["Loppukayttaja", loppukayttaja],
    ["Henkilotunnus", hetu],
  ] as const;
  const request = fields.map(([name, value]) => `<q:${name}>${escapeXml(value)}</q:${name}>`).join("");
  return (
    `<q:HenkilonTunnusKysely xmlns:q="${kyselyNamespace}">` +
    `<q:request>${request}</q:request></q:HenkilonTunnusKysely>`
  );
}
