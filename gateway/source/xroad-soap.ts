import { createHash } from "node:crypto";
import { failed, ok } from "./failure.ts";
import type { SourceResult } from "./failure.ts";
import { readXml } from "./read-xml.ts";
import type { XmlElement } from "./read-xml.ts";
import type { SourceResponse } from "./source.ts";
import { toXRoadFailure } from "./xroad.ts";
import type { XRoadMember } from "./xroad.ts";

const soapNamespace = "http://schemas.xmlsoap.org/soap/envelope/";
const xroadNamespace = "http://x-road.eu/xsd/xroad.xsd";
const identifiersNamespace = "http://x-road.eu/xsd/identifiers";
const sha512 = "http://www.w3.org/2001/04/xmlenc#sha512";
const protocolVersion = "4.0";

/** A SOAP service in X-Road. */
interface XRoadSoapService extends XRoadMember {
  /** Local name of the body's element, too. */
  readonly serviceCode: string;
  readonly serviceVersion: string;
}

/**
 * What the header of a message says. All of it goes to the message logs of both organisations: never
 * an identity code in it.
 */
interface XRoadSoapHeader {
  readonly client: XRoadMember;
  readonly service: XRoadSoapService;
  /** Of this message alone; a UUID. */
  readonly id: string;
  readonly userId: string;
  /** The case that caused the query. */
  readonly issue: string;
}

/** A message as it was sent: the answer is compared with it. */
interface XRoadSoapMessage {
  readonly header: XRoadSoapHeader;
  readonly envelope: string;
}

/** A SOAP 1.1 message of X-Road's protocol 4.0 (PR-MESS). `body` is XML, whose text the caller has escaped. */
export function toXRoadSoapMessage(header: XRoadSoapHeader, body: string): XRoadSoapMessage {
  const { client, service, id, userId, issue } = header;
  const parts = [
    `<xro:client id:objectType="SUBSYSTEM">${toIdentifier(client)}</xro:client>`,
    `<xro:service id:objectType="SERVICE">${toIdentifier(service)}` +
      element("id:serviceCode", service.serviceCode) +
      element("id:serviceVersion", service.serviceVersion) +
      "</xro:service>",
    element("xro:id", id),
    element("xro:userId", userId),
    element("xro:issue", issue),
    element("xro:protocolVersion", protocolVersion),
  ];
  const envelope =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<soapenv:Envelope xmlns:soapenv="${soapNamespace}" xmlns:xro="${xroadNamespace}" xmlns:id="${identifiersNamespace}">` +
    `<soapenv:Header>${parts.join("")}</soapenv:Header><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
  return { header, envelope };
}

/** HTTP headers of a SOAP message. */
export const xroadSoapHeaders = { "content-type": "text/xml; charset=utf-8", soapaction: '""' } as const;

/** Text as XML holds it. The caller keeps out control characters, which XML 1.0 can't hold at all. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/**
 * The element in the body of an answer to `sent`. The HTTP status of SOAP says nothing, so it is only
 * looked at when there is no SOAP at all. A fault is named by its code; an answer whose header is not
 * that of our message (`id`, `client`, `service`, `userId`, `issue`, `protocolVersion`), or whose
 * request hash is of other bytes, belongs to another query and is invalid. Does not check signatures:
 * the security server does.
 */
export async function readXRoadSoap(
  response: SourceResponse,
  sent: XRoadSoapMessage,
): Promise<SourceResult<XmlElement>> {
  const read = await readXml(response);
  const notSoap = failed(response.status >= 500 ? "unavailable" : "invalid", "not a SOAP message");
  if (!read.ok) return response.status >= 500 ? notSoap : read;
  const { value: root } = read;
  if (root.name !== "Envelope" || root.namespace !== soapNamespace) return notSoap;
  const [content] = find(root, soapNamespace, "Body")?.children ?? [];
  if (content === undefined) return failed("invalid", "SOAP message without a body");
  if (content.name === "Fault" && content.namespace === soapNamespace) return toFault(content);
  const header = find(root, soapNamespace, "Header");
  if (header === undefined || !isOurs(header, sent))
    return failed("invalid", "X-Road header is not that of our message");
  return ok(content);
}

function toFault(fault: XmlElement): ReturnType<typeof failed> {
  const code = fault.children.find((child) => child.name === "faultcode")?.text.trim() ?? "";
  // X-Road's own codes are no qualified names; a provider's own fault may well be one.
  return { ok: false, failure: toXRoadFailure(code.slice(code.indexOf(":") + 1)) };
}

function isOurs(header: XmlElement, { header: asked, envelope }: XRoadSoapMessage): boolean {
  const plain = [
    ["id", asked.id],
    ["userId", asked.userId],
    ["issue", asked.issue],
    ["protocolVersion", protocolVersion],
  ] as const;
  const { client, service } = asked;
  return (
    plain.every(([name, value]) => find(header, xroadNamespace, name)?.text === value) &&
    holds(find(header, xroadNamespace, "client"), identifierOf(client)) &&
    holds(find(header, xroadNamespace, "service"), [
      ...identifierOf(service),
      ["serviceCode", service.serviceCode],
      ["serviceVersion", service.serviceVersion],
    ]) &&
    isHashRight(find(header, xroadNamespace, "requestHash"), envelope)
  );
}

/** The provider's security server adds the hash; before it, as in a test bed without one, there is none. */
function isHashRight(hash: XmlElement | undefined, envelope: string): boolean {
  if (hash === undefined) return true;
  const expected = createHash("sha512").update(envelope, "utf8").digest("base64");
  return hash.attributes["algorithmId"] === sha512 && hash.text.trim() === expected;
}

type Identifier = readonly (readonly [name: string, value: string])[];

function identifierOf({ instance, memberClass, memberCode, subsystem }: XRoadMember): Identifier {
  return [
    ["xRoadInstance", instance],
    ["memberClass", memberClass],
    ["memberCode", memberCode],
    ["subsystemCode", subsystem],
  ];
}

function toIdentifier(member: XRoadMember): string {
  return identifierOf(member)
    .map(([name, value]) => element(`id:${name}`, value))
    .join("");
}

function holds(identifier: XmlElement | undefined, expected: Identifier): boolean {
  if (identifier === undefined || identifier.children.length !== expected.length) return false;
  return expected.every(([name, value]) => find(identifier, identifiersNamespace, name)?.text === value);
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

function find(parent: XmlElement, namespace: string, name: string): XmlElement | undefined {
  return parent.children.find((child) => child.name === name && child.namespace === namespace);
}
