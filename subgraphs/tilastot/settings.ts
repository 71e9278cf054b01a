import { z } from "zod";
import { alueet, regionSettings } from "../../gateway/subgraph/index.ts";

const nimi = z.string().min(1).max(100);
const nimet = z
  .array(nimi)
  .min(1)
  .max(40)
  .refine((all) => new Set(all).size === all.length, { error: "each service must be named once" });

/** Services that have a class of their own unless told otherwise; every other is counted as one class more. */
const oletuspalvelut = {
  setelit: [
    "Kotihoidon tukipalvelu",
    "Omaishoidon vapaapäivät",
    "Lapsiperheen kotipalvelu",
    "Fysioterapia",
    "Suun terveydenhuolto",
    "Kaihileikkaus",
  ],
  maksut: ["Terveysasema", "Poliklinikka", "Päiväkirurgia", "Päivystys", "Perhetyö"],
};

/** The organisers of the mainland: the 21 wellbeing services counties and Helsinki. */
const manner = alueet.kaikki
  .filter(({ laji }) => laji === "HYVINVOINTIALUE" || laji === "KAUPUNKI")
  .map(({ koodi }) => koodi);

const settings = regionSettings.extend({
  jarjestajat: z
    .array(z.string().regex(/^\d{2}$/, { error: 'jarjestajat must be regions, "08"' }))
    .min(1)
    .default(manner),
  palvelut: z.strictObject({ setelit: nimet, maksut: nimet }).default(oletuspalvelut),
});

/** The regions' databases and the declared classes; README.md says what each key means. */
export type TilastoSettings = z.infer<typeof settings>;

/** Checks the subgraph's part of the configuration. @throws Error that names the wrong key, never its value. */
export function parseSettings(value: unknown): TilastoSettings {
  const parsed = settings.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`tilastot: ${["settings", ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "not valid"}`);
}
