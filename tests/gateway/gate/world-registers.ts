import type { GraphError } from "../../../gateway/errors.ts";
import { toSubgraphError } from "../../../gateway/subgraph/index.ts";
import type { SubgraphContext } from "../../../gateway/subgraph/index.ts";
import { idOf } from "../fixture-graph.ts";
import type { FixtureRegister } from "../fixture-graph.ts";

/** Custody of a child, as both records of the population register tell it. */
export interface Huolto {
  readonly huoltaja: string;
  readonly lapsi: string;
  readonly syntymaaika: string | null;
  readonly huoltomuoto?: string | null;
  readonly saaSoteTiedot?: boolean;
}

/** A row of a register, with its marks; null: they did not come. */
export interface Rivitieto {
  readonly nimi: string;
  readonly rivimerkit: readonly string[] | null;
  readonly rekisterinpitaja?: string | null;
  /** Branch of the register; told only of `jaksot`. */
  readonly rekisterilaji?: string | null;
}

/** What a person has said of releasing data. */
export interface Luovutustieto {
  readonly informoitu?: boolean;
  readonly luvat?: readonly { readonly mista: string; readonly mihin: string; readonly saajat?: readonly string[] }[];
  readonly kiellot?: readonly { readonly rekisterinpitaja?: string; readonly saajat?: readonly string[] }[];
}

/** What registers know of one person; what is left out is off or empty. */
export interface Henkilo {
  /** Null: the register does not tell. */
  readonly turvakielto?: boolean | null;
  readonly alue?: string;
  readonly asunto?: string | null;
  /** Organisations with an open customership; null: the register does not tell. */
  readonly avoimet?: readonly string[] | null;
  /** Regions with an open customership; null as above. */
  readonly asiakkuusAlueilla?: readonly string[] | null;
  /** Regions with a decision in force; null as above. */
  readonly alueella?: readonly string[] | null;
  readonly suostumukset?: Readonly<
    Record<string, { readonly voimassa: boolean; readonly tiedot: readonly number[] } | null>
  >;
  readonly rivit?: readonly Rivitieto[];
  /** Who may act for the person by a mandate, and in which matters; null: the register does not tell. */
  readonly valtuutetut?: Readonly<Record<string, readonly string[] | null>>;
  /** Null: the register does not tell. */
  readonly luovutus?: Luovutustieto | null;
  /** A guardian in the child's record who has no identity code. */
  readonly tunnukseton?: boolean;
}

/** Everything that the registers of a test know. */
export interface Maailma {
  readonly henkilot?: Readonly<Record<string, Henkilo>>;
  readonly huollot?: readonly Huolto[];
  /** Registers that answer nothing. */
  readonly alhaalla?: readonly Rekisteri[];
  /** How the register of changes fails each of them, once it has been asked. */
  readonly muutosvirhe?: Pick<GraphError, "code" | "parameters">;
}

/** The registers of a world. */
export type Rekisteri = "vtj" | "crm" | "yhteinen" | "mydata" | "valtuudet" | "kanta";

type Key = { readonly id: string };

/** Persons of every world; any other is in no register. */
export const tunnukset = ["AINO", "VENLA", "EINO", "HELMI", "OIVA", "TUIJA"] as const;

const tunnusById = new Map<string, string>(tunnukset.map((tunnus) => [idOf(tunnus), tunnus]));

/** The person of an id; the id itself for one whom no register knows. */
export const tunnusOf = (id: string): string => tunnusById.get(id) ?? id;

/** Registers over a world that a test may change between questions. Every value names its field and person. */
export function toRegisters(maailma: () => Maailma): readonly FixtureRegister[] {
  const kit: Kit = {
    henkilo: ({ id }) => maailma().henkilot?.[tunnusOf(id)] ?? {},
    huollot: () => maailma().huollot ?? [],
    muutosvirhe: () => maailma().muutosvirhe,
    up(register) {
      if (maailma().alhaalla?.includes(register) === true) throw new Error("down");
    },
  };
  return [toVtj(kit), toCrm(kit), toYhteinen(kit), toMydata(kit), toValtuudet(kit), toKanta(kit)];
}

