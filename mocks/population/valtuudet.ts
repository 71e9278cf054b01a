import type { Valtuusasia, Valtuutus } from "./asiointi.ts";
import type { Henkilo } from "./person.ts";
import type { Paiva } from "./paiva.ts";
import { createRandom } from "./random.ts";

const kaikki: readonly Valtuusasia[] = ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"];
const terveys: readonly Valtuusasia[] = ["TERVEYDENHUOLTO"];
const oma = { alkaa: "2024-03-01", paattyy: undefined, edunvalvonta: false } as const;

/**
 * Mandates that personas have given. Aino: to Sofia for health care, to Liisa for everything, to Lauri for everything
 * until the end of 2025. Liisa: to Sofia for social care. Venla, under turvakielto: to Kaisa for everything.
 */
const personan: Readonly<Record<string, readonly Valtuutus[]>> = {
  aino: [
    { ...oma, valtuutettu: 6, asiat: terveys },
    { ...oma, valtuutettu: 5, asiat: kaikki },
    { ...oma, valtuutettu: 9, asiat: kaikki, paattyy: "2025-12-31" },
  ],
  liisa: [{ ...oma, valtuutettu: 6, asiat: ["SOSIAALIHUOLTO"] }],
  venla: [{ ...oma, valtuutettu: 11, asiat: kaikki }],
};

/** Whom the personas act for by these mandates. */
const personanAntajat: ReadonlyMap<number, readonly number[]> = new Map([
  [5, [0]],
  [6, [0, 5]],
  [9, [0]],
  [11, [3]],
]);

/**
 * Who may act for a person: the guardian of an adult in everything; the mandates of a persona; of others one of ten
 * has given a mandate to the spouse, and one of five of those with grown children to a child. None of a minor.
 */
export function toValtuutukset(seed: number, henkilo: Henkilo, paiva: Paiva): readonly Valtuutus[] {
  if (henkilo.hetu === undefined || isAlaikainen(henkilo.syntymapaiva, paiva)) return [];
  const { edunvalvoja, persona, puoliso, lapset, index } = henkilo;
  const random = createRandom(seed, "valtuudet", index);
  const [isPuoliso, isLapsi, isKaikki] = [random.chance(0.1), random.chance(0.2), random.chance(0.5)];
  const asiat = isKaikki ? kaikki : terveys;
  const grown = lapset.find(({ hetu, syntymapaiva }) => hetu !== undefined && !isAlaikainen(syntymapaiva, paiva));
  return [
    ...(edunvalvoja === undefined
      ? []
      : [{ ...oma, valtuutettu: edunvalvoja.index, asiat: kaikki, edunvalvonta: true }]),
    ...(persona === undefined ? [] : (personan[persona] ?? [])),
    ...(isPuoliso && puoliso !== undefined ? [{ ...oma, valtuutettu: puoliso.index, asiat }] : []),
    ...(isLapsi && grown !== undefined ? [{ ...oma, valtuutettu: grown.index, asiat }] : []),
  ];
}

/** Families stand side by side in a block, none larger than this. */
const perheessa = 8;

/**
 * Indexes of those who may have named this person: who has is told by `toValtuutukset` of each. The guardian of an adult
 * is of the same family.
 */
export function toMahdollisetAntajat({ index, puoliso, vanhemmat }: Henkilo): readonly number[] {
  const lahella = [...(puoliso === undefined ? [] : [puoliso]), ...vanhemmat].map((each) => each.index);
  const perhe = Array.from({ length: 2 * perheessa + 1 }, (_, at) => index - perheessa + at).filter(
    (each) => each >= 0,
  );
  return [...new Set([...(personanAntajat.get(index) ?? []), ...lahella, ...perhe])].filter((each) => each !== index);
}

/** Is a mandate in force on a day, both ends included. */
export function isVoimassa({ alkaa, paattyy }: Valtuutus, paiva: Paiva): boolean {
  return alkaa <= paiva && (paattyy === undefined || paiva <= paattyy);
}

/** Under 18 on a day. */
function isAlaikainen(syntymapaiva: Paiva, paiva: Paiva): boolean {
  const birthday = `${Number(syntymapaiva.slice(0, 4)) + 18}${syntymapaiva.slice(4)}`;
  return paiva < birthday;
}
