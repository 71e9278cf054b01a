import { z } from "zod";
import { databaseUrl } from "../../gateway/source/index.ts";
import { regionSettings } from "../../gateway/subgraph/index.ts";
import { alueenHerateet } from "./herateet.ts";
import { manner, oletuskatot } from "./maksukatot.ts";

const twoDigits = { error: 'alue must be a region\'s two digits in quotes, "08"' };
const alueenKoodi = z.string(twoDigits).regex(/^\d{2}$/, twoDigits);

const settings = regionSettings
  .extend({
    herateet: z.record(alueenKoodi, alueenHerateet).default({}),
    maksukatot: z
      .record(z.string().regex(/^\d{4}$/, { error: "a key must be a year" }), z.int().min(1).max(10_000_000), {
        error: "maksukatot must be {year: cents}",
      })
      .default(oletuskatot),
    katonAlueet: z.array(alueenKoodi).default(manner),
    muutokset: z.record(alueenKoodi, databaseUrl).default({}),
  })
  .refine(({ solmut, muutokset }) => Object.keys(muutokset).every((one) => solmut.some((node) => node.alue === one)), {
    error: "muutokset must be of regions that solmut names",
    path: ["muutokset"],
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