interface Kit {
  readonly muutosvirhe: () => Maailma["muutosvirhe"];
  readonly henkilo: (key: Key) => Henkilo;
  readonly huollot: () => readonly Huolto[];
  readonly up: (register: Rekisteri) => void;
}

const valueOf =
  (kit: Kit, register: "vtj" | "crm", field: string) =>
  ({ id }: Key): string => {
    kit.up(register);
    return `${field}/${tunnusOf(id)}`;
  };

function toVtj(kit: Kit): FixtureRegister {
  const value = (field: string) => valueOf(kit, "vtj", field);
  const toHuolto = (toinen: string, huolto: Huolto): unknown => ({
    nimi: { etunimet: `nimi/${toinen}` },
    henkilo: toinen === "" ? null : { id: idOf(toinen) },
    syntymaaika: huolto.syntymaaika,
    huoltomuoto: huolto.huoltomuoto === undefined ? "LAKISAATEINEN" : huolto.huoltomuoto,
    saaSoteTiedot: huolto.saaSoteTiedot ?? true,
  });
  return {
    name: "vtj",
    schema: `
      type Asiakas @key(fields: "id") {
        id: ID!
        nimi: Nimi @tieto(id: 102)
        osoitteet: [String!] @tieto(id: 103, paljastaaPaikan: SUORAAN)
        alue: Alue @tieto(id: 103, paljastaaPaikan: SUORAAN)
        asuinpaikka: String @inaccessible @tieto(id: 103, paljastaaPaikan: SUORAAN)
        turvakielto: Turvakielto @tieto(id: 104)
        ammatti: String @tieto(id: 6)
        perhesuhteet: Perhesuhteet @tieto(id: 4)
        merkitsematon: String
      }
      type Nimi { etunimet: String }
      type Alue { koodi: String }
      type Turvakielto { voimassa: Boolean }
      type Perhesuhteet { huoltajat: [Suhde!] huollettavat: [Suhde!] }
      type Suhde {
        nimi: Nimi henkilo: Asiakas syntymaaika: String huoltomuoto: String
        saaSoteTiedot: Boolean! @inaccessible
      }`,
    resolvers: {
      Asiakas: {
        nimi: (key: Key) => ({ etunimet: value("nimi")(key) }),
        osoitteet: (key: Key) => [value("osoitteet")(key)],
        alue(key: Key) {
          kit.up("vtj");
          const { alue } = kit.henkilo(key);
          return alue === undefined ? null : { koodi: alue };
        },
        asuinpaikka(key: Key) {
          kit.up("vtj");
          const { asunto } = kit.henkilo(key);
          return asunto === undefined ? `asunto-${key.id}` : asunto;
        },
        turvakielto(key: Key) {
          kit.up("vtj");
          const { turvakielto = false } = kit.henkilo(key);
          return { voimassa: turvakielto };
        },
        ammatti: value("ammatti"),
        perhesuhteet(key: Key) {
          kit.up("vtj");
          const tunnus = tunnusOf(key.id);
          const own = kit.huollot().filter(({ lapsi }) => lapsi === tunnus);
          const without = kit.henkilo(key).tunnukseton === true ? [{ ...own[0], syntymaaika: null, huoltaja: "" }] : [];
          return {
            huoltajat: [...own, ...without].map((each) => toHuolto(each.huoltaja, { lapsi: tunnus, ...each })),
            huollettavat: kit
              .huollot()
              .filter(({ huoltaja }) => huoltaja === tunnus)
              .map((each) => toHuolto(each.lapsi, each)),
          };
        },
        merkitsematon: value("merkitsematon"),
      },
    },
  };
}

