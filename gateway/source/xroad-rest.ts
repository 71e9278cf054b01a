import { failed } from "./failure.ts";
import type { SourceFailure } from "./failure.ts";
import type { SourceResponse } from "./source.ts";
import { toXRoadFailure } from "./xroad.ts";
import type { XRoadMember } from "./xroad.ts";

/** A REST service in X-Road. */
export interface XRoadRestService extends XRoadMember {
  readonly serviceCode: string;
}

/** What an answer over X-Road's REST protocol must echo. */
interface XRoadRestEcho {
  /** Headers of the request, as `toXRoadHeaders` made them. */
  readonly sent: Readonly<Record<string, string>>;
  readonly service: XRoadRestService;
}

/** Path of a REST service over X-Road (protocol r1); each part is encoded on its own. */
export function toXRoadPath({ service }: Pick<XRoadRestEcho, "service">): string {
  return `/r1/${serviceParts(service).map(encodeURIComponent).join("/")}`;
}

/** The service that a path of protocol r1 names; undefined for a path that names none. What follows it is the service's own. */
export function parseXRoadPath(path: string): XRoadRestService | undefined {
  const [, ...parts] = /^\/r1\/([^/]+)\/([^/]+)\/([^/]+)\/([^/]+)\/([^/]+)(?:\/|$)/.exec(path) ?? [];
  const [instance, memberClass, memberCode, subsystem, serviceCode] = parts.map(decodePart);
  if (!instance || !memberClass || !memberCode || !subsystem || !serviceCode) return undefined;
  return { instance, memberClass, memberCode, subsystem, serviceCode };
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    // A percent sign that encodes nothing: such a path names no service.
    return undefined;
  }
}

/**
 * Why an answer's headers can't be accepted; undefined when they can. `X-Road-Error` is there only when
 * X-Road itself failed. Else id, client and service must be those of our request (PR-REST), or the
 * answer belongs to another query. Says nothing of the provider's own status or body, and does not
 * check the request hash, which REST counts over headers as the security server rewrote them.
 */
export function toXRoadRestFailure(response: SourceResponse, echo: XRoadRestEcho): SourceFailure | undefined {
  const { headers } = response;
  const error = headers["x-road-error"];
  if (error !== undefined) return toXRoadFailure(error);
  const isOurs =
    headers["x-road-id"] === echo.sent["x-road-id"] &&
    headers["x-road-client"] === echo.sent["x-road-client"] &&
    headers["x-road-service"] === serviceParts(echo.service).join("/");
  if (isOurs) return undefined;
  // Something before X-Road answered: a proxy's error page says that the way is closed.
  if (response.status >= 500) return failed("unavailable", "answer from outside X-Road").failure;
  return failed("invalid", "X-Road headers are not those of our message").failure;
}

function serviceParts({ instance, memberClass, memberCode, subsystem, serviceCode }: XRoadRestService): string[] {
  return [instance, memberClass, memberCode, subsystem, serviceCode];
}
