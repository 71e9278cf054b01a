import { z } from "zod";
import { parseXRoadPath, suojausSettings, tlsSettings } from "../../gateway/source/index.ts";

const part = z.string().regex(/^[^/\s]+$/, "must be one part of an X-Road identifier, without slashes");

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "must be the http(s) URL of the own security server" }),
  palvelu: z
    .string()
    .regex(/^\/r1(\/[^/\s?#]+)+$/, "must be a path that begins with /r1/ and does not end in a slash")
    .default("/r1/FI/GOV/0246246-0/Kelmu/etuustiedot/v1")
    .transform((polku, context) => {
      const service = parseXRoadPath(polku);
      if (service !== undefined) return { polku, service };
      context.addIssue({ code: "custom", message: "must begin with /r1/ and the five parts of a service in X-Road" });
      return z.NEVER;
    }),
  client: z.strictObject({ instance: part, memberClass: part, memberCode: part, subsystem: part }),
  kayttotarkoitus: z.string().regex(/^[\x21-\x7e]+$/, "must be the purpose code of the contract with Kela"),
  tls: tlsSettings.exactOptional(),
  suojaus: suojausSettings.prefault({}),
  timeoutMs: z.int().min(1).max(60_000).default(5000),
  rinnakkain: z.int().min(1).max(256).default(16),
});

/** Settings of the subgraph; the README explains each key. */
export type Asetukset = z.infer<typeof schema>;

/** Checks the settings. @throws Error whose message names each wrong key and what it must be; never its value. */
export function parseAsetukset(value: unknown): Asetukset {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${["kela", ...path].join(".")}: ${message}`);
  throw new Error(problems.join("; "));
}
