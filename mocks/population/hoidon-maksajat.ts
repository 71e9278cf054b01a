import { ofPaiva, toPaiva } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { HoidonMaksaja } from "./maksaminen.ts";
import type { Paiva } from "./paiva.ts";
import { tunnetutAlueet } from "./tunnetut-alueet.ts";

/** States whose insured have the European health insurance card: EU, EEA and Switzerland (ISO 3166-1 numeric). */
const sairaanhoitokortti: ReadonlySet<string> = new Set(
  "040 056 100 191 196 203 208 233 250 276 300 348 352 372 380 428 438 440 442 470 528 578 616 620 642 703 705 724 752 756".split(
    " ",
  ),
);

const sofianAlueet = [
  { alue: "08", alkaen: "1990-07-17", paattyy: "2019-06-30" },
  { alue: "15", alkaen: "2019-07-01", paattyy: "2024-08-14" },
  { alue: "90", alkaen: "2024-08-15", paattyy: undefined },
] as const;

/**
 * Each region that is or was the home region says so of itself, for its own time; sofia has three in turn. Of one
 * without a home municipality the region met says who pays: by insurance in another state, as an asylum
 * seeker, or the person (grounds recalled).
 */
export function toHoidonMaksajat(seed: number, henkilo: Henkilo): readonly HoidonMaksaja[] {
  if (henkilo.persona === "sofia")
    return sofianAlueet.map(({ alue, alkaen, paattyy }) => kotialue(alue, alkaen, paattyy));
  const [nykyinen, entinen] = tunnetutAlueet(seed, henkilo);
  if (nykyinen === undefined) return [];
  if (henkilo.kotikunta === undefined) return [ilmanKotikuntaa(nykyinen, henkilo)];
  const muutto = henkilo.kotikuntaAlkaen ?? henkilo.syntymapaiva;
  if (henkilo.kotikunta === "200") {
    return [
      ...ennen(nykyinen, henkilo.syntymapaiva, muutto),
      { ...ilmanKotikuntaa(nykyinen, henkilo), alkaen: muutto },
    ];
  }
  return [
    kotialue(nykyinen, muutto, henkilo.kuolinpaiva),
    ...(entinen === undefined ? [] : ennen(entinen, henkilo.syntymapaiva, muutto)),
  ];
}

function kotialue(alue: string, alkaen: Paiva, paattyy: Paiva | undefined): HoidonMaksaja {
  return { alue, laji: "KOTIALUE", maksavaAlue: alue, peruste: "KOTIKUNTA", alkaen, paattyy };
}

/** The time in a region before moving away from it; none for one who moved on the day of birth. */
function ennen(alue: string, syntymapaiva: Paiva, muutto: Paiva): readonly HoidonMaksaja[] {
  return syntymapaiva < muutto ? [kotialue(alue, syntymapaiva, toPaiva(ofPaiva(muutto) - 1))] : [];
}

function ilmanKotikuntaa(alue: string, { oleskelu, kansalaisuudet, ulkomainenOsoite }: Henkilo): HoidonMaksaja {
  const perus = { alue, maksavaAlue: undefined, alkaen: "2024-01-01", paattyy: undefined };
  if (oleskelu === "TURVAPAIKANHAKIJA") return { ...perus, laji: "MAAHANMUUTTOVIRASTO", peruste: "VASTAANOTTO" };
  const valtiot = ulkomainenOsoite === undefined ? kansalaisuudet : [ulkomainenOsoite.valtio];
  return valtiot.some((valtio) => sairaanhoitokortti.has(valtio))
    ? { ...perus, laji: "KELA", peruste: "SAIRAANHOITOKORTTI" }
    : { ...perus, laji: "ASIAKAS", peruste: "EI_VAKUUTUSTA" };
}
