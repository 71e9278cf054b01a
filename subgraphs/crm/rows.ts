import { z } from "zod";
import { isPaiva, parseSentit } from "../../gateway/subgraph/index.ts";

/** A day that exists, `YYYY-MM-DD`. */
export const paiva = z.string().refine(isPaiva);
/** A region, two digits. */
export const alue = z.string().regex(/^\d{2}$/);
/** A text that says something, at most 500 characters. */
export const text = z.string().min(1).max(500);
/** A truth as PostgreSQL tells it in text. */
export const totuus = z.enum(["true", "false"]);
/** Of a minor's row: kept from the guardians, open to them, or not asked. */
export const huoltajaltaSalattu = totuus.nullable();

/** An amount above zero: comes as decimal text and becomes whole cents, never a float. */
export const sentit = z.string().transform((amount, context) => {
  const parsed = parseSentit(amount);
  if (parsed !== undefined && parsed > 0) return parsed;
  context.addIssue("not an amount");
  return z.NEVER;
});

/** Rows below a row come as JSON, so that a thing and its parts are one row of one statement. */
export function jsonOf<T>(item: z.ZodType<T>) {
  return z.string().transform((json, context) => {
    const parsed = z.array(item).safeParse(parseJson(json));
    if (parsed.success) return parsed.data;
    context.addIssue("not a list of the agreed form");
    return z.NEVER;
  });
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's message quotes the text, which may be personal: undefined is no list.
    return undefined;
  }
}
