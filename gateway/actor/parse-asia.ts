import { z } from "zod";
import type { Reason } from "../errors.ts";
import { hasPersonalCode } from "../has-personal-code.ts";
import type { Asia } from "./actor.ts";

/** What a request states of its purpose and ground, or why it can't be taken. */
export type AsiaResult = { readonly ok: true; readonly asia: Asia } | { readonly ok: false; readonly syy: Reason };

/** Form of a purpose of use: the words themselves are the deployment's. */
export const kayttotarkoitusForm = /^[A-ZÅÄÖ_]{3,60}$/;

/** Control and format characters, which hide what a text says, and halves of characters. */
const unfitCharacters = /[\p{Cc}\p{Cf}\p{Cs}]/u;

const asiaSchema = z.object({
  kayttotarkoitus: z.string().regex(kayttotarkoitusForm).exactOptional(),
  peruste: z
    .strictObject({
      laji: z.enum(["LAHETE", "AJANVARAUS", "PYYNTO", "LAKISAATEINEN_TEHTAVA"]),
      selite: z
        .string()
        .trim()
        .min(10)
        .max(500)
        // In the ground it would stay in the log for years.
        .refine((selite) => !unfitCharacters.test(selite) && !hasPersonalCode(selite)),
    })
    .exactOptional(),
});

/**
 * Reads purpose and ground from a request's `extensions`: in the body, because headers are logged on the
 * way, and a ground in words may tell of a person. Other members are others' business.
 */
export function parseAsia(extensions: Readonly<Record<string, unknown>>): AsiaResult {
  const parsed = asiaSchema.safeParse(extensions);
  if (parsed.success) return { ok: true, asia: parsed.data };
  const isPurpose = parsed.error.issues.some(({ path }) => path[0] === "kayttotarkoitus");
  return { ok: false, syy: isPurpose ? badPurpose : badGround };
}

const badPurpose: Reason = {
  fi: "extensions.kayttotarkoitus on 3-60 isoa kirjainta tai alaviivaa, esimerkiksi HOITO",
  sv: "extensions.kayttotarkoitus är 3-60 versaler eller understreck, till exempel HOITO",
  en: "extensions.kayttotarkoitus is 3-60 capital letters or underscores, such as HOITO",
};

const badGround: Reason = {
  fi: "extensions.peruste on {laji: LAHETE, AJANVARAUS, PYYNTO tai LAKISAATEINEN_TEHTAVA, selite: 10-500 merkkiä ilman henkilö- tai tilitunnuksia}",
  sv: "extensions.peruste är {laji: LAHETE, AJANVARAUS, PYYNTO eller LAKISAATEINEN_TEHTAVA, selite: 10-500 tecken utan personbeteckningar eller kontonummer}",
  en: "extensions.peruste is {laji: LAHETE, AJANVARAUS, PYYNTO or LAKISAATEINEN_TEHTAVA, selite: 10-500 characters without identity codes or account numbers}",
};
