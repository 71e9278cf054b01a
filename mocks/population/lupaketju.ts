import { addVuosia, ankkuri, ofPaiva, toPaiva } from "./paiva.ts";
import type { Oleskelulupa } from "./oleskeluoikeus.ts";
import type { Random } from "./random.ts";

/** Where a chain of permits begins, as a day number, and on what ground. */
interface Alku {
  readonly alku: number;
  readonly peruste: Oleskelulupa["peruste"];
}

/**
 * Permits one after another up to the anchor day, oldest first: temporary (B) for a year, continuous (A) for four, then
 * permanent; one under international protection has A from the beginning. Of some, the last has expired and its
 * extension, applied for in time, is pending.
 */
export function toLupaketju(random: Random, alku: Alku): readonly Oleskelulupa[] {
  const kestot = alku.peruste === "KANSAINVALINEN_SUOJELU" ? (["A", "A"] as const) : (["B", "A"] as const);
  const luvat: Oleskelulupa[] = [];
  let alkaa = alku.alku;
  for (const laji of kestot) {
    if (alkaa > ankkuri) break;
    const paattyy = addVuosia(alkaa, laji === "A" ? 4 : 1) - 1;
    luvat.push(toLupa(laji, alku, { alkaa, paattyy }));
    alkaa = paattyy + 1;
  }
  if (alkaa <= ankkuri) return [...luvat, toLupa(random.chance(0.2) ? "P_EU" : "P", alku, { alkaa })];
  return random.chance(0.25) ? withJatkohakemus(random, luvat) : luvat;
}

function toLupa(
  laji: "A" | "B" | "P" | "P_EU",
  { peruste }: Alku,
  paivat: { readonly alkaa: number; readonly paattyy?: number },
): Oleskelulupa {
  const isRajoitettu = laji === "B" && (peruste === "TYO" || peruste === "OPISKELU");
  return {
    laji,
    peruste,
    alkaa: toPaiva(paivat.alkaa),
    paattyy: paivat.paattyy === undefined ? undefined : toPaiva(paivat.paattyy),
    tyoskentelyoikeus: isRajoitettu ? "RAJOITETTU" : "RAJOITTAMATON",
    jatkohakemus: undefined,
  };
}

/** The last permit as one that ended some weeks ago; unchanged where it had not been in force long enough. */
function withJatkohakemus(random: Random, luvat: readonly Oleskelulupa[]): readonly Oleskelulupa[] {
  const last = luvat.at(-1);
  const paattyy = ankkuri - random.between(5, 60);
  const haettu = paattyy - random.between(1, 30);
  if (last === undefined || ofPaiva(last.alkaa) > haettu) return luvat;
  return [...luvat.slice(0, -1), { ...last, paattyy: toPaiva(paattyy), jatkohakemus: toPaiva(haettu) }];
}
