import { readFileSync } from "node:fs";
import fc from "fast-check";
import { readTiedot } from "../../../gateway/catalogue/index.ts";
import type { Tieto } from "../../../gateway/catalogue/index.ts";
import type { Ikaluokka, Kysyja, Rivi, Suhde, Tosiasiat, Valtuusasia } from "../../../gateway/policy/index.ts";
import { toParas } from "../../../gateway/policy/index.ts";

/** The items of this checkout. */
export const tiedot: readonly Tieto[] = readTiedot(
  readFileSync(new URL("../../../schema/tiedot.graphql", import.meta.url), "utf8"),
);

/** The item of a number; undefined for one that is not declared. */
export const tietoOf = (id: number): Tieto | undefined => tiedot.find((tieto) => tieto.id === id);

/** Every asker. */
export const kysyjat = ["S", "P", "H", "L", "O", "R", "J", "M", "EI_KUKAAN"] as const satisfies readonly Kysyja[];

/** Every relation. */
export const suhteet = [
  "OMA",
  "HUOLTAJA",
  "VALTUUTUS",
  "AVOIN_ASIAKKUUS",
  "ILMOITETTU_PERUSTE",
  "HATAKAYTTO",
  "OMA_ALUE",
  "SUOSTUMUS",
  "EI",
] as const satisfies readonly Suhde[];

/** Every age class. */
export const ikaluokat = ["ALLE_10", "10_17", "TAYSI"] as const satisfies readonly Ikaluokka[];

/** Every matter of a mandate. */
const valtuusasiat = ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"] as const satisfies readonly Valtuusasia[];

/** Every class of a purpose. */
export const tarkoitukset = ["MUU", "PUUTTUU", "TUTKIMUS", "TILASTOINTI", "OPETUS", "VIESTIN_LAHETYS"] as const;

/** Every mark of a row, and one that no rule knows. */
export const merkit = [
  "HUOLTAJALTA_SALATTU",
  "HUOLTAJALLE_AVOIN",
  "ERITYINEN_SISALTO",
  "REKISTERINPITAJALTA_KIELLETTY",
  "EI_SAHKOISEEN_ASIOINTIIN",
  "TURVAKIELTO",
  "VIERAS",
] as const;

/** Every controller, seen from the asker. */
const rekisterinpitajat = [
  "OMA",
  "OMAN_TOINEN_REKISTERI",
  "UUSIMAAN_PIIRI",
  "MUU",
] as const satisfies readonly Rivi["rekisterinpitaja"][];

const postilaatikko = "Asiakasviestinta.suomifiViestitKaytossa";
const kentat = [
  "Asiakas.kentta",
  "Asiakasviestinta.kanava",
  "Asiakasviestinta.viestit",
  "Asiakkuus.maksaja",
  "Palvelujakso.maksaja",
  "Tyoterveyshuolto.tyonantaja",
  "Tyoterveyshuolto.tuottaja",
  postilaatikko,
] as const;
const paikat = ["EI", "SUORAAN", "VALILLISESTI"] as const;
const pMerkinnat = ["EI", "KYLLA", "MAHDOLLINEN"] as const;
const undeclared = 999;

/** The vector in which everything speaks for this asker. */
export function toBest(kysyja: Kysyja, tieto: number, changes: Partial<Tosiasiat> = {}): Tosiasiat {
  const asema = toParas({ kysyja, kayttotarkoitus: "MUU", turvakieltoOikeus: false });
  const p = tietoOf(tieto)?.p ?? "EI";
  return { ...asema, tieto, kentta: "Asiakas.kentta", paikka: "EI", p, riveittain: false, suostumus: true, ...changes };
}

/** A row of the asker's own register, of which nothing is marked. */
export function toRivi(changes: Partial<Rivi> = {}): Rivi {
  return {
    rivimerkit: [],
    rekisterinpitaja: "OMA",
    luovutuslupa: false,
    luovutuskielto: false,
    informoitu: false,
    ...changes,
  };
}

const pick = <T extends string>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Any vector. */
export const anyFacts: fc.Arbitrary<Tosiasiat> = fc.record({
  kysyja: pick(kysyjat),
  suhde: pick(suhteet),
  ikaluokka: pick(ikaluokat),
  valtuusasiat: fc.subarray([...valtuusasiat]),
  kayttotarkoitus: fc.oneof({ arbitrary: fc.constant("MUU"), weight: 6 }, { arbitrary: pick(tarkoitukset), weight: 1 }),
  turvakielto: fc.boolean(),
  turvakieltoOikeus: fc.boolean(),
  suostumus: fc.boolean(),
  tieto: fc.constantFrom(...tiedot.map(({ id }) => id), undeclared),
  kentta: pick(kentat),
  paikka: pick(paikat),
  p: pick(pMerkinnat),
  riveittain: fc.boolean(),
});

/** Any vector of someone who has the relation that the letter needs: half of random ones are denied by it at once. */
export const relatedFacts: fc.Arbitrary<Tosiasiat> = anyFacts.map((facts) => ({
  ...facts,
  suhde: toParas(facts).suhde,
}));

