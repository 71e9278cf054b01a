/** Makes up registers for measuring gateways: their own schemas, and every value as a function of whose it is. */

/** An object of the graph: what all its values follow from. */
export interface Thing {
  readonly id: string;
  /** A whole number that follows from the id, 0 to 2^32-1. */
  readonly n: number;
}

/** What a field gives: a leaf, one object, or a list of objects. */
export type Field =
  | { readonly kind: "leaf"; readonly of: (thing: Thing) => string | number | boolean | null }
  | { readonly kind: "object"; readonly type: string; readonly of: (thing: Thing) => Thing }
  | { readonly kind: "list"; readonly type: string; readonly of: (thing: Thing) => readonly Thing[] };

/** Fields by type and name. */
export type Fields = Readonly<Record<string, Readonly<Record<string, Field>>>>;

/** Everything that registers tell: fields by type, and fields of the root with the type of what they give. */
export interface Things {
  readonly fields: Fields;
  readonly rootFields: RootFields;
}

/** Root fields: what they give for their arguments. */
export type RootFields = Readonly<
  Record<string, { readonly type: string; readonly isList: boolean; readonly of: (given: Given) => readonly Thing[] }>
>;

/** How many plans a person has, each with a professional, an organisation and an area: 150 objects with the person and home. */
const plansOfPerson = 37;

/** The registers' schemas by name, in the order of composition: Federation 2, each without what all share. */
export const registerSchemas: Readonly<Record<string, string>> = {
  vtj: `type Query {
  asiakas(id: ID!): Asiakas
  asiakkaat(alkaen: Int!, maara: Int!): [Asiakas!]!
}
type Asiakas @key(fields: "id") {
  id: ID!
  etunimi: String
  sukunimi: String
  syntymapaiva: String
  kieli: String
  kotikunta: Kunta
}
type Kunta {
  nimi: String
}
`,
  kela: `type Asiakas @key(fields: "id") {
  id: ID!
  maksukatto: Float
  matkakatto: Float
  korvausoikeuksia: Int
  etuus: String
  onElakkeella: Boolean
}
`,
  kanta: `type Asiakas @key(fields: "id") {
  id: ID!
  resepteja: Int
  rokotuksia: Int
  viimeisinKaynti: String
  suostumus: Boolean
  hoitotahto: String
  suunnitelmat: [Suunnitelma!]!
}
type Suunnitelma {
  nimi: String
  ammattilainen: Ammattilainen
}
type Ammattilainen @key(fields: "id", resolvable: false) {
  id: ID!
}
`,
  crm: `type Asiakas @key(fields: "id") {
  id: ID!
  asiakasnumero: String
  yhteydenottoja: Int
  kanava: String
  tila: String
  luotu: String
}
`,
  ammatti: `type Ammattilainen @key(fields: "id") {
  id: ID!
  nimi: String
  ammattioikeus: String
  organisaatio: Organisaatio
}
type Organisaatio @key(fields: "id", resolvable: false) {
  id: ID!
}
`,
  soteorg: `type Organisaatio @key(fields: "id") {
  id: ID!
  nimi: String
  muoto: String
  alue: Alue
}
type Alue @key(fields: "id", resolvable: false) {
  id: ID!
}
`,
  alueet: `type Alue @key(fields: "id") {
  id: ID!
  nimi: String
  vaesto: Int
}
`,
};

const leaf = (of: (thing: Thing) => string | number | boolean | null): Field => ({ kind: "leaf", of });
const oneOf = (values: readonly string[], shift: number): Field =>
  leaf(({ n }) => values[(n >>> shift) % values.length] ?? null);
const day = (shift: number): Field =>
  leaf(({ n }) => `${1930 + ((n >>> shift) % 90)}-${two(1 + ((n >>> 3) % 12))}-${two(1 + ((n >>> (shift + 2)) % 28))}`);

