import { z } from "zod";
import { suojausSettings } from "./suojaus.ts";
import type { Suojaus } from "./suojaus.ts";
import { tlsSettings } from "./tls.ts";
import type { TlsSettings } from "./tls.ts";
import type { XRoadMember } from "./xroad.ts";
import { parseXRoadPath } from "./xroad-rest.ts";
import type { XRoadRestService } from "./xroad-rest.ts";

const part = z.string().regex(/^[^/\s]+$/, "must be one part of an X-Road identifier, without slashes");

/**
 * Settings that every REST service over X-Road has, to be spread into a register's own. `palvelu` is the
 * service's path, `/r1/`, its five parts in X-Road and what follows them; a register that knows it gives a default.
 */
export const xroadRestSettings = {
  url: z.url({ protocol: /^https?$/, error: "must be the http(s) URL of the own security server" }),
  palvelu: z
    .string()
    .regex(/^\/r1(\/[^/\s?#]+)+$/, "must be a path that begins with /r1/ and does not end in a slash")
    .transform((polku, context) => {
      const service = parseXRoadPath(polku);
      if (service !== undefined) return { polku, service };
      context.addIssue({ code: "custom", message: "must begin with /r1/ and the five parts of a service in X-Road" });
      return z.NEVER;
    }),
  client: z.strictObject({ instance: part, memberClass: part, memberCode: part, subsystem: part }),
  tls: tlsSettings.exactOptional(),
  suojaus: suojausSettings.prefault({}),
  timeoutMs: z.int().min(1).max(60_000).default(5000),
  rinnakkain: z.int().min(1).max(256).default(16),
};

/** The same settings, checked. */
export interface XRoadRestSettings {
  readonly url: string;
  readonly palvelu: { readonly polku: string; readonly service: XRoadRestService };
  /** Our own subsystem. */
  readonly client: XRoadMember;
  readonly tls?: TlsSettings;
  readonly suojaus: Suojaus;
  readonly timeoutMs: number;
  /** Connections, that is, calls at once. */
  readonly rinnakkain: number;
}
