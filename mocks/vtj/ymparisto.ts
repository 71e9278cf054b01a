import type { Population } from "../population/index.ts";
import type { Lupa } from "./lupa.ts";
import type { Kirjoitusasu } from "./xroad.ts";

/** What the mock works with: who lives, what time it is, who may ask. */
export interface Ymparisto {
  readonly population: Population;
  readonly now: () => Date;
  readonly lupa: Lupa;
  readonly virhekoodit: Kirjoitusasu;
}

const helsinki = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Helsinki",
  dateStyle: "short",
  timeStyle: "medium",
});

/** The moment in Finland as `YYYY-MM-DD hh:mm:ss`. */
export function toHetki(now: Date): string {
  return helsinki.format(now);
}
