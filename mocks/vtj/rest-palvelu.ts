import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import type { MockRequest, MockResponse } from "../http/index.ts";
import { findTietue, findToinen } from "./records.ts";
import { ryhmienNimet, toTietoryhmat } from "./tietoryhmat.ts";
import { el, tx } from "./xml.ts";
import { dvv, isXroadKoodi, toKirjoitus, toNimettyVirhe, xroadVirheet } from "./xroad.ts";
import type { Kirjoitusasu, XRoadVirhe } from "./xroad.ts";
import type { Ymparisto } from "./ymparisto.ts";

const bodySchema = z.object({ hetulista: z.array(z.string()), tietoryhmat: z.array(z.string()).exactOptional() });

/** What a security server does with a REST call, and the muutosrajapinta behind it: `POST /perustiedot` only. */
export function answerRest(request: MockRequest, ymparisto: Ymparisto): MockResponse {
  const koodi = request.fault?.laji === "virhekoodi" ? (request.fault.koodi ?? "500") : undefined;
  if (koodi !== undefined && isXroadKoodi(koodi)) return toXroadError(request, toNimettyVirhe(koodi), "vanha");
  const virhe = checkXroad(request, ymparisto);
  if (virhe !== undefined) return toXroadError(request, virhe, ymparisto.virhekoodit);
  // A code of three digits is a status of the interface's own; VTJkysely's codes have none here.
  if (koodi !== undefined) return toAnswer(request, /^\d{3}$/.test(koodi) ? Number(koodi) : 500, { virhe: "VIRHE" });
  const [, service = ""] = /\/VTJmutpa\/VTJmutpa(\/.*)$/.exec(request.path) ?? [];
  if (request.headers["authorization"] !== toBasic(ymparisto.lupa.perustiedot)) {
    return toAnswer(request, 401, { virhe: "TUNNISTUS" });
  }
  if (request.method !== "POST" || service !== "/api/v1/perustiedot")
    return toAnswer(request, 404, { virhe: "EI_OLE" });
  return toPerustiedot(request, ymparisto);
}

function toPerustiedot(request: MockRequest, { population, lupa }: Ymparisto): MockResponse {
  const parsed = bodySchema.safeParse(parseJson(request.body));
  if (!parsed.success) return toAnswer(request, 400, { virhe: "PYYNTO" });
  const { hetulista, tietoryhmat = ryhmienNimet } = parsed.data;
  if (tietoryhmat.some((nimi) => !ryhmienNimet.includes(nimi))) return toAnswer(request, 400, { virhe: "TIETORYHMA" });
  const find = request.fault?.laji === "vaaraHenkilo" ? findToinen : findTietue;
  const perustiedot = [...new Set(hetulista)].flatMap((hetu) => {
    const tietue = lupa.eiLuovuteta.includes(hetu) ? undefined : find(population, hetu);
    if (tietue === undefined) return [];
    return [{ henkilotunnus: tietue.hetu, tietoryhmat: toTietoryhmat(tietue, tietoryhmat, lupa.turvakiellonOikeus) }];
  });
  return toAnswer(request, 200, { ajanTasalla: true, perustiedot });
}

/** Why the call does not reach the service. */
function checkXroad({ path, headers }: MockRequest, { lupa }: Ymparisto): XRoadVirhe | undefined {
  const client = headers["x-road-client"];
  if (client === undefined) return xroadVirheet.badRequest("Required header 'X-Road-Client' is missing");
  const [, protocol, ...parts] = path.split("/").map(decodeURIComponent);
  const [instance, memberClass, member, subsystem, code] = parts;
  if (protocol !== "r1" || code === undefined) return xroadVirheet.badRequest("Request path is malformed");
  const kohde = [instance, memberClass, member, subsystem, code].join("/");
  if (!lupa.alijarjestelmat.includes(client)) return xroadVirheet.clientUnknown(client);
  const provider = `${memberClass}/${member}`;
  if (provider !== dvv || instance !== client.split("/")[0]) return xroadVirheet.providerUnknown(kohde);
  if (subsystem === "VTJkysely" && code === "HenkilonTunnusKysely") return xroadVirheet.serviceIsSoap();
  if (subsystem !== "VTJmutpa" || code !== "VTJmutpa") return xroadVirheet.serviceUnknown(kohde);
  return lupa.palvelut.includes(code) ? undefined : xroadVirheet.accessDenied(kohde);
}

/** The provider's own answer: X-Road adds its headers. */
function toAnswer(request: MockRequest, status: number, value: unknown): MockResponse {
  const body = JSON.stringify(value);
  const [service = ""] = /(?<=^\/r1\/)[^/]+\/[^/]+\/[^/]+\/[^/]+\/[^/]+/.exec(request.path) ?? [];
  const hash = createHash("sha512").update(request.body, "utf8").digest("base64");
  return {
    status,
    headers: {
      "content-type": "application/json;charset=UTF-8",
      "x-road-client": request.headers["x-road-client"] ?? "",
      "x-road-service": decodeURIComponent(service),
      "x-road-id": request.headers["x-road-id"] ?? randomUUID(),
      "x-road-request-id": randomUUID(),
      "x-road-request-hash": hash,
    },
    body,
  };
}

/** X-Road's own failure: its type in a header, none of the headers of an answer; XML for those who ask it (C1). */
function toXroadError(request: MockRequest, virhe: XRoadVirhe, asu: Kirjoitusasu): MockResponse {
  const type = toKirjoitus(virhe.koodi, asu);
  const detail = randomUUID();
  const isXml = /\b(?:application|text)\/xml\b/.test(request.headers["accept"] ?? "");
  return {
    status: type.toLowerCase().startsWith("server.") ? 500 : 400,
    headers: { "content-type": isXml ? "application/xml" : "application/json", "x-road-error": type },
    body: isXml
      ? el("error", tx("type", type) + tx("message", virhe.teksti) + tx("detail", detail))
      : JSON.stringify({ type, message: virhe.teksti, detail }),
  };
}

function toBasic({ kayttajatunnus, salasana }: Ymparisto["lupa"]["perustiedot"]): string {
  return `Basic ${Buffer.from(`${kayttajatunnus}:${salasana}`, "utf8").toString("base64")}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is told by the check that follows.
    return undefined;
  }
}
