import { z } from "zod";
import { readSecret } from "../secret-file.ts";

/**
 * A password or key as settings give it: itself, or `file:PATH` of a file that holds it and nothing else, which is read
 * once, when the settings are checked. `what` says what it must be; messages repeat neither it nor the path.
 */
export function secretText(form: RegExp, what: string) {
  return z.string({ error: what }).transform((given, context): string => {
    const read = readSecret(given);
    if (read.ok && form.test(read.value)) return read.value;
    const message = read.ok ? what : "names a file that can't be read";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}
