import fc from "fast-check";
import type { Henkilo, Population } from "../../mocks/population/index.ts";
import { leaves, selectAll } from "./access-matrix.ts";
import type { Leaf } from "./access-matrix.ts";

/** A value that stands for one item of one person, and nobody else has. */
export interface Canary {
  readonly index: number;
  readonly tieto: 1 | 9 | 23 | 101;
  readonly value: string;
}

/** Codes, e-mail addresses, and numbers of vouchers and insurances: each holds its person. */
export function canariesOf(population: Population): readonly Canary[] {
  return [...population.kaikki()].flatMap((henkilo): readonly Canary[] => {
    const { index, hetu } = henkilo;
    const emails = population.yhteystiedot(henkilo).filter(({ laji }) => laji === "SAHKOPOSTI");
    return [
      ...(hetu === undefined ? [] : [{ index, tieto: 101, value: hetu } as const]),
      ...[...new Set(emails.map(({ arvo }) => arvo))].map((value) => ({ index, tieto: 1, value }) as const),
      ...population.setelit(henkilo).map(({ numero }) => ({ index, tieto: 23, value: numero }) as const),
      ...population.vakuutukset(henkilo).map(({ numero }) => ({ index, tieto: 9, value: numero }) as const),
    ];
  });
}

/** An operation made at random, and the personas it opens. */
export interface RandomOperation {
  readonly query: string;
  /** By the name of the variable that takes the persona's id, as the asker knows it. */
  readonly personas: Readonly<Record<string, string>>;
  /** The other variables. */
  readonly variables: Readonly<Record<string, unknown>>;
}

const relatives = ["lapset", "vanhemmat", "huoltajat", "huollettavat"] as const;
const telling: readonly Leaf[] = [
  ["hetu"],
  ["yhteystiedot", "arvo"],
  ["asiakassetelit", "numero"],
  ["vakuutukset", "numero"],
];

const someLeaves = fc
  .tuple(fc.subarray([...telling]), fc.subarray([...leaves], { minLength: 1, maxLength: 12 }))
  .map(([told, others]) => selectAll([...told, ...others]));

/** A selection of a person: leaves, written in place or by a fragment, and relatives' own behind it. */
const selection: fc.Arbitrary<string> = fc.letrec<{ person: string }>((tie) => ({
  person: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    someLeaves,
    someLeaves.map((text) => `... on Asiakas { ${text} }`),
    someLeaves.map(
      (text) =>
        `toinen: nimi { etunimet } hetu: hetu yksi: yhteystiedot { arvo: arvo } ... on Asiakas @include(if: $kylla) { ${text} }`,
    ),
    fc
      .tuple(someLeaves, fc.constantFrom(...relatives), tie("person"))
      .map(([text, relation, person]) => `${text} perhe: perhesuhteet { ${relation} { henkilo { ${person} } } }`),
  ),
})).person;

/** Random operations over some personas. */
export function randomOperation(names: readonly string[]): fc.Arbitrary<RandomOperation> {
  return fc
    .tuple(
      fc.array(fc.tuple(fc.constantFrom(...names), selection), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([roots, kylla, named]) => {
      const personas = Object.fromEntries(roots.map(([name], at) => [`id${at}`, name]));
      const declared = roots.map((_, at) => `$id${at}: ID!`).join(", ");
      const bodies = roots
        .map(([, text], at) => `a${at}: asiakas(id: $id${at}) { ${named ? `...f${at}` : text} }`)
        .join(" ");
      const fragments = named ? roots.map(([, text], at) => `fragment f${at} on Asiakas { ${text} }`).join(" ") : "";
      // Declared where it is used only: an unused variable is refused.
      const usesKylla = roots.some(([, text]) => text.includes("$kylla"));
      return {
        query: `query Satunnainen(${declared}${usesKylla ? ", $kylla: Boolean!" : ""}) { ${bodies} } ${fragments}`,
        personas,
        variables: usesKylla ? { kylla } : {},
      };
    });
}

/** A letter of the access rules by which someone may ask an item of a person, told by a judge of the test's own. */
export type LetterOf = (henkilo: Henkilo, tieto: Canary["tieto"]) => string | undefined;

/** Who has an open customership with an organisation, or a voucher in force in its region. */
export function knownIn(population: Population, alue: string): (henkilo: Henkilo) => boolean {
  return (henkilo) =>
    population.asiakkuudet(henkilo).some((each) => each.alue === alue && each.paattynyt === undefined);
}

/** Categories of a consent that name the items of canaries. */
const ryhmat: Readonly<Record<number, string>> = { 1: "yhteystiedot", 9: "vakuutus" };

/** Whether a person has a consent on paper that names an item for a receiver. */
export function hasConsent(population: Population, vastaanottaja: string): (...asked: Parameters<LetterOf>) => boolean {
  return (henkilo, tieto) =>
    population
      .suostumukset(henkilo)
      .some(
        (each) =>
          each.tila === "ACTIVE" &&
          each.vastaanottaja.id === vastaanottaja &&
          each.tietoryhmat.includes(ryhmat[tieto] ?? ""),
      );
}
