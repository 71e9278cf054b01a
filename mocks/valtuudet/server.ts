import type { MockRequest, MockResponse } from "../http/index.ts";
import type { Istunto } from "./istunnot.ts";
import { tokenSeconds } from "./istunnot.ts";
import { teemat } from "./records.ts";
import { answerValinta } from "./valintasivu.ts";
import { isSigned, toError, toJson, toJwt, toOauthError, toText } from "./wire.ts";
import type { ValtuudetWorld } from "./world.ts";

/** Answers one request as the service would. */
export function answer(request: MockRequest, world: ValtuudetWorld): MockResponse {
  const { fault, path } = request;
  const koodi = fault?.laji === "virhekoodi" ? (fault.koodi ?? "register") : undefined;
  if (koodi !== undefined && koodi !== "jwt") return toError(koodi);
  const url = new URL(path, "http://mock");
  const steps = url.pathname.split("/").slice(1).map(decodeURIComponent);
  if (steps[0] === "oauth") return answerOauth(request, steps[1], world);
  if (request.method !== "GET" || steps[0] !== "service") return toError("missing");
  const asking = { request, url, steps, world, isForged: koodi === "jwt", wrongPerson: fault?.laji === "vaaraHenkilo" };
  return steps[1] === "rest" ? answerRest(asking) : answerWeb(asking);
}

interface Asking {
  readonly request: MockRequest;
  readonly url: URL;
  /** Path, decoded, step by step. */
  readonly steps: readonly string[];
  readonly world: ValtuudetWorld;
  readonly isForged: boolean;
  readonly wrongPerson: boolean;
}

function isSignedBy({ request, url, world }: Asking, key: string): boolean {
  if ((url.searchParams.get("requestId") ?? "") === "") return false;
  const { clientId } = world.asiakas;
  const given = request.headers["x-asiointivaltuudetauthorization"];
  return isSigned(given, request.path, { clientId, key, now: world.now() });
}

/** `/service/rest/hpa/authorization/{clientId}/{delegate}/{principal}` */
function answerRest(asking: Asking): MockResponse {
  const { steps, world, request } = asking;
  const [, , hpa, call, clientId, delegate = "", principal = ""] = steps;
  if (hpa !== "hpa" || call !== "authorization" || steps.length !== 7) return toError("missing");
  if (clientId !== world.asiakas.clientId || !isSignedBy(asking, world.asiakas.restKey)) return toError("checksum");
  if ((request.headers["x-userid"] ?? "") === "" || !isHetu(delegate) || !isHetu(principal)) return toError("hetu");
  return toJson(200, { result: toResult(asking, delegate, principal), reasons: [] });
}

/** An adult's theme must be asked; a minor's guardian needs none. `issue` is what one of the official samples writes. */
function toResult({ url, world }: Asking, delegate: string, principal: string): "ALLOWED" | "DISALLOWED" {
  const roles = world.saannosto.toRoolit(delegate, principal);
  const issues = [...url.searchParams.getAll("issues"), ...url.searchParams.getAll("issue")];
  const isAllowed = roles.includes("ALL") || (issues.length > 0 && issues.every((issue) => roles.includes(issue)));
  return isAllowed ? "ALLOWED" : "DISALLOWED";
}

/** `/service/hpa/…` */
function answerWeb(asking: Asking): MockResponse {
  const { steps, world } = asking;
  if (!isSignedBy(asking, world.asiakas.webKey)) return toError("checksum");
  const [, , area, call = "", ...rest] = steps;
  if (area === "user") return answerUser(asking, call, rest);
  if (area !== "api") return toError("missing");
  const isJwt = rest[0] === "jwt";
  const [sessionId = "", principal = ""] = isJwt ? rest.slice(1) : rest;
  const istunto = world.istunnot.of(sessionId);
  if (istunto === undefined || !world.istunnot.isLive(istunto, bearerOf(asking), world.now()))
    return toError("session");
  if (call === "delegate") return answerDelegate(istunto, world);
  if (!isHetu(principal)) return toError("hetu");
  return answerRoles({ asking, call, isJwt, istunto, principal });
}

function bearerOf({ request }: Asking): string {
  return /^Bearer (\S+)$/.exec(request.headers["authorization"] ?? "")?.[1] ?? "";
}

function answerUser({ world }: Asking, call: string, [first = "", delegate = ""]: readonly string[]): MockResponse {
  if (call === "unregister") {
    world.istunnot.remove(first);
    return toJson(200, true);
  }
  if (call !== "register" || first !== world.asiakas.clientId) return toError("missing");
  if (!isHetu(delegate)) return toError("hetu");
  const { sessionId, userId } = world.istunnot.register(delegate);
  return toJson(200, { sessionId, userId });
}

function answerDelegate({ chosen }: Istunto, { saannosto }: ValtuudetWorld): MockResponse {
  const persons = chosen.map((personId) => {
    const found = saannosto.find(personId);
    return { personId, name: found === undefined ? "" : `${found.sukunimi} ${found.etunimet}` };
  });
  return toJson(200, persons);
}

interface RolesAsking {
  readonly asking: Asking;
  readonly call: string;
  readonly isJwt: boolean;
  readonly istunto: Istunto;
  readonly principal: string;
}

function answerRoles({ asking, call, isJwt, istunto, principal }: RolesAsking): MockResponse {
  const { world } = asking;
  const roles = istunto.chosen.includes(principal) ? world.saannosto.toRoolit(istunto.delegate, principal) : [];
  if (call === "authorizationlist" && !isJwt) return toJson(200, { roles, reasons: [] });
  const result = toResult(asking, istunto.delegate, principal);
  if (call === "authorization" && !isJwt) return toJson(200, { result, reasons: [] });
  if (call !== "authorization" && call !== "authorizationlist") return toError("missing");
  const claims = {
    iss: "Suomi.fi-Valtuudet",
    aud: [world.asiakas.audience],
    sub: call === "authorization" ? "Authorization" : "AuthorizationList",
    iat: Math.floor(world.now().getTime() / 1000),
    end_user: istunto.delegate,
    principal: asking.wrongPerson ? istunto.delegate : principal,
    issue: teemat.TERVEYDENHUOLTO,
    response: call === "authorization" ? result : JSON.stringify(roles),
    reasons: "[]",
  };
  return toText(toJwt(claims, asking.isForged ? world.stranger : world.key));
}

function answerOauth(request: MockRequest, step: string | undefined, world: ValtuudetWorld): MockResponse {
  if (step === "authorize") return answerValinta(request, world);
  if (step !== "token" || request.method !== "POST") return toError("missing");
  const { clientId, oauthPassword } = world.asiakas;
  const basic = `Basic ${Buffer.from(`${clientId}:${oauthPassword}`).toString("base64")}`;
  if (request.headers["authorization"] !== basic) return toOauthError(401, "invalid_client");
  // The older clients put the fields in the query with an empty body, the newer in a form: both are taken.
  const given = new URLSearchParams(request.body === "" ? (request.path.split("?")[1] ?? "") : request.body);
  if (given.get("grant_type") !== "authorization_code") return toOauthError(400, "unsupported_grant_type");
  if (given.get("redirect_uri") !== world.asiakas.redirectUri) return toOauthError(400, "invalid_grant");
  const token = world.istunnot.redeem(given.get("code") ?? "", world.now());
  if (token === undefined) return toOauthError(400, "invalid_grant");
  return toJson(200, {
    access_token: token,
    token_type: "bearer",
    refresh_token: "ei-kayteta",
    expires_in: tokenSeconds,
    scope: "read write trust",
  });
}

function isHetu(text: string): boolean {
  return /^\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]$/.test(text);
}
