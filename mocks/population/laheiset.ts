import { nimistot } from "./nimet.ts";
import { ankkuri, ofPaiva, toIka } from "./paiva.ts";
import type { Laheinen } from "./palvelusuhde.ts";
import type { Henkilo, Suhde } from "./person.ts";
import { createRandom } from "./random.ts";

type Rooli = Laheinen["roolit"][number];

/**
 * Close persons as customers report them: guardians of a child, spouse, a grown-up child of the old, the
 * guardian of an adult; of one in eight a neighbour of whom nothing but the name is known.
 */
export function toLaheiset(seed: number, henkilo: Henkilo): readonly Laheinen[] {
  if (henkilo.kuolinpaiva !== undefined) return [];
  const ika = toIka(ofPaiva(henkilo.syntymapaiva), ankkuri);
  const random = createRandom(seed, "laheiset", henkilo.index);
  const puhelin = (): string => `+35850000${String(random.below(10_000)).padStart(4, "0")}`;
  const toLaheinen = (kuka: Suhde, roolit: readonly Rooli[]): Laheinen => ({
    nimi: `${kuka.etunimet} ${kuka.sukunimi}`,
    hetu: kuka.hetu,
    roolit,
    puhelin: puhelin(),
    suunnitelmassa: roolit.includes("YHTEYSHENKILO"),
  });
  const aikuinenLapsi = ika < 70 ? undefined : henkilo.lapset[0];
  const naapuri = random.chance(0.125) ? random : undefined;
  return [
    ...henkilo.huoltajat.map((huoltaja, at) =>
      toLaheinen(huoltaja, at === 0 ? ["HUOLTAJA", "YHTEYSHENKILO"] : ["HUOLTAJA"]),
    ),
    ...(henkilo.puoliso === undefined ? [] : [toLaheinen(henkilo.puoliso, toPuolisonRoolit(ika))]),
    ...(aikuinenLapsi === undefined ? [] : [toLaheinen(aikuinenLapsi, ["TUKIHENKILO"])]),
    ...(henkilo.edunvalvoja === undefined ? [] : [toLaheinen(henkilo.edunvalvoja, ["EDUNVALVOJA"])]),
    ...(naapuri === undefined ? [] : [toNaapuri(naapuri)]),
    ...(henkilo.persona === "sofia" || henkilo.persona === "aino" ? [ystava] : []),
  ];
}

/** One whose identity code no register has. */
const ystava: Laheinen = {
  nimi: "Tuuli Testi-Ystävä",
  hetu: undefined,
  roolit: ["TUKIHENKILO", "YHTEYSHENKILO"],
  puhelin: "+358500000042",
  suunnitelmassa: true,
};

function toPuolisonRoolit(ika: number): readonly Rooli[] {
  return ika >= 75 ? ["OMAISHOITAJA", "YHTEYSHENKILO"] : ["YHTEYSHENKILO"];
}

function toNaapuri(random: ReturnType<typeof createRandom>): Laheinen {
  const { naiset, sukunimet } = nimistot.fi;
  return {
    nimi: `${random.pick(naiset)} ${random.pick(sukunimet)}`,
    hetu: undefined,
    roolit: ["MUU"],
    puhelin: undefined,
    suunnitelmassa: false,
  };
}
