import { alueet } from "./alueet.ts";
import { createRandom } from "./random.ts";

/**
 * The temporary identifier of a person without a Finnish identity code: `AA-VVVV-NNNNNN`, the region
 * that gave it, year, running number. Assumed: today each organisation has a form of its own, shown as
 * 11 characters like an identity code; 14 characters with a hyphen in the third place can't be taken
 * for one. The number here is the person's index.
 */
export function toTilapainenTunnus(seed: number, index: number): string {
  return `${toAntajaAlue(seed, index)}-2026-${String(index).padStart(6, "0")}`;
}

/** Index of the person whose temporary identifier this would be; undefined for another form. */
export function parseTilapainenTunnus(tunnus: string): number | undefined {
  const found = /^\d{2}-2026-(\d{6})$/.exec(tunnus);
  return found === null ? undefined : Number(found[1]);
}

/** The region that meets a person who has no home municipality: Pirkanmaa for the personas, else drawn. */
export function toAntajaAlue(seed: number, index: number): string {
  const omat = alueet.filter((alue) => alue.koodi !== "91");
  return index < 16 ? "08" : createRandom(seed, "alueet", index).pick(omat).koodi;
}
