import { findAlue } from "./alueet.ts";
import { ankkuripaiva } from "./paiva.ts";
import type { Asiakkuus, PalvelunMaksaja } from "./palvelusuhde.ts";
import type { Henkilo } from "./person.ts";
import type { Tyoterveyshuolto } from "./palvelujen-kaytto.ts";

const maat: Readonly<Record<string, string>> = { "642": "Romania", "752": "Ruotsi", "804": "Ukraina" };

/** What decides who pays, besides person and service. */
export interface Maksuperusteet {
  readonly kotialue: string | undefined;
  readonly tyoterveyshuollot: readonly Tyoterveyshuolto[];
}

/**
 * Who pays a service that a region's register holds: the home region, which another region calls another;
 * the state of insurance for one who is not insured here; occupational health care, of which the same region
 * knows, for a third of those who have it and are customers of the health station.
 */
export function toMaksaja(
  henkilo: Henkilo,
  { alue, palvelu }: Pick<Asiakkuus, "alue" | "palvelu">,
  { kotialue, tyoterveyshuollot }: Maksuperusteet,
): PalvelunMaksaja {
  if (!henkilo.vakuutettu && henkilo.oleskelu !== "TURVAPAIKANHAKIJA") {
    const maa = henkilo.ulkomainenOsoite?.valtio ?? henkilo.kansalaisuudet[0] ?? "";
    return { laji: "ULKOMAA", nimi: maat[maa] };
  }
  const tyoterveys = tyoterveyshuollot.find(
    (one) => one.alue === alue && (one.paattyy === undefined || one.paattyy > ankkuripaiva),
  );
  if (palvelu === "Terveysasema" && tyoterveys !== undefined && henkilo.index % 3 === 2) {
    return { laji: "TYOTERVEYS", nimi: tyoterveys.tuottaja };
  }
  const maksaja = kotialue ?? alue;
  return { laji: maksaja === alue ? "ALUE" : "MUU_ALUE", nimi: findAlue(maksaja)?.nimi.fi };
}
