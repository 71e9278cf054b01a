import { createHash, randomUUID } from "node:crypto";
import type { MockRequest, MockResponse } from "./mock-server.ts";

/** A JSON service behind X-Road's REST protocol, as its consumer's security server shows it. */
export interface XRoadService {
  /** Instance, member and subsystem, and the service's code and version: `FI/GOV/0246246-0/Kelmu/etuustiedot/v1`. */
  readonly palvelu: string;
  /** The service's answer to what X-Road has let through; `operation` is what follows its path. Undefined: no such operation. */
  readonly answer: (request: MockRequest, operation: string) => MockResponse | undefined;
  /** The service's own error by its code, for the fault `virhekoodi`; undefined for a code that is not its own. */
  readonly toError: (koodi: string) => MockResponse | undefined;
}

const member = /^[^/\s]+\/[^/\s]+\/[^/\s]+\/[^/\s]+$/;

/**
 * Answers one request as X-Road and a service behind it would; its own errors X-Road sends without the headers of an
 * answer. The fault `virhekoodi` shows the service's code, one of X-Road's types, or another message's header.
 */
export function answerXRoad(request: MockRequest, service: XRoadService): MockResponse {
  const { laji, koodi = "" } = request.fault ?? {};
  const own =
    laji === "virhekoodi" && !isXRoadHeader(koodi) ? toFault(koodi, service) : answerService(request, service);
  return own.headers["x-road-error"] === undefined ? withXRoadHeaders(request, own, koodi) : own;
}

/** A JSON answer. */
export function toJson(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): MockResponse {
  return {
    status,
    headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** The JSON of a request's body; undefined when it is none, which services tell as a message of the wrong form. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON is told the same way as a message of the wrong form.
    return undefined;
  }
}

function toFault(koodi: string, service: XRoadService): MockResponse {
  return service.toError(koodi) ?? toXRoadError(koodi, `Request is not allowed: ${nameOf(service)}`);
}

/** X-Road's own checks, then the service. */
function answerService(request: MockRequest, service: XRoadService): MockResponse {
  const { headers, path, method } = request;
  const root = `/r1/${service.palvelu}/`;
  if (!path.startsWith("/r1/")) return toXRoadError("Client.BadRequest", "Malformed service path");
  if (!member.test(headers["x-road-client"] ?? "")) {
    return toXRoadError("Client.MissingHeaderField", "Missing or malformed X-Road-Client header");
  }
  const unknown = (): MockResponse =>
    toXRoadError("Server.ServerProxy.UnknownService", `Unknown service: ${nameOf(service)}`);
  if (!path.startsWith(root)) return unknown();
  if (method !== "POST") return toXRoadError("Server.ServerProxy.AccessDenied", "Request is not allowed");
  return service.answer(request, path.slice(root.length)) ?? unknown();
}

function nameOf({ palvelu }: XRoadService): string {
  return `SERVICE:${palvelu.split("/").slice(0, 5).join("/")}`;
}

/** An error of X-Road itself: 500 for `Server.…`, else 400, its type also in `X-Road-Error`. */
function toXRoadError(type: string, message: string): MockResponse {
  const status = /^server\./i.test(type) ? 500 : 400;
  return toJson(status, { type, message, detail: randomUUID() }, { "x-road-error": type });
}

/** Headers by which X-Road says to which message an answer belongs, and another's value of each. */
const another: Readonly<Record<string, (own: string) => string>> = {
  "x-road-client": () => "FI/MUN/9999998-8/toinen",
  "x-road-service": (own) => `${own.split("/").slice(0, 4).join("/")}/muu-palvelu`,
  "x-road-id": () => randomUUID(),
};

/** True for the name of a header that `withXRoadHeaders` can take from another's message. */
function isXRoadHeader(name: string): boolean {
  return Object.hasOwn(another, name.toLowerCase());
}

/**
 * The service's answer as the security server passes it on (PR-REST): client, service and id of the request,
 * its own id of the message, and the hash of the request. `wrong`: a header that is another message's.
 */
function withXRoadHeaders(request: MockRequest, answer: MockResponse, wrong: string): MockResponse {
  const [service = ""] = /(?<=^\/r1\/)[^/]+\/[^/]+\/[^/]+\/[^/]+\/[^/]+/.exec(request.path) ?? [];
  const headers: Readonly<Record<string, string>> = {
    "x-road-client": request.headers["x-road-client"] ?? "",
    "x-road-service": service.split("/").map(decodeURIComponent).join("/"),
    "x-road-id": request.headers["x-road-id"] ?? randomUUID(),
    "x-road-request-id": randomUUID(),
    "x-road-request-hash": toRequestHash(request),
  };
  const name = wrong.toLowerCase();
  const changed = isXRoadHeader(name) ? { [name]: another[name]?.(headers[name] ?? "") ?? "" } : {};
  return { ...answer, headers: { ...answer.headers, ...headers, ...changed } };
}

/** Of headers and body apart, then of both. How headers are written out for it is assumed: only X-Road itself checks it. */
function toRequestHash({ method, path, headers, body }: MockRequest): string {
  const sha512 = (bytes: string | Buffer): Buffer => createHash("sha512").update(bytes).digest();
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\r\n`);
  const head = sha512(`${method} ${path} HTTP/1.1\r\n${lines.join("")}`);
  return (body === "" ? head : sha512(Buffer.concat([head, sha512(body)]))).toString("base64");
}
