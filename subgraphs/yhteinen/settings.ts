import { z } from "zod";
import { regionSettings } from "../../gateway/subgraph/index.ts";

const settings = regionSettings.extend({
  jaksonValiPaivia: z
    .int({ error: "jaksonValiPaivia must be a whole number of days" })
    .min(0, { error: "jaksonValiPaivia must be 0-3650 days" })
    .max(3650, { error: "jaksonValiPaivia must be 0-3650 days" })
    .default(90),
});

/** The regions' databases, the limits of a statement, and the rule of episodes; README.md says what each key means. */
export type YhteinenSettings = z.infer<typeof settings>;

/** Checks the subgraph's part of the configuration. @throws Error that names the wrong key, never its value. */
export function parseSettings(value: unknown): YhteinenSettings {
  const parsed = settings.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`yhteinen: ${["settings", ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "not valid"}`);
}
