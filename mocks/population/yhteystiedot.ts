import { findKunta, kunnat } from "./kunnat.ts";
import { alueOf } from "./alueet.ts";
import { ankkuri, ofPaiva, toIka, toPaiva } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { Yhteystieto } from "./asiointi.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { tunnetutAlueet } from "./tunnetut-alueet.ts";

/**
 * Contacts told to each region that knows the person: an e-mail address and a telephone number, for
 * some a postal box. Children under 10 and the dead have none. Numbers and addresses lead nowhere:
 * no subscriber number begins with 000 (assumed), and `example` is reserved by RFC 2606.
 */
export function toYhteystiedot(seed: number, henkilo: Henkilo): readonly Yhteystieto[] {
  if (henkilo.kuolinpaiva !== undefined || toIka(ofPaiva(henkilo.syntymapaiva), ankkuri) < 10) return [];
  const random = createRandom(seed, "yhteystiedot", henkilo.index);
  const puhelin = `+35850000${String(random.below(10_000)).padStart(4, "0")}`;
  return tunnetutAlueet(seed, henkilo).flatMap((alue, monesko) => {
    const paiva = (): string => drawIlmoitettu(random, henkilo, monesko);
    const perus = { alue, pitkaaikainen: true, kayttotarkoitus: "YHTEYDENOTTO" };
    return [
      { ...perus, laji: "PUHELIN", arvo: puhelin, ilmoitettu: paiva() },
      { ...perus, laji: "SAHKOPOSTI", arvo: toSahkoposti(henkilo), ilmoitettu: paiva() },
      ...lyhytaikainen(random, alue, paiva()),
    ] satisfies readonly Yhteystieto[];
  });
}

/** A short-term postal address for one service, for one in five. */
function lyhytaikainen(random: Random, alue: string, ilmoitettu: string): readonly Yhteystieto[] {
  const lokero = random.between(1, 90);
  const kunta = findKunta(kunnat.find((each) => alueOf(each.koodi) === alue)?.koodi ?? "");
  if (!random.chance(0.2) || kunta === undefined) return [];
  const arvo = `PL ${lokero}, ${kunta.postinumerot[0] ?? ""} ${kunta.nimi.fi.toUpperCase()}`;
  return [{ alue, laji: "POSTIOSOITE", arvo, kayttotarkoitus: "LASKUTUS", pitkaaikainen: false, ilmoitettu }];
}

/** Within two years in the present region; earlier in a former one. */
function drawIlmoitettu(random: Random, henkilo: Henkilo, monesko: number): string {
  const day = ankkuri - monesko * 730 - random.between(1, 720);
  return toPaiva(Math.max(day, ofPaiva(henkilo.syntymapaiva)));
}

function toSahkoposti({ kutsumanimi, sukunimi, index }: Henkilo): string {
  const name = `${kutsumanimi}.${sukunimi}`.toLowerCase().replace(/[äå]/g, "a").replace(/ö/g, "o");
  return `${name.replace(/[^a-z.-]/g, "")}.${index}@asiakas.example`;
}
