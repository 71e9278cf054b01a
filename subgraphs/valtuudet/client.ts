import { createPublicKey, randomUUID } from "node:crypto";
import { createSource, failed } from "../../gateway/source/index.ts";
import type { ResponseReader, SourceHandle, SourceRequest, SourceResult } from "../../gateway/source/index.ts";
import { toKysyja } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { Istunto } from "./istunto.ts";
import { createReadRoolit, readJsonAs, readLupa, toReader } from "./read-answers.ts";
import type { Asetukset } from "./settings.ts";
import { signCall } from "./sign-call.ts";
import { parseEdustettavat, parseIstunto, parseTulos } from "./wire.ts";
import type { EdustettavaWire, IstuntoWire, LupaWire, Pari } from "./wire.ts";

/** What a call takes from the request: the time that the checksum holds, who asks, and the deadline. */
export type Kutsuja = Pick<SubgraphContext, "scope" | "actor" | "pyynto" | "ids" | "nyt">;

/** The calls of Suomi.fi-valtuudet. Nothing that fails is thrown, and nothing is kept. */
export interface ValtuudetClient {
  /** May one act for the other: in a theme of this URI, or at all where none is given (a minor). */
  fetchTulos(pari: Pari, uri: string | undefined, from: Kutsuja): Promise<SourceResult<boolean>>;
  /** Begins a session for one who acts. */
  register(asioija: string, from: Kutsuja): Promise<SourceResult<IstuntoWire>>;
  /** Changes the code of a choice to a token. */
  fetchLupa(koodi: string, from: Kutsuja): Promise<SourceResult<LupaWire>>;
  /** Those chosen in the session. */
  fetchEdustettavat(istunto: Istunto, from: Kutsuja): Promise<SourceResult<readonly EdustettavaWire[]>>;
  /** Roles of the one who acts for one chosen, by a signed answer. */
  fetchRoolit(pari: Pari, istunto: Istunto, from: Kutsuja): Promise<SourceResult<readonly string[]>>;
  /** Where the browser is sent to choose; `kieli` is fi, sv or en. */
  toValintaosoite(userId: string, tila: string, kieli: string): string;
  readonly source: SourceHandle;
}

const encode = encodeURIComponent;

/**
 * Opens the client. Identity codes stand in the paths: it is the service's own interface (sheet 2.2 [V]), and no path is
 * ever logged. @throws Error when the public key does not read.
 */
export function createValtuudetClient(asetukset: Asetukset): ValtuudetClient {
  const { asiakastunnus, avain, restAvain, jwtAvain, jwtVastaanottaja: audience } = asetukset;
  const source = createValtuudetSource(asetukset);
  const get = createGet(source, new URL(asetukset.url).pathname.replace(/\/$/, ""));
  const web = { asiakastunnus, avain };
  const rest = { asiakastunnus, avain: restAvain };
  const vahvistus = { key: createPublicKey(jwtAvain), audience };
  return {
    fetchTulos({ asioija, paamies }, uri, from) {
      const kysyja = toKysyja(from, [asioija, paamies]);
      if (kysyja === undefined) return Promise.resolve(failed("denied", "no end user that can be told to the service"));
      const call = {
        path: `/service/rest/hpa/authorization/${asiakastunnus}/${encode(asioija)}/${encode(paamies)}`,
        ...(uri === undefined ? {} : { query: `&issues=${encode(uri)}` }),
        headers: { "x-userid": kysyja.loppukayttaja },
      };
      return get({ ...call, signer: rest, read: readJsonAs(parseTulos) }, from);
    },
    register(asioija, from) {
      const path = `/service/hpa/user/register/${asiakastunnus}/${encode(asioija)}`;
      return get({ path, signer: web, read: readJsonAs(parseIstunto) }, from);
    },
    fetchLupa: (koodi, { scope }) => source.call(toLupaRequest(koodi, asetukset), scope, readLupa),
    fetchEdustettavat(istunto, from) {
      const path = `/service/hpa/api/delegate/${encode(istunto.sessionId)}`;
      return get({ path, signer: web, istunto, read: readJsonAs(parseEdustettavat) }, from);
    },
    fetchRoolit(pari, istunto, from) {
      const path = `/service/hpa/api/authorizationlist/jwt/${encode(istunto.sessionId)}/${encode(pari.paamies)}`;
      return get({ path, signer: web, istunto, read: createReadRoolit(pari, vahvistus) }, from);
    },
    toValintaosoite: (userId, tila, kieli) => toValintaosoite(asetukset, { userId, tila, kieli }),
    source,
  };
}

type ValtuudetSource = ReturnType<typeof createSource>;

function createValtuudetSource({ url, timeoutMs, rinnakkain, suojaus, tls }: Asetukset): ValtuudetSource {
  const limits = { timeoutMs, connections: rinnakkain, suojaus };
  return createSource({ lahde: "valtuudet", url, ...limits, ...(tls === undefined ? {} : { tls }) });
}

interface Call<T> {
  readonly path: string;
  /** Encoded, beginning with `&`. */
  readonly query?: string;
  readonly signer: Parameters<typeof signCall>[2];
  readonly headers?: Readonly<Record<string, string>>;
  /** The session it is made in. */
  readonly istunto?: Istunto;
  readonly read: ResponseReader<T>;
}

/** Signed calls; the checksum is over the whole path after the host, `prefix` of our URL included. */
function createGet(source: ValtuudetSource, prefix: string) {
  return <T>({ query = "", signer, headers = {}, istunto, read, ...call }: Call<T>, from: Kutsuja) => {
    const path = `${call.path}?requestId=${toRequestId(from.pyynto)}${query}`;
    const bearer = istunto === undefined ? {} : { authorization: `Bearer ${istunto.lupa}` };
    const request: SourceRequest = {
      method: "GET",
      path,
      headers: { accept: "application/json", ...headers, ...bearer, ...signCall(prefix + path, from.nyt, signer) },
    };
    return source.call(request, from.scope, toReader(istunto !== undefined, read));
  };
}

/** Unique for each call, as the service wants it; begins with our request's own id, by which its support finds it. */
function toRequestId(pyynto: string): string {
  return encode(`${pyynto}-${randomUUID().slice(0, 8)}`);
}

function toLupaRequest(koodi: string, { asiakastunnus, oauthSalasana, paluuosoite }: Asetukset): SourceRequest {
  const form = { grant_type: "authorization_code", code: koodi, redirect_uri: paluuosoite };
  return {
    method: "POST",
    path: "/oauth/token",
    headers: {
      accept: "application/json",
      authorization: `Basic ${Buffer.from(`${asiakastunnus}:${oauthSalasana}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams(form).toString(),
  };
}

interface Valintasivu {
  readonly userId: string;
  readonly tila: string;
  readonly kieli: string;
}

function toValintaosoite({ url, asiakastunnus, paluuosoite }: Asetukset, { userId, tila, kieli }: Valintasivu): string {
  const query = new URLSearchParams({
    client_id: asiakastunnus,
    response_type: "code",
    requestId: randomUUID(),
    user: userId,
    scope: "read",
    state: tila,
    redirect_uri: paluuosoite,
    lang: kieli,
  });
  return `${url.replace(/\/$/, "")}/oauth/authorize?${query.toString()}`;
}
