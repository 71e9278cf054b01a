import { failed } from "./failure.ts";
import type { SourceFailure } from "./failure.ts";
import type { SourceResponse } from "./source.ts";
import { toXRoadFailure } from "./xroad.ts";
import type { XRoadMember } from "./xroad.ts";

/** What an answer over X-Road's REST protocol must echo. */
interface XRoadRestEcho {
  /** Headers of the request, as `toXRoadHeaders` made them. */
  readonly sent: Readonly<Record<string, string>>;
  readonly service: XRoadMember & { readonly serviceCode: string };
}

/** Path of a REST service over X-Road (protocol r1); each part is encoded on its own. */
export function toXRoadPath({ service }: Pick<XRoadRestEcho, "service">): string {
  return `/r1/${serviceParts(service).map(encodeURIComponent).join("/")}`;
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

function serviceParts({
  instance,
  memberClass,
  memberCode,
  subsystem,
  serviceCode,
}: XRoadRestEcho["service"]): string[] {
  return [instance, memberClass, memberCode, subsystem, serviceCode];
}
