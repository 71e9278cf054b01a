/**
 * The one way out of the gateway: pooled connections, a deadline that covers the body, a bound on
 * every answer's size, no redirects, XML without entities, SQL that reads. What fails becomes a value with a kind,
 * and the kind one of our error codes, here and nowhere else. Knows no register by name. Never logs
 * or returns a URL, a header or a body.
 */
export { createDeadline } from "./deadline.ts";
export type { Deadline } from "./deadline.ts";
export { createCallRecorder } from "./call-record.ts";
export type { CallRecorder, LahdeRow, SourceFault, Valimuisti } from "./call-record.ts";
export { codeOf, failed, ok } from "./failure.ts";
export type { FailureKind, SourceFailure, SourceResult } from "./failure.ts";
export { createPublicSource } from "./public-source.ts";
export type { PublicPage, PublicSource, PublicSourceOptions } from "./public-source.ts";
export { createReferenceCache } from "./reference-cache.ts";
export type { FetchPage, ReferenceCache, ReferenceCacheOptions, ReferenceClock } from "./reference-cache.ts";
export { referenceSettings } from "./reference-limits.ts";
export type { ReferenceLimits } from "./reference-limits.ts";
export { createEventStream } from "./event-stream.ts";
export type { EventStream } from "./event-stream.ts";
export { createJsonPost } from "./json-post.ts";
export type { JsonPost, JsonPostOptions } from "./json-post.ts";
export { createSource } from "./source.ts";
export type { CallScope } from "./call-scope.ts";
export type { ResponseReader, Source, SourceOptions, SourceRequest, SourceResponse } from "./source.ts";
export { fhirJson, parseFhirOutcome, toLinkPath } from "./fhir.ts";
export type { FhirOutcome, LinkBounds } from "./fhir.ts";
export { readTls, tlsSettings } from "./tls.ts";
export { suojausSettings } from "./suojaus.ts";
export type { Suojaus } from "./suojaus.ts";
export type { TlsMaterial, TlsSettings } from "./tls.ts";
export type { Reach, SourceHandle, SourceState } from "./reach.ts";
export { readBytes } from "./limit-bytes.ts";
export { readBody } from "./read-body.ts";
export { readJson } from "./read-json.ts";
export { readXml } from "./read-xml.ts";
export type { XmlElement } from "./read-xml.ts";
export { toXRoadFailure, toXRoadHeaders } from "./xroad.ts";
export type { XRoadMember } from "./xroad.ts";
export { escapeXml, readXRoadSoap, toXRoadSoapMessage, xroadSoapHeaders } from "./xroad-soap.ts";
export { parseXRoadPath, toXRoadPath, toXRoadRestFailure } from "./xroad-rest.ts";
export type { XRoadRestService } from "./xroad-rest.ts";
export { createXRoadJsonSource } from "./xroad-json.ts";
export type { XRoadJsonSource, XRoadQuestion } from "./xroad-json.ts";
export { xroadRestSettings } from "./xroad-settings.ts";
export type { XRoadRestSettings } from "./xroad-settings.ts";
export { databaseUrl } from "./database-url.ts";
export { secretText } from "./secret-text.ts";
export { createSqlSource } from "./postgres.ts";
export type { SqlRow, SqlSource, SqlSourceOptions } from "./postgres.ts";
