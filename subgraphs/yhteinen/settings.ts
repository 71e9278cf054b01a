import type { z } from "zod";
import { regionSettings } from "../../gateway/subgraph/index.ts";

/** The regions' databases and the limits of a statement; README.md says what each key means. */
export type YhteinenSettings = z.infer<typeof regionSettings>;

/** Checks the subgraph's part of the configuration. @throws Error that names the wrong key, never its value. */
export function parseSettings(value: unknown): YhteinenSettings {
  const parsed = regionSettings.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`yhteinen: ${["settings", ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "not valid"}`);
}
