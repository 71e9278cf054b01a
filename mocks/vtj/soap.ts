import { createHash } from "node:crypto";
import type { MockResponse } from "../http/index.ts";
import { el, escape, tx } from "./xml.ts";
import type { Elementti } from "./xml.ts";
import { toKirjoitus } from "./xroad.ts";
import type { Kirjoitusasu, XRoadVirhe } from "./xroad.ts";

const identifiers = "http://x-road.eu/xsd/identifiers";
const xroad = "http://x-road.eu/xsd/xroad.xsd";
const headers = { "content-type": "text/xml;charset=UTF-8" };

/**
 * An answer: the header of the request in the same order with the same values, other prefixes, and the hash of the
 * request's bytes, as the provider's security server adds it (A1). `body` is XML.
 */
export function toSoapAnswer(header: Elementti, request: string, body: string): MockResponse {
  const hash = createHash("sha512").update(request, "utf8").digest("base64");
  const algorithm = 'algorithmId="http://www.w3.org/2001/04/xmlenc#sha512"';
  const own = header.lapset.map(echo).join("") + el("h:requestHash", hash, algorithm);
  return {
    status: 200,
    headers,
    body:
      '<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">' +
      `<s:Header xmlns:h="${xroad}" xmlns:a="${identifiers}">${own}</s:Header>` +
      `<s:Body>${body}</s:Body></s:Envelope>`,
  };
}

/** A failure of X-Road: status 200, no header of X-Road, a code that is no qualified name (C2). `detail` is a UUID. */
export function toSoapFault({ koodi, teksti }: XRoadVirhe, asu: Kirjoitusasu, detail: string): MockResponse {
  const fault =
    tx("faultcode", toKirjoitus(koodi, asu)) +
    tx("faultstring", teksti) +
    "<faultactor></faultactor>" +
    el("detail", el("faultDetail", detail, 'xmlns=""'));
  return {
    status: 200,
    headers,
    body:
      '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/">' +
      `<SOAP-ENV:Body><SOAP-ENV:Fault>${fault}</SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>`,
  };
}

function echo({ nimi, nimiavaruus, attribuutit, lapset, teksti }: Elementti): string {
  // An extension, such as the represented party, has a namespace of its own.
  const isOwn = nimiavaruus !== identifiers && nimiavaruus !== xroad;
  const prefix = isOwn ? "o" : nimiavaruus === identifiers ? "a" : "h";
  const attributes = attribuutit.map(
    (one) => `${one.nimiavaruus === identifiers ? "a:" : ""}${one.nimi}="${escape(one.arvo)}"`,
  );
  if (isOwn) attributes.push(`xmlns:o="${escape(nimiavaruus)}"`);
  const content = lapset.length === 0 ? escape(teksti) : lapset.map(echo).join("");
  return el(`${prefix}:${nimi}`, content, attributes.join(" "));
}
