import { z } from "zod";
import { databaseUrl, suojausSettings } from "../../gateway/source/index.ts";
import { alueenHerateet } from "./herateet.ts";
import { manner, oletuskatot } from "./maksukatot.ts";

const twoDigits = { error: 'alue must be a region\'s two digits in quotes, "08"' };
const alueenKoodi = z.string(twoDigits).regex(/^\d{2}$/, twoDigits);

const solmu = z.strictObject({
  alue: alueenKoodi,
  url: databaseUrl,
});

const settings = z
  .strictObject({
    solmut: z
      .array(solmu, { error: 'solmut must be a list of {"alue", "url"}' })
      .min(1, { error: "solmut must name at least one region's database" })
      .refine((solmut) => new Set(solmut.map(({ alue }) => alue)).size === solmut.length, {
        error: "solmut must name each alue once",
      }),
    timeoutMs: z.int({ error: "timeoutMs must be a whole number" }).min(1).max(60_000).exactOptional(),
    suojaus: suojausSettings.prefault({}),
    yhteyksia: z.int({ error: "yhteyksia must be a whole number" }).min(1).max(200).exactOptional(),
    herateet: z.record(alueenKoodi, alueenHerateet).default({}),
    maksukatot: z
      .record(z.string().regex(/^\d{4}$/, { error: "a key must be a year" }), z.int().min(1).max(10_000_000), {
        error: "maksukatot must be {year: cents}",
      })
      .default(oletuskatot),
    katonAlueet: z.array(alueenKoodi).default(manner),
  })
  .refine(({ solmut, herateet }) => Object.keys(herateet).every((one) => solmut.some((node) => node.alue === one)), {
    error: "herateet must be of regions that solmut names",
    path: ["herateet"],
  });

/** The regions' databases and the limits of a statement; README.md says what each key means. */
export type CrmSettings = z.infer<typeof settings>;

/** Checks the subgraph's part of the configuration. @throws Error that names the wrong key, never its value. */
export function parseSettings(value: unknown): CrmSettings {
  const parsed = settings.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`crm: ${["settings", ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "not valid"}`);
}
