/** Values of the shared enum `Kieli`. */
export type Kieli = "FI" | "SV" | "EN";

/** A name in the languages that a source gave; a language may be missing or empty. */
export interface Nimet {
  readonly fi?: string | undefined;
  readonly sv?: string | undefined;
  readonly en?: string | undefined;
}

/** The name in the language asked; else in Finnish, Swedish, English, in this order; null without any. */
export function toNimi(nimet: Nimet | undefined, kieli: Kieli): string | null {
  if (nimet === undefined) return null;
  const asked = { FI: nimet.fi, SV: nimet.sv, EN: nimet.en }[kieli];
  const found = [asked, nimet.fi, nimet.sv, nimet.en].find((nimi) => nimi !== undefined && nimi !== "");
  return found ?? null;
}
