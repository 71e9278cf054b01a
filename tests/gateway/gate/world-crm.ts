import { toSubgraphError } from "../../../gateway/subgraph/index.ts";
import type { SubgraphContext } from "../../../gateway/subgraph/index.ts";
import { idOf } from "../fixture-graph.ts";
import type { FixtureRegister } from "../fixture-graph.ts";
import { tunnusOf, valueOf } from "./world-facts.ts";
import type { Key, Kit } from "./world-facts.ts";

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

/** The region's own register, with fields of each kind that the gate tells apart. */
export function toCrm(kit: Kit): FixtureRegister {
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
