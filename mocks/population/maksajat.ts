import { findAlue } from "./alueet.ts";
import { ankkuri, ofPaiva, toIka } from "./paiva.ts";
import type { PalvelunMaksaja } from "./palvelusuhde.ts";
import type { Asiakkuus, Henkilo } from "./person.ts";

const maat: Readonly<Record<string, string>> = { "642": "Romania", "752": "Ruotsi", "804": "Ukraina" };

/**
 * Who pays a service that a region's register holds: the home region, which another region calls another;
 * the state of insurance for one who is not insured here; the employer's occupational health care for
 * part of the health station's customers of working age.
 */
export function toMaksaja(
  henkilo: Henkilo,
  { alue, palvelu }: Pick<Asiakkuus, "alue" | "palvelu">,
  kotialue: string | undefined,
): PalvelunMaksaja {
  if (!henkilo.vakuutettu && henkilo.oleskelu !== "TURVAPAIKANHAKIJA") {
    const maa = henkilo.ulkomainenOsoite?.valtio ?? henkilo.kansalaisuudet[0] ?? "";
    return { laji: "ULKOMAA", nimi: maat[maa] };
  }
  const ika = toIka(ofPaiva(henkilo.syntymapaiva), ankkuri);
  const isWorking = ika >= 20 && ika < 63 && henkilo.ammatti !== undefined && henkilo.index % 5 === 3;
  if (palvelu === "Terveysasema" && isWorking) return { laji: "TYOTERVEYS", nimi: "Työterveys Malli Oy" };
  const maksaja = kotialue ?? alue;
  return { laji: maksaja === alue ? "ALUE" : "MUU_ALUE", nimi: findAlue(maksaja)?.nimi.fi };
}
