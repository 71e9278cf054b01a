import { randomUUID } from "node:crypto";
import { failed } from "./failure.ts";
import type { FailureKind, SourceFailure } from "./failure.ts";

/** Our own subsystem in X-Road, as configured for the deployment. */
export interface XRoadMember {
  readonly instance: string;
  readonly memberClass: string;
  readonly memberCode: string;
  readonly subsystem: string;
}

/**
 * Headers of a REST call over X-Road (protocol r1). `userId` and `issue` go to the message logs of
 * both organisations: never an identity code in them. Source: X-Road PR-REST.
 */
export function toXRoadHeaders(client: XRoadMember, userId: string, id: string = randomUUID()): Record<string, string> {
  const { instance, memberClass, memberCode, subsystem } = client;
  return {
    "x-road-client": `${instance}/${memberClass}/${memberCode}/${subsystem}`,
    "x-road-id": id,
    "x-road-userid": userId,
  };
}

/** Last part of an X-Road error code, lower case and without underscores → what it means for us. */
const kinds: ReadonlyMap<string, FailureKind> = new Map([
  ["unknownmember", "configuration"],
  ["unknownservice", "configuration"],
  ["servicetype", "configuration"],
  ["sslauthenticationfailed", "configuration"],
  ["accessdenied", "denied"],
]);

/**
 * The meaning of an X-Road error code, old form (`Server.ServerProxy.AccessDenied`) or new
 * (`server.serverproxy.access_denied`, since 7.8.0). A `Client.…` code is a fault of our message.
 * Everything else means that the way to the source is closed now.
 */
export function toXRoadFailure(code: string): SourceFailure {
  const parts = code.toLowerCase().replaceAll("_", "").split(".");
  const last = parts.at(-1) ?? "";
  const kind = kinds.get(last) ?? (parts[0] === "client" ? "configuration" : "unavailable");
  const reason =
    kind === "denied"
      ? "X-Road access denied"
      : kind === "configuration"
        ? "X-Road refuses our message"
        : "X-Road can't reach the source";
  return failed(kind, reason).failure;
}
