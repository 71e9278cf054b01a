import type { Jasen } from "./jasen.ts";
import { ankkuri, toIka } from "./paiva.ts";
import { createRandom } from "./random.ts";

const ammatit: readonly string[] = [
  "lähihoitaja",
  "sairaanhoitaja",
  "luokanopettaja",
  "myyjä",
  "kirjanpitäjä",
  "sähköasentaja",
  "kirvesmies",
  "linja-autonkuljettaja",
  "ohjelmistokehittäjä",
  "insinööri",
  "varastotyöntekijä",
  "kokki",
  "siivooja",
  "toimistosihteeri",
  "maanviljelijä",
  "putkiasentaja",
  "sosiaalityöntekijä",
  "fysioterapeutti",
  "lakimies",
  "farmaseutti",
  "varhaiskasvatuksen opettaja",
  "parturi-kampaaja",
  "metsuri",
  "hitsaaja",
  "tutkija",
  "yrittäjä",
];

/** Occupation as VTJ holds it, free text: none for children, often none or an old one for others. */
export function drawAmmatti(seed: number, index: number, jasen: Jasen): string | undefined {
  const random = createRandom(seed, "henkilo", index);
  const ika = toIka(jasen.syntyi, jasen.kuoli ?? ankkuri);
  if (ika < 18 || jasen.tilanne === "TURVAPAIKANHAKIJA") return undefined;
  if (ika >= 66) return random.chance(0.8) ? "eläkeläinen" : undefined;
  if (ika < 24) return random.chance(0.5) ? "opiskelija" : undefined;
  return random.chance(0.75) ? random.pick(ammatit) : undefined;
}