const crmSchema = `
  type Query {
    alueenSetelit: Setelilista @sisaankaynti(sallittu: ["J"])
    tilastot: Tilastot @sisaankaynti(sallittu: ["A", "J"])
    lokitiedot: Tilastot @sisaankaynti(sallittu: ["V"])
    kolmannelle: Tilastot @sisaankaynti(sallittu: ["M"])
    ohjeet: Ohje
    merkitsematonJuuri: String
  }
  type Mutation { aloita(asiakas: ID!): Aloitus @sisaankaynti(sallittu: ["H"]) lopeta: Aloitus
    muutaYhteystiedot(asiakas: ID): Muutos @sisaankaynti(sallittu: ["S", "P"]) @muutos(kentat: ["yhteystiedot"])
    muutaTili(asiakas: ID): Muutos @sisaankaynti(sallittu: ["S", "P"]) @muutos(kentat: ["maksuyhteydet"])
    muutaJompikumpi(asiakas: ID): Muutos
      @sisaankaynti(sallittu: ["S", "P"]) @muutos(kentat: ["tyoterveys", "palveluidenKaytto"])
  }
  type Muutos { tiedot: [Int!] asiakas: Asiakas }
  type Aloitus { aika: String asiakas: Asiakas }
  type Setelilista { maara: Int salattu: String @tieto(id: 23) julkinen: String @tieto(id: 23) @viitetieto ohje: Ohje setelit: [Omistettu!] }
  type Omistettu { numero: String asiakas: Asiakas }
  type Tilastot { luku: Int }
  type Ohje @viitetieto { teksti: String }
  type Asiakas @key(fields: "id") {
    id: ID!
    maksuyhteydet: [String!] @tieto(id: 5)
    yhteystiedot: [String!] @tieto(id: 1, paljastaaPaikan: SUORAAN)
    palveluidenKaytto: String @tieto(id: 14)
    tyoterveys: String @tieto(id: 10)
    laakekatto: String @tieto(id: 26)
    vakuutukset: [String!] @tieto(id: 9)
    katselut: [String!] @tieto(id: 106)
    viestinta: Asiakasviestinta @tieto(id: 16)
    asiakkuudet: [Asiakkuus] @tieto(id: 18)
    asiakassetelit: [Seteli] @tieto(id: 23, paljastaaPaikan: VALILLISESTI)
    setelisivut: Setelisivut @tieto(id: 23, paljastaaPaikan: VALILLISESTI)
    jaksot: [Jakso] @tieto(id: 18)
    palvelujaksot(alueet: [String!]! = ["KAIKKI"]): Palvelujaksot @tieto(id: 19)
    toteutussuunnitelmat: [Suunnitelma] @tieto(id: 21)
    omasuunnitelma: Suunnitelma @tieto(id: 21)
    budjetti: Budjetti @tieto(id: 24)
    paatosVoimassaAlueella(alue: String!): Boolean @inaccessible @tieto(id: 23, paljastaaPaikan: SUORAAN)
  }
  type Asiakasviestinta {
    kanava: String @tieto(id: 16)
    kieli: String
    viestit: [Viesti!] @tieto(id: 16)
    tausta: Viesti
  }
  type Viesti { teksti: String kanava: String }
  type Budjetti { jaljella: String maksaja: String @tieto(id: 29) }
  type Asiakkuus {
    nimi: String
    tuottaja: String @tieto(id: 18, paljastaaPaikan: VALILLISESTI)
    maksaja: String @tieto(id: 29)
    toimipaikat: [Toimipaikka!]
    rivimerkit: [String!] @inaccessible
    rekisterinpitaja: String @inaccessible @tieto(id: 18, paljastaaPaikan: SUORAAN)
  }
  type Toimipaikka { nimi: String osoite: String @tieto(id: 18, paljastaaPaikan: SUORAAN) }
  type Setelisivut { edges: [Setelisivu!] }
  type Setelisivu { node: Seteli }
  type Seteli { nimi: String rivimerkit: [String!] @inaccessible rekisterinpitaja: String @inaccessible }
  type Jakso {
    nimi: String
    rivimerkit: [String!] @inaccessible
    rekisterinpitaja: String @inaccessible
    rekisterilaji: String @inaccessible
  }
  type Palvelujaksot { maara: Int edges: [PalvelujaksoReuna!] }
  type PalvelujaksoReuna { node: Palvelujakso }
  type Palvelujakso {
    id: ID
    nimi: String
    maksaja: String @tieto(id: 19)
    asiakkuus: String @tieto(id: 18)
    kieli: String @tieto(id: 102)
    rivimerkit: [String!] @inaccessible
    rekisterinpitaja: String @inaccessible
  }
  type Suunnitelma { nimi: String rivimerkit: [String!] @inaccessible }`;

