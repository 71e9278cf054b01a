import { findAlue } from "./alueet.ts";
import { kunnat } from "./kunnat.ts";
import { ankkuri, ofPaiva, toPaiva } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { Tuottajavalinta } from "./palvelujen-kaytto.ts";
import { createRandom } from "./random.ts";
import { tunnetutAlueet } from "./tunnetut-alueet.ts";

/**
 * The health station of each living resident, ended in a former region, and for some a unit of specialised
 * care or a producer of home care. One health station of twenty is in another region (1326/2010 47 §).
 */
export function toAlueenTuottajavalinnat(seed: number, henkilo: Henkilo): readonly Tuottajavalinta[] {
  const { kotikunta, kuolinpaiva, hetu } = henkilo;
  if (kuolinpaiva !== undefined || hetu === undefined || kotikunta === undefined || kotikunta === "200") return [];
  const random = createRandom(seed, "tuottajavalinnat", henkilo.index);
  return tunnetutAlueet(seed, henkilo).flatMap((alue, at): Tuottajavalinta[] => {
    const alku = Math.max(ankkuri - at * 1500 - random.between(30, 1400), ofPaiva(henkilo.syntymapaiva));
    const isElsewhere = random.chance(0.05);
    const tuottajanAlue = isElsewhere ? "01" : alue;
    const perus = { alue, valittu: toPaiva(alku), paattynyt: at === 0 ? undefined : toPaiva(alku + 400) };
    const asema: Tuottajavalinta = {
      ...perus,
      laji: "TERVEYSASEMA",
      palvelu: "Terveysasema",
      tuottaja: `${toKunta(tuottajanAlue, at === 0 && !isElsewhere ? kotikunta : undefined)}, keskustan terveysasema`,
      tuottajanAlue,
    };
    const muu: Tuottajavalinta = random.chance(0.5)
      ? { ...perus, laji: "ALUEEN_OMA", palvelu: "Kotihoito", tuottaja: "Hoivamalli Oy", tuottajanAlue: alue }
      : {
          ...perus,
          laji: "ERIKOISSAIRAANHOITO",
          palvelu: "Ortopedia",
          tuottaja: `${findAlue(alue)?.nimi.fi ?? alue}, leikkausyksikkö`,
          tuottajanAlue: alue,
        };
    return random.chance(0.06) ? [asema, muu] : [asema];
  });
}

function toKunta(alue: string, kotikunta: string | undefined): string {
  const koodit = findAlue(alue)?.kunnat ?? [];
  const kunta = kunnat.find(({ koodi }) => (kotikunta === undefined ? koodit.includes(koodi) : koodi === kotikunta));
  return kunta?.nimi.fi ?? "Keskus";
}
