import type { SubgraphResolvers } from "./define-subgraph.ts";
import type { Kieli } from "./kieli.ts";

/** Value of the shared type `Raha`: an amount in whole cents of euro. */
export interface Raha {
  readonly sentit: number;
}

const decimal = /^(-?)(0|[1-9]\d{0,7})(?:\.(\d{1,2}))?$/;
/** Largest value of GraphQL's Int. */
const maxSentit = 2_147_483_647;
const noBreakSpace = "\u00a0";
const minus = "\u2212";

/**
 * Cents of a decimal text with a point and at most two decimals ("636.12", "-0.5", "70"), counted
 * without floating point. Undefined for anything else, and over 21 474 836.47 either way.
 */
export function parseSentit(text: string): number | undefined {
  const parts = decimal.exec(text);
  if (parts === null) return undefined;
  const [, sign, euros = "", fraction = ""] = parts;
  const sentit = Number(euros) * 100 + Number(fraction.padEnd(2, "0"));
  if (sentit > maxSentit) return undefined;
  return sign === "-" ? 0 - sentit : sentit;
}

/**
 * An amount as text: Finnish and Swedish "1 234,50 €", English "€1,234.50". Spaces are no-break
 * spaces (U+00A0), so that neither number nor unit is cut at a line's end; a negative amount begins
 * with the minus sign U+2212. Written out, not by Intl, whose answer varies with the ICU in use.
 */
export function toRahaTeksti(sentit: number, kieli: Kieli): string {
  const digits = String(Math.abs(sentit)).padStart(3, "0");
  const sign = sentit < 0 ? minus : "";
  const separator = kieli === "EN" ? "," : noBreakSpace;
  const euros = digits.slice(0, -2).replaceAll(/\B(?=(?:\d{3})+$)/g, separator);
  const fraction = digits.slice(-2);
  return kieli === "EN" ? `${sign}€${euros}.${fraction}` : `${sign}${euros},${fraction}${noBreakSpace}€`;
}

/** Resolvers of the shared type `Raha`, to be spread into those of a subgraph that returns it. */
export const rahaResolvers = {
  Raha: {
    teksti: ({ sentit }: Raha, { kieli }: { readonly kieli: Kieli }) => toRahaTeksti(sentit, kieli),
  },
} as const satisfies SubgraphResolvers;
