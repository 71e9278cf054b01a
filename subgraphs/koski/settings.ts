import { z } from "zod";
import { suojausSettings, tlsSettings } from "../../gateway/source/index.ts";

const path = z.string().regex(/^(\/[^/\s?#]+)+$/, "must be a path that begins with a slash, without a query");
const operation = z.string().regex(/^(\/[^/\s?#]+)+(\?[^\s#]*)?$/, "must be a path that begins with a slash");

const header = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, "must be the name of a header, in lower case")
  .nullable();

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "must be an http(s) URL" }),
  tuote: z
    .strictObject({
      polku: path,
      yksittain: operation,
      erissa: operation.nullable().default(null),
      salliHetuton: z.boolean().default(false),
    })
    .default({
      polku: "/koski/api/luovutuspalvelu/hva",
      yksittain: "/hetu?osasuoritukset=false",
      erissa: "/hetut?osasuoritukset=false",
      salliHetuton: false,
    }),
  varmenteenKohde: z
    .string()
    .regex(/^[\x20-\x7e]+$/, "must be the subject of a client certificate, in ASCII")
    .nullable()
    .default(null),
  kerrotaan: z
    .strictObject({
      pyynto: header.default("x-correlation-id"),
      loppukayttaja: header.default(null),
      kayttotarkoitus: header.default(null),
    })
    .prefault({}),
  tls: tlsSettings.exactOptional(),
  suojaus: suojausSettings.prefault({}),
  timeoutMs: z.int().min(1).max(60_000).default(8000),
  rinnakkain: z.int().min(1).max(256).default(16),
});

/** Settings of the subgraph; the README explains each key. */
export type Asetukset = z.infer<typeof schema>;

/** Checks the settings. @throws Error whose message names each wrong key and what it must be; never its value. */
export function parseAsetukset(value: unknown): Asetukset {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: keys, message }) => `${["koski", ...keys].join(".")}: ${message}`);
  throw new Error(problems.join("; "));
}
