import { z } from "zod";
import { secretText, suojausSettings, tlsSettings } from "../../gateway/source/index.ts";

const text = (name: string) => z.string(`${name} must be a text`).trim().min(1, `${name} must not be empty`);
const secret = (name: string) => secretText(/\S/, `${name} must be a text that is not empty, or file:PATH of it`);
const identifier = (name: string) =>
  text(name).regex(/^[A-Za-z0-9'()+,\-.=?]+$/, `${name} may hold letters, digits and '()+,-.=? only`);

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "url must be the http(s) address of the own security server" }),
  client: z.strictObject({
    instance: identifier("client.instance"),
    memberClass: identifier("client.memberClass"),
    memberCode: identifier("client.memberCode"),
    subsystem: identifier("client.subsystem"),
  }),
  kayttajatunnus: text("kayttajatunnus"),
  salasana: secret("salasana"),
  perustiedot: z.strictObject({
    kayttajatunnus: text("perustiedot.kayttajatunnus"),
    salasana: secret("perustiedot.salasana"),
  }),
  tls: tlsSettings.exactOptional(),
  suojaus: suojausSettings.prefault({}),
  timeoutMs: z.int("timeoutMs must be a whole number").min(1, "timeoutMs must be at least 1").default(3000),
  rinnakkain: z.int("rinnakkain must be a whole number").min(1, "rinnakkain must be at least 1").default(8),
});

/** Settings of the subgraph; the README explains each key. */
export type Asetukset = z.infer<typeof schema>;

/** Checks the settings. @throws Error whose message names each wrong key and what it must be; never its value. */
export function parseAsetukset(value: unknown): Asetukset {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `vtj.${path.join(".")}: ${message}`);
  // The parser's own error is dropped on purpose: it may quote a value, and passwords are among them.
  throw new Error(problems.join("; "));
}
