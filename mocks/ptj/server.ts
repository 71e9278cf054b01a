import type { MockRequest, MockResponse } from "../http/index.ts";
import { toFhir, toJson, toOutcome, virheet } from "./bundle.ts";
import { toCapability, toSmartConfiguration } from "./capability.ts";
import type { Rekisteri } from "./records.ts";
import type { Json } from "./references.ts";
import { search, turnPage } from "./search.ts";
import type { Haku, Sivu } from "./search.ts";
import type { Luvat } from "./sign-in.ts";
import { hakuehdot, tavat } from "./vendors.ts";
import type { Toimittaja } from "./vendors.ts";

/** One node when it answers. */
export interface PtjMaailma {
  readonly toimittaja: Toimittaja;
  readonly rekisteri: Rekisteri;
  readonly luvat: Luvat;
  readonly sivut: Map<string, Sivu>;
  /** `http://127.0.0.1:PORT`, known once it listens. */
  readonly origin: () => string;
}

const searchPath = /^\/fhir\/([A-Za-z]+)\/_search$/;

/** Answers one request as the node would. */
export async function answer(request: MockRequest, maailma: PtjMaailma): Promise<MockResponse> {
  const { method, path } = request;
  const base = `${maailma.origin()}/fhir`;
  switch (`${method} ${path}`) {
    case "GET /fhir/metadata":
      return toFhir(200, toCapability(maailma.toimittaja, base));
    case "GET /fhir/.well-known/smart-configuration":
      return toJson(200, toSmartConfiguration(maailma.toimittaja, maailma.origin()));
    case "POST /oauth/token":
      return maailma.luvat.issue(request);
    default:
      return answerSignedIn(request, maailma);
  }
}

function answerSignedIn(request: MockRequest, maailma: PtjMaailma): MockResponse {
  const { headers, fault } = request;
  const scopes = maailma.luvat.scopesOf(headers["authorization"]);
  if (scopes === undefined) return toFhir(401, toOutcome("login"));
  if (!/^[A-Z_]+$/.test(headers["x-kayttotarkoitus"] ?? "") || headers["x-loppukayttaja"] === undefined) {
    return toFhir(403, toOutcome("forbidden"));
  }
  const koodi = fault?.laji === "virhekoodi" ? (fault.koodi ?? "transient") : "";
  const isOfRecords = koodi === "not-found-records" && !/Patient|metadata/.test(request.path);
  const told = isOfRecords ? virheet["not-found"] : virheet[koodi];
  if (told !== undefined) return toFhir(told[0], toOutcome(told[1]));
  const { toimittaja, rekisteri, sivut } = maailma;
  const haku: Haku = { base: `${maailma.origin()}/fhir`, rekisteri, oma: tavat[toimittaja], sivut, fault };
  return route(request, { haku, scopes });
}

interface Asia {
  readonly haku: Haku;
  readonly scopes: readonly string[];
}

function route({ method, path, body }: MockRequest, asia: Asia): MockResponse {
  const type = searchPath.exec(path)?.[1];
  if (method === "POST" && type !== undefined) {
    const [status, found] = searchWithin(type, new URLSearchParams(body), asia);
    return toFhir(status, found);
  }
  const { searchParams, pathname } = new URL(path, "http://localhost");
  if (method === "GET" && pathname === "/fhir") {
    const page = turnPage(searchParams.get("_getpages") ?? "", asia.haku);
    return page === undefined ? toFhir(404, toOutcome("not-found")) : toFhir(200, page);
  }
  if (method === "POST" && path === "/fhir" && asia.haku.oma.batch) return toFhir(200, answerBatch(body, asia));
  return toFhir(404, toOutcome("not-found"));
}

function searchWithin(type: string, params: URLSearchParams, { haku, scopes }: Asia): [status: number, found: Json] {
  const known = hakuehdot[type];
  if (known === undefined) return [404, toOutcome("not-supported")];
  const isGranted = scopes.some((scope) => [`system/${type}.rs`, `system/${type}.read`].includes(scope));
  if (!isGranted) return [403, toOutcome("forbidden")];
  const unknown = [...params.keys()].find((name) => !known.includes(name) && !name.startsWith("_"));
  if (unknown !== undefined) return [400, toOutcome("not-supported")];
  return [200, search(type, params, haku)];
}

/** Each entry `GET Type?params` on its own, in the order of the request. */
function answerBatch(body: string, asia: Asia): Json {
  const entries = parseEntries(body);
  return {
    resourceType: "Bundle",
    type: "batch-response",
    entry: entries.map((url) => {
      const [type = "", query = ""] = url.split("?");
      const [status, resource] = searchWithin(type, new URLSearchParams(query), asia);
      if (status === 200) return { resource, response: { status: "200 OK" } };
      return { response: { status: String(status), outcome: resource } };
    }),
  };
}

function parseEntries(body: string): readonly string[] {
  const bundle: unknown = JSON.parse(body);
  const entries = typeof bundle === "object" && bundle !== null && "entry" in bundle ? bundle.entry : [];
  return (Array.isArray(entries) ? entries : []).map((entry: unknown) => {
    const request = typeof entry === "object" && entry !== null && "request" in entry ? entry.request : undefined;
    const url = typeof request === "object" && request !== null && "url" in request ? request.url : "";
    return typeof url === "string" ? url : "";
  });
}
