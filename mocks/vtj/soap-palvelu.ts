import { randomUUID } from "node:crypto";
import type { Fault, MockRequest, MockResponse } from "../http/index.ts";
import { toKyselyvastaus } from "./kysely.ts";
import { toSoapAnswer, toSoapFault } from "./soap.ts";
import { lapsi, parseXml } from "./xml.ts";
import type { Elementti } from "./xml.ts";
import { dvv, isXroadKoodi, toNimettyVirhe, xroadVirheet } from "./xroad.ts";
import type { XRoadVirhe } from "./xroad.ts";
import type { Ymparisto } from "./ymparisto.ts";

const operation = "http://xml.vrk.fi/ws/vtj/vtjkysely/1";

/** What a security server does with a SOAP message, and VTJkysely behind it. */
export function answerSoap(request: MockRequest, ymparisto: Ymparisto): MockResponse {
  const refuse = (virhe: XRoadVirhe): MockResponse => toSoapFault(virhe, ymparisto.virhekoodit, randomUUID());
  const { koodi = "" } = request.fault ?? {};
  // A code that a test names is sent as it is spelled.
  if (isXroadKoodi(koodi)) return toSoapFault(toNimettyVirhe(koodi), "vanha", randomUUID());
  if (request.method !== "POST") return refuse(xroadVirheet.notPost(request.method));
  const envelope = parseXml(request.body);
  const header = lapsi(envelope, "Header");
  const [body] = lapsi(envelope, "Body")?.lapset ?? [];
  if (header === undefined || body === undefined) return refuse(xroadVirheet.invalidSoap());
  const virhe = checkHeader(header, body, ymparisto);
  if (virhe !== undefined) return refuse(virhe);
  return toSoapAnswer(header, request.body, toKyselyvastaus(body, ymparisto, toPoikkeus(request.fault)));
}

function toPoikkeus(fault: Fault | undefined): Parameters<typeof toKyselyvastaus>[2] {
  if (fault?.laji === "vaaraHenkilo") return { vaaraHenkilo: true };
  return fault?.laji === "virhekoodi" ? { koodi: fault.koodi ?? "-1906" } : {};
}

/** Why the message does not reach the service; the order is that of the two security servers. */
function checkHeader(header: Elementti, body: Elementti, { lupa }: Ymparisto): XRoadVirhe | undefined {
  const missing = ["client", "service", "id", "protocolVersion"].find((nimi) => lapsi(header, nimi) === undefined);
  if (missing !== undefined) return xroadVirheet.headerMissing(missing);
  const client = toPolku(lapsi(header, "client"));
  const service = lapsi(header, "service");
  const kohde = toPolku(service);
  const [instance, ...rest] = kohde.split("/");
  if (!lupa.alijarjestelmat.includes(client)) return xroadVirheet.clientUnknown(client);
  const subsystem = rest.slice(0, 3).join("/");
  const isKnown = subsystem === `${dvv}/VTJkysely` || subsystem === `${dvv}/VTJmutpa`;
  if (!isKnown || instance !== client.split("/")[0]) return xroadVirheet.providerUnknown(kohde);
  const code = lapsi(service, "serviceCode")?.teksti ?? "";
  if (subsystem.endsWith("/VTJmutpa") && code === "VTJmutpa") return xroadVirheet.serviceIsRest();
  if (kohde !== `${instance}/${dvv}/VTJkysely/HenkilonTunnusKysely/v1`) return xroadVirheet.serviceUnknown(kohde);
  if (!lupa.palvelut.includes(code)) return xroadVirheet.accessDenied(kohde);
  return body.nimi === code && body.nimiavaruus === operation ? undefined : xroadVirheet.bodyDiffers();
}

function toPolku(tunniste: Elementti | undefined): string {
  return (tunniste?.lapset ?? []).map(({ teksti }) => teksti).join("/");
}
