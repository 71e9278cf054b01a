import type { Paiva } from "./paiva.ts";

/** What a region has granted to a person, and what it was used for, also in other regions. Types only. */

/** One use: at which producer, in which region. */
interface Kaytto {
  readonly tuottaja: string;
  readonly alue: string;
  readonly sentit: number;
  readonly paiva: Paiva;
}

/** A voucher granted by a region, and its uses (also in other regions). */
export interface Seteli {
  readonly numero: string;
  /** The region that granted it. */
  readonly alue: string;
  readonly palvelu: string;
  readonly arvoSentit: number;
  readonly alkaen: Paiva;
  readonly paattyy: Paiva;
  readonly tila: "VOIMASSA" | "KAYTETTY" | "PAATTYNYT" | "PERUTTU";
  readonly kaytot: readonly Kaytto[];
  /** Of a minor's voucher: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}

/** A personal budget granted by a region for a term, and what was paid from it (also in other regions). */
export interface Budjetti {
  readonly numero: string;
  readonly alue: string;
  readonly myonnettySentit: number;
  readonly alkaen: Paiva;
  readonly paattyy: Paiva;
  /** In order of time. */
  readonly suoritteet: readonly (Kaytto & { readonly palvelu: string })[];
  /** Of a minor's budget: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}

/** A region's promise to pay a producer; a referral is one without a sum. */
export interface Sitoumus {
  readonly numero: string;
  /** The region that granted it. */
  readonly alue: string;
  readonly laji: "MAKSUSITOUMUS" | "LAHETE";
  readonly palvelu: string;
  readonly tuottaja: string;
  /** The region where the producer is. */
  readonly tuottajanAlue: string;
  /** Undefined where no sum is promised. */
  readonly arvoSentit: number | undefined;
  readonly alkaen: Paiva;
  readonly paattyy: Paiva;
  readonly tila: "VOIMASSA" | "KAYTETTY" | "PAATTYNYT" | "PERUTTU";
  /** In order of time. */
  readonly kaytot: readonly Kaytto[];
  /** Of a minor's: has the child kept it from the guardians. Undefined where the register has no mark. */
  readonly huoltajalta?: "SALATTU" | "AVOIN";
}