function toCrm(kit: Kit): FixtureRegister {
  const change = (_: unknown, { asiakas }: { readonly asiakas?: string | null }, context: SubgraphContext) => {
    kit.up("crm");
    const id = context.sallittu?.asiakkaat[0];
    if (id === undefined || (asiakas ?? id) !== id) throw new Error("the gate has let nobody's data be changed");
    const virhe = kit.muutosvirhe();
    if (virhe !== undefined) throw toSubgraphError(virhe.code, virhe.parameters);
    return { tiedot: context.sallittu?.tiedot, asiakas: { id } };
  };
  const value = (field: string) => valueOf(kit, "crm", field);
  const list = (field: string) => (key: Key) => [value(field)(key)];
  const rowsOf = (field: string) => (key: Key) => {
    kit.up("crm");
    return kit.henkilo(key).rivit?.map((row) => ({
      ...row,
      id: `tunnus.${row.nimi}/${tunnusOf(key.id)}`,
      nimi: `${field}.${row.nimi}/${tunnusOf(key.id)}`,
      asiakkuus: value("asiakkuus")(key),
      kieli: value("kieli")(key),
      tuottaja: value("tuottaja")(key),
      maksaja: value("maksaja")(key),
      toimipaikat: [1, 2].map(() => ({ nimi: value("toimipaikka")(key), osoite: value("osoite")(key) })),
    }));
  };
  const luku = () => ({ luku: 7 });
  return {
    name: "crm",
    schema: crmSchema,
    resolvers: {
      Query: {
        alueenSetelit: () => ({
          maara: 2,
          salattu: "salattu",
          julkinen: "julkinen",
          ohje: { teksti: "ohje" },
          setelit: ["AINO", "VENLA"].map((tunnus) => ({ numero: `numero/${tunnus}`, asiakas: { id: idOf(tunnus) } })),
        }),
        tilastot: luku,
        lokitiedot: luku,
        kolmannelle: luku,
        ohjeet: () => ({ teksti: "ohje" }),
        merkitsematonJuuri: () => "salattu",
      },
      Mutation: {
        aloita: (_: unknown, { asiakas }: { readonly asiakas: string }) => ({ aika: "nyt", asiakas: { id: asiakas } }),
        lopeta: () => ({ aika: "nyt" }),
        muutaYhteystiedot: change,
        muutaTili: change,
        muutaJompikumpi: change,
      },
      Asiakas: {
        maksuyhteydet: list("maksuyhteydet"),
        yhteystiedot: list("yhteystiedot"),
        palveluidenKaytto: value("palveluidenKaytto"),
        tyoterveys: value("tyoterveys"),
        laakekatto: value("laakekatto"),
        vakuutukset: list("vakuutukset"),
        katselut: list("katselut"),
        viestinta: (key: Key) => ({
          kanava: value("kanava")(key),
          kieli: value("kieli")(key),
          viestit: [{ teksti: value("viesti")(key), kanava: value("viestinKanava")(key) }],
          tausta: { teksti: value("tausta")(key), kanava: value("taustanKanava")(key) },
        }),
        asiakkuudet: rowsOf("asiakkuudet"),
        asiakassetelit: rowsOf("asiakassetelit"),
        setelisivut: (key: Key) => ({ edges: rowsOf("setelisivut")(key)?.map((node) => ({ node })) }),
        jaksot: rowsOf("jaksot"),
        palvelujaksot(key: Key) {
          const edges = rowsOf("palvelujaksot")(key)?.map((node) => ({ node }));
          return { maara: edges?.length, edges };
        },
        toteutussuunnitelmat: rowsOf("toteutussuunnitelmat"),
        omasuunnitelma: (key: Key) => rowsOf("omasuunnitelma")(key)?.[0],
        budjetti: (key: Key) => ({ jaljella: value("budjetti")(key), maksaja: value("budjetinMaksaja")(key) }),
        paatosVoimassaAlueella(key: Key, { alue }: { readonly alue: string }) {
          kit.up("crm");
          const { alueella = [] } = kit.henkilo(key);
          return alueella === null ? null : alueella.includes(alue);
        },
      },
    },
  };
}