/** Every field of every register's types; a few values are null, as they are in life. */
export const fields: Fields = {
  Query: {},
  Asiakas: {
    id: leaf(({ id }) => id),
    etunimi: oneOf(["Aino", "Väinö", "Eeva-Liisa", "Matti", "Åke", "Sanna"], 2),
    sukunimi: leaf(({ n }) => `Koe${n % 1000}`),
    syntymapaiva: day(1),
    kieli: oneOf(["fi", "sv", "se"], 5),
    kotikunta: { kind: "object", type: "Kunta", of: ({ id }) => toThing(`${id}-k`) },
    maksukatto: leaf(({ n }) => (n % 76_200) / 100),
    matkakatto: leaf(({ n }) => (n % 30_000) / 100),
    korvausoikeuksia: leaf(({ n }) => n % 5),
    etuus: leaf(({ n }) => (n % 7 === 0 ? null : `etuus ${n % 40}`)),
    onElakkeella: leaf(({ n }) => n % 3 === 0),
    resepteja: leaf(({ n }) => n % 20),
    rokotuksia: leaf(({ n }) => n % 11),
    viimeisinKaynti: day(4),
    suostumus: leaf(({ n }) => n % 2 === 0),
    hoitotahto: leaf(({ n }) => (n % 5 === 0 ? `"Ei\ttehohoitoa" ${n % 100}` : null)),
    suunnitelmat: { kind: "list", type: "Suunnitelma", of: ({ id }) => plansOf(id) },
    asiakasnumero: leaf(({ n }) => `C-${n % 1_000_000}`),
    yhteydenottoja: leaf(({ n }) => n % 30),
    kanava: oneOf(["PUHELIN", "CHAT", "KAYNTI", "VIESTI"], 3),
    tila: oneOf(["AVOIN", "SULJETTU"], 6),
    luotu: day(2),
  },
  Kunta: { nimi: oneOf(["Helsinki", "Enontekiö", "Närpiö", "Utsjoki"], 1) },
  Suunnitelma: {
    nimi: leaf(({ n }) => `Suunnitelma ${n % 500}`),
    ammattilainen: { kind: "object", type: "Ammattilainen", of: ({ id }) => toThing(`${id}a`) },
  },
  Ammattilainen: {
    id: leaf(({ id }) => id),
    nimi: leaf(({ n }) => `Ammattilainen ${n % 9000}`),
    ammattioikeus: oneOf(["lääkäri", "sairaanhoitaja", "sosiaalityöntekijä"], 2),
    organisaatio: { kind: "object", type: "Organisaatio", of: ({ id }) => toThing(`${id}o`) },
  },
  Organisaatio: {
    id: leaf(({ id }) => id),
    nimi: leaf(({ n }) => `Organisaatio ${n % 700}`),
    muoto: oneOf(["HYVINVOINTIALUE", "YRITYS", "YHDISTYS"], 4),
    alue: { kind: "object", type: "Alue", of: ({ id }) => toThing(`${id}r`) },
  },
  Alue: {
    id: leaf(({ id }) => id),
    nimi: leaf(({ n }) => `Alue ${n % 23}`),
    vaesto: leaf(({ n }) => n % 700_000),
  },
};

/** Root fields of the made up registers. */
export const rootFields: RootFields = {
  asiakas: { type: "Asiakas", isList: false, of: ({ id }) => [toThing(String(id))] },
  asiakkaat: {
    type: "Asiakas",
    isList: true,
    of: ({ alkaen, maara }) => Array.from({ length: Number(maara) }, (_, at) => toThing(String(Number(alkaen) + at))),
  },
};

/** Arguments by name, as JSON gives them. */
export type Given = Readonly<Record<string, unknown>>;

/** The object that has an id. */
export function toThing(id: string): Thing {
  let n = 0;
  for (let at = 0; at < id.length; at += 1) n = (Math.imul(n, 31) + id.charCodeAt(at)) | 0;
  return { id, n: n >>> 0 };
}

function plansOf(id: string): readonly Thing[] {
  return Array.from({ length: plansOfPerson }, (_, at) => toThing(`${id}s${at}`));
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