/** Any vector of one who acts by a mandate. */
export const mandatedFacts: fc.Arbitrary<Tosiasiat> = anyFacts.map((facts) => ({
  ...facts,
  kysyja: "P",
  suhde: "VALTUUTUS",
}));

/** Any row. */
export const anyRow: fc.Arbitrary<Rivi> = fc.record({
  rivimerkit: fc.subarray([...merkit]),
  rekisterinpitaja: pick(rekisterinpitajat),
  luovutuslupa: fc.boolean(),
  luovutuskielto: fc.boolean(),
  informoitu: fc.boolean(),
});

/** A question of a policy: of a field, of a change of it, or of a row of it. */
export interface Case {
  readonly facts: Tosiasiat;
  readonly isChange?: boolean;
  readonly row?: Rivi;
}

/** Single facts, each of which may turn a decision. */
const changes: readonly Partial<Tosiasiat>[] = [
  {},
  ...suhteet.map((suhde) => ({ suhde })),
  ...ikaluokat.flatMap((ikaluokka) => pMerkinnat.map((p) => ({ ikaluokka, p }))),
  ...ikaluokat.map((ikaluokka) => ({ ikaluokka, suhde: "VALTUUTUS" as const, valtuusasiat, p: "KYLLA" as const })),
  ...valtuusasiat.map((asia) => ({ suhde: "VALTUUTUS" as const, valtuusasiat: [asia] })),
  { suhde: "VALTUUTUS", valtuusasiat },
  ...ikaluokat.map((ikaluokka) => ({ ikaluokka, riveittain: true, p: "KYLLA" as const })),
  ...tarkoitukset.map((kayttotarkoitus) => ({ kayttotarkoitus })),
  { suhde: "HUOLTAJA", ikaluokka: "10_17", p: "KYLLA" },
  { suostumus: false },
  { suostumus: false, turvakielto: true, paikka: "SUORAAN" },
  ...paikat.flatMap((paikka) =>
    [true, false].map((turvakieltoOikeus) => ({ paikka, turvakielto: true, turvakieltoOikeus })),
  ),
  { paikka: "SUORAAN" },
  ...kentat.map((kentta) => ({ kentta })),
  { kentta: postilaatikko, kayttotarkoitus: "VIESTIN_LAHETYS" },
];

const rows: readonly Rivi[] = [
  ...merkit.flatMap((merkki) =>
    rekisterinpitajat.map((each) => toRivi({ rivimerkit: [merkki], rekisterinpitaja: each })),
  ),
  ...rekisterinpitajat.map((each) => toRivi({ rekisterinpitaja: each })),
  ...rekisterinpitajat.flatMap((each) => [
    toRivi({ rekisterinpitaja: each, luovutuslupa: true }),
    toRivi({ rekisterinpitaja: each, informoitu: true }),
  ]),
  toRivi({ luovutuskielto: true }),
  toRivi({ rekisterinpitaja: "MUU", luovutuskielto: true, luovutuslupa: true }),
  toRivi({ rivimerkit: ["HUOLTAJALTA_SALATTU", "HUOLTAJALLE_AVOIN"] }),
];

const rowChanges: readonly Partial<Tosiasiat>[] = [
  {},
  { p: "EI" },
  { p: "KYLLA" },
  { ikaluokka: "10_17" },
  { suhde: "VALTUUTUS", ikaluokka: "TAYSI", valtuusasiat },
  ...valtuusasiat.map((asia) => ({ suhde: "VALTUUTUS" as const, valtuusasiat: [asia] })),
  { suhde: "ILMOITETTU_PERUSTE" },
  { suhde: "HATAKAYTTO" },
  ...kentat.map((kentta) => ({ kentta })),
  { kayttotarkoitus: "PUUTTUU" },
  { kayttotarkoitus: "TUTKIMUS" },
  { suostumus: false },
  { turvakielto: true, paikka: "SUORAAN" },
  { paikka: "SUORAAN" },
  { paikka: "VALILLISESTI" },
  { paikka: "SUORAAN", turvakieltoOikeus: true },
  { suhde: "HUOLTAJA", ikaluokka: "10_17" },
  { riveittain: false, ikaluokka: "10_17", p: "KYLLA" },
];

/** Cases in which one fact departs from the best: each clause of a rule on an item decides one of these. */
export function* casesOf(tieto: number): Generator<Case> {
  for (const change of changes) for (const kysyja of kysyjat) yield { facts: toBest(kysyja, tieto, change) };
}

/** The same of changes. */
export function* changeCasesOf(tieto: number): Generator<Case> {
  for (const each of casesOf(tieto)) yield { ...each, isChange: true };
}

/** The same of rows. */
export function* rowCasesOf(tieto: number): Generator<Case> {
  for (const row of rows)
    for (const change of rowChanges)
      for (const kysyja of kysyjat) yield { facts: toBest(kysyja, tieto, { riveittain: true, ...change }), row };
}