function toYhteinen(kit: Kit): FixtureRegister {
  return {
    name: "yhteinen",
    schema: `
      type Asiakas @key(fields: "id") {
        id: ID!
        hoitosuhde(organisaatio: String!): Hoitosuhde @inaccessible @tieto(id: 18, paljastaaPaikan: VALILLISESTI)
        avoinAsiakkuusAlueella(alue: String!): Boolean @inaccessible @tieto(id: 18, paljastaaPaikan: SUORAAN)
      }
      type Hoitosuhde @inaccessible { avoin: Boolean }`,
    resolvers: {
      Asiakas: {
        hoitosuhde(key: Key, { organisaatio }: { readonly organisaatio: string }) {
          kit.up("yhteinen");
          const { avoimet = [] } = kit.henkilo(key);
          return { avoin: avoimet === null ? null : avoimet.includes(organisaatio) };
        },
        avoinAsiakkuusAlueella(key: Key, { alue }: { readonly alue: string }) {
          kit.up("yhteinen");
          const { asiakkuusAlueilla = [] } = kit.henkilo(key);
          return asiakkuusAlueilla === null ? null : asiakkuusAlueilla.includes(alue);
        },
      },
    },
  };
}

function toMydata(kit: Kit): FixtureRegister {
  return {
    name: "mydata",
    schema: `
      type Asiakas @key(fields: "id") {
        id: ID!
        suostumus(vastaanottaja: String!): Suostumustieto @inaccessible @tieto(id: 9)
      }
      type Suostumustieto @inaccessible { voimassa: Boolean tiedot: [Int!] suostumukset: [Suostumusviite!] }
      type Suostumusviite @inaccessible { suostumusId: String versio: Int }`,
    resolvers: {
      Asiakas: {
        suostumus(key: Key, { vastaanottaja }: { readonly vastaanottaja: string }) {
          kit.up("mydata");
          const found = kit.henkilo(key).suostumukset?.[vastaanottaja];
          if (found === null) return { voimassa: null, tiedot: null, suostumukset: null };
          const suostumukset = [{ suostumusId: `S-${vastaanottaja}`, versio: 3 }];
          return { suostumukset, ...(found ?? { voimassa: false, tiedot: [] }) };
        },
      },
    },
  };
}

function toValtuudet(kit: Kit): FixtureRegister {
  return {
    name: "valtuudet",
    schema: `
      type Asiakas @key(fields: "id") {
        id: ID!
        valtuutus(asioija: ID!): Valtuutus @inaccessible @tieto(id: 105)
      }
      type Valtuutus @inaccessible { asiat: [String!] }`,
    resolvers: {
      Asiakas: {
        valtuutus(key: Key, { asioija }: { readonly asioija: string }) {
          kit.up("valtuudet");
          const asiat = kit.henkilo(key).valtuutetut?.[tunnusOf(asioija)];
          return asiat === null ? null : { asiat: asiat ?? [] };
        },
      },
    },
  };
}

function toKanta(kit: Kit): FixtureRegister {
  return {
    name: "kanta",
    schema: `
      type Asiakas @key(fields: "id") {
        id: ID!
        luovutus: Luovutustieto @inaccessible @tieto(id: 12)
      }
      type Luovutustieto @inaccessible { informoitu: Boolean luvat: [Luovutuslupa!] kiellot: [Luovutuskielto!] }
      type Luovutuslupa @inaccessible { suostumusId: String versio: Int mista: String mihin: String saajat: [String!] }
      type Luovutuskielto @inaccessible { rekisterinpitaja: String saajat: [String!] }`,
    resolvers: {
      Asiakas: {
        luovutus(key: Key) {
          kit.up("kanta");
          const { luovutus = {} } = kit.henkilo(key);
          if (luovutus === null) return null;
          const { informoitu = false, luvat = [], kiellot = [] } = luovutus;
          const named = luvat.map((lupa) => ({ ...lupa, suostumusId: `L-${lupa.mista}-${lupa.mihin}`, versio: 2 }));
          return { informoitu, luvat: named, kiellot };
        },
      },
    },
  };
}
