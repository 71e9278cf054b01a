import { ankkuri, ofPaiva, toIka, toPaiva } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { OmaArvio } from "./kirjaukset.ts";
import { createRandom } from "./random.ts";

/** Questions by ICF code; concepts of THL's ICF code list. */
const kysymykset: readonly (readonly [icf: string, kysymys: string])[] = [
  ["d450", "Miten kävely sujuu?"],
  ["d510", "Miten peseytyminen sujuu?"],
  ["d540", "Miten pukeutuminen sujuu?"],
  ["d550", "Miten ruokaileminen sujuu?"],
  ["d630", "Miten aterioiden valmistaminen sujuu?"],
  ["b280", "Haittaako kipu arkea?"],
];

/** Degrees of the personas' answers, in the order of the questions, by day. */
const personanArviot: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  aino: { "2026-02-10": [0, 0, 0, 0, 0, 1] },
  liisa: { "2025-10-03": [1, 0, 0, 0, 1, 2], "2026-08-20": [2, 1, 0, 0, 2, 2] },
  onni: { "2026-05-11": [3, 2, 2, 1, 3, 8] },
};

/** Self-assessments, oldest first. Only people of 16 and over may keep any. */
export function toOmaArviot(seed: number, henkilo: Henkilo): readonly OmaArvio[] {
  const ika = toIka(ofPaiva(henkilo.syntymapaiva), ankkuri);
  if (henkilo.hetu === undefined || henkilo.kuolinpaiva !== undefined || ika < 16) return [];
  const arviot =
    henkilo.persona === undefined ? drawArviot(seed, henkilo, ika) : (personanArviot[henkilo.persona] ?? {});
  return Object.entries(arviot).map(([paiva, asteet], at) => ({
    tunnus: toUuid(henkilo.index, at),
    taytetty: `${paiva}T10:20:00+02:00`,
    vastaukset: kysymykset.flatMap(([icf, kysymys], monesko) => {
      const aste = asteet[monesko];
      if (aste === undefined) return [];
      const sanoin = icf === "b280" && aste >= 2 && aste <= 4 ? "Polvi on kipeä portaissa." : undefined;
      return [{ icf, kysymys, aste, sanoin }];
    }),
  }));
}

function drawArviot(seed: number, henkilo: Henkilo, ika: number): Readonly<Record<string, readonly number[]>> {
  const random = createRandom(seed, "oma-arviot", henkilo.index);
  if (!random.chance(ika >= 65 ? 0.25 : 0.04)) return {};
  const paiva = toPaiva(ankkuri - random.between(5, 400));
  return { [paiva]: kysymykset.map(() => random.pick([0, 0, 0, 1, 1, 2, 3])) };
}

/** A version 4 UUID in form; the same person and number, the same UUID. */
function toUuid(index: number, at: number): string {
  return `0e5a0000-0000-4000-8000-${(index * 100 + at).toString(16).padStart(12, "0")}`;
}
