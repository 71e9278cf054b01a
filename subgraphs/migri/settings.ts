import { z } from "zod";
import { xroadRestSettings } from "../../gateway/source/index.ts";

// No default of `palvelu`: the member code of the register's service comes with the contract.
const schema = z.strictObject({
  ...xroadRestSettings,
  kayttotarkoitus: z.string().regex(/^[A-Z_]+$/, "must be the purpose code of the permit, in capital letters"),
});

/** Settings of the subgraph; the README explains each key. */
export type Asetukset = z.infer<typeof schema>;

/** Checks the settings. @throws Error whose message names each wrong key and what it must be; never its value. */
export function parseAsetukset(value: unknown): Asetukset {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${["migri", ...path].join(".")}: ${message}`);
  throw new Error(problems.join("; "));
}
