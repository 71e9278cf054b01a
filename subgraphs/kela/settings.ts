import { z } from "zod";
import { xroadRestSettings } from "../../gateway/source/index.ts";

const schema = z.strictObject({
  ...xroadRestSettings,
  palvelu: xroadRestSettings.palvelu.prefault("/r1/FI/GOV/0246246-0/Kelmu/etuustiedot/v1"),
  kayttotarkoitus: z.string().regex(/^[\x21-\x7e]+$/, "must be the purpose code of the contract with Kela"),
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
