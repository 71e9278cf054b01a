import { ankkuri, ofPaiva, toIka, toPaiva } from "./paiva.ts";
import type { Asiakkuus, Omasuunnitelma, Suunnitelmaosa } from "./palvelusuhde.ts";
import type { Henkilo } from "./person.ts";
import { createRandom } from "./random.ts";

const terveysJaHoito: Suunnitelmaosa = {
  tarve: "Verenpaine ja liikkuminen seurannassa.",
  tavoitteet: ["Verenpaine alle 140/90", "Liikkuminen sisällä ilman apuvälinettä"],
  toimet: ["Mittaus kotona kahdesti viikossa", "Fysioterapeutin arvio kolmen kuukauden välein"],
};
const palvelut: Suunnitelmaosa = {
  tarve: "Arjen tuki ja yhteinen kuva palveluista.",
  tavoitteet: ["Kotona asuminen jatkuu turvallisesti"],
  toimet: ["Kotikäynti kahdesti kuukaudessa", "Yhteinen tapaaminen puolivuosittain"],
};

/** In the present region: of most who are 75 or older, of the personas there, of one other in twelve. None of the gone. */
export function toOmasuunnitelma(
  seed: number,
  henkilo: Henkilo,
  asiakkuudet: readonly Asiakkuus[],
): Omasuunnitelma | undefined {
  const [first] = asiakkuudet;
  if (first === undefined || first.paattynyt !== undefined) return undefined;
  const ika = toIka(ofPaiva(henkilo.syntymapaiva), ankkuri);
  const random = createRandom(seed, "omasuunnitelmat", henkilo.index);
  const hasOne = random.chance(ika >= 75 ? 0.7 : 0.08);
  const laadittu = ankkuri - random.between(20, 300);
  const kumpi = random.below(3);
  if (!hasOne && henkilo.persona === undefined) return undefined;
  return {
    tunnus: `OS${first.alue}-${String(henkilo.index).padStart(6, "0")}`,
    alue: first.alue,
    laadittu: toPaiva(laadittu),
    tarkistetaan: kumpi === 2 ? undefined : toPaiva(laadittu + 365),
    terveysJaHoito: kumpi === 1 && henkilo.persona === undefined ? undefined : terveysJaHoito,
    palvelut: kumpi === 0 && henkilo.persona === undefined ? undefined : palvelut,
    huoltajalta: henkilo.persona === "eino" ? "AVOIN" : undefined,
  };
}
