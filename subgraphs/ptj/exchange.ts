import { createSource, failed, fhirJson, ok, readJson } from "../../gateway/source/index.ts";
import type { Source, SourceHandle, SourceRequest, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja } from "../../gateway/subgraph/index.ts";
import { parseKyvyt } from "./capabilities.ts";
import type { Kyvyt } from "./capabilities.ts";
import { createRemembered } from "./remember.ts";
import type { Held } from "./remember.ts";
import type { PtjScope } from "./scope.ts";
import type { Asetukset, Solmu } from "./settings.ts";
import { createSignIn } from "./sign-in.ts";
import type { Lupa } from "./sign-in.ts";

/** A request to a node, and whom it is about. */
export interface Pyynto extends Pick<SourceRequest, "method" | "path" | "body"> {
  /** Identifiers of the persons asked about. */
  readonly arvot: readonly string[];
  /** Content type of the body. */
  readonly type?: string;
}

/** What a node answered: JSON, undefined where a refusal had none. */
export interface Vastaus {
  readonly status: number;
  readonly body: unknown;
}

/** How one node is spoken with. Nothing that fails is thrown. */
export interface Exchange {
  /** Base of the interface, without an ending slash. */
  readonly base: string;
  /** Path of the base under its origin. */
  readonly polku: string;
  readonly sources: readonly SourceHandle[];
  /**
   * One request, signed in, the asker told. `read` judges what came, whatever its status: within the call, so that a
   * refusal is told as the source's.
   */
  send<T>(pyynto: Pyynto, from: PtjScope, read: (vastaus: Vastaus) => SourceResult<T>): Promise<SourceResult<T>>;
  /** The token in force, and what it may search. */
  lupa(from: PtjScope): Promise<SourceResult<Lupa>>;
  /** What the node says it can do; asked once an hour at most, and nobody's data. */
  kyvyt(from: PtjScope): Promise<SourceResult<Kyvyt>>;
}

const statementMs = 60 * 60 * 1000;

/** Opens the connections of a node; nothing is asked before the first question. */
export function createExchange(solmu: Solmu, settings: Asetukset): Exchange {
  const { origin, pathname } = new URL(solmu.url);
  const polku = pathname.replace(/\/$/, "");
  const tunnistusOrigin = new URL(solmu.tunnistus ?? solmu.url).origin;
  const fhir = openSource(origin, solmu, settings);
  const tunnistus = tunnistusOrigin === origin ? fhir : openSource(tunnistusOrigin, solmu, settings);
  const signIn = createSignIn(solmu, { fhir, polku, tunnistus, tunnistusOrigin });
  const statement = createRemembered((from) => fetchStatement(fhir, polku, from));
  return {
    base: origin + polku,
    polku,
    sources: tunnistus === fhir ? [fhir] : [fhir, tunnistus],
    async send({ arvot, type, ...call }, from, read) {
      const lupa = await signIn.get(from);
      if (!lupa.ok) return lupa;
      const headers = toHeaders(lupa.value, { from, arvot, type });
      if (headers === undefined) return failed("denied", "no end user and purpose that can be told to the node");
      return fhir.call({ ...call, headers }, from.scope, async (response) => {
        if (response.status === 401) signIn.forget();
        const body = await readJson(response);
        if (response.status === 200 && !body.ok) return body;
        return read({ status: response.status, body: body.ok ? body.value : undefined });
      });
    },
    lupa: (from) => signIn.get(from),
    kyvyt: (from) => statement.get(from),
  };
}

function openSource(url: string, solmu: Solmu, { timeoutMs, rinnakkain, suojaus, tls }: Asetukset): Source {
  return createSource({
    lahde: "ptj",
    solmu: solmu.rekisterinpitaja,
    url,
    timeoutMs,
    connections: rinnakkain,
    suojaus,
    ...(tls === undefined ? {} : { tls }),
  });
}

/**
 * The asker by headers of our own (assumed: FHIR has none for it); the request's id in the one that R4 names.
 * Undefined where there is nobody to tell.
 */
function toHeaders(
  { token }: Lupa,
  {
    from,
    arvot,
    type,
  }: { readonly from: PtjScope; readonly arvot: readonly string[]; readonly type: string | undefined },
): Readonly<Record<string, string>> | undefined {
  const kysyja = toKysyja(from, arvot);
  if (kysyja === undefined) return undefined;
  return {
    authorization: `Bearer ${token}`,
    accept: fhirJson,
    ...(type === undefined ? {} : { "content-type": type }),
    "x-loppukayttaja": kysyja.loppukayttaja,
    "x-kayttotarkoitus": kysyja.tarkoitus,
    "x-request-id": kysyja.pyynto,
  };
}

function fetchStatement(fhir: Source, polku: string, from: PtjScope): Promise<SourceResult<Held<Kyvyt>>> {
  const request = { method: "GET", path: `${polku}/metadata`, headers: { accept: fhirJson } } as const;
  return fhir.call(request, from.scope, async (response) => {
    const body = await readJson(response);
    if (response.status !== 200) return failed(response.status >= 500 ? "unavailable" : "denied", "no statement");
    const read = body.ok ? parseKyvyt(body.value) : body;
    return read.ok ? ok({ value: read.value, until: from.nyt.getTime() + statementMs }) : read;
  });
}
