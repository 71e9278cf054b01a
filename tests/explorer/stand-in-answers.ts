/** The stand-in's schema: enough of the real one for the examples. */
export const schemaText = `
directive @tieto(id: Int!) on FIELD_DEFINITION

type Query {
  """
  Kirjautunut asiakas itse.

  The signed-in customer.
  """
  mina: Asiakas

  "Asiakas henkilötunnuksella. A customer by identity code."
  asiakasHetulla("Henkilötunnus. The identity code." hetu: Hetu!): Asiakas
}

"""
Sosiaali- ja terveydenhuollon asiakas.

A customer of social and health care.
"""
type Asiakas {
  id: ID!
  nimi: Nimi @tieto(id: 102)
  """
  Vuoden lääkekatto ja siitä jäljellä oleva. Tyhjä, jos Kela ei vastaa.

  The year's ceiling of medicine costs and what is left. Null when Kela does not answer.
  """
  laakekatto: Maksukatto @tieto(id: 26)
  asiakassetelit: [Asiakasseteli] @tieto(id: 23)
}

type Nimi { etunimet: String sukunimi: String kutsumanimi: String }
type Maksukatto { vuosi: Int jaljella: Raha tayttynyt: Boolean }
type Raha { sentit: Int! teksti(kieli: Kieli = FI): String! }
type Asiakasseteli { numero: String tila: SetelinTila alue: String }
enum SetelinTila { VOIMASSA KAYTETTY }
enum Kieli { FI SV EN }
scalar Hetu
`;

const sources = [
  { lahde: "vtj", solmu: null, alkoiMs: 2.1, kestoMs: 18.4 },
  { lahde: "kela", solmu: null, alkoiMs: 2.3, kestoMs: 41.7 },
  { lahde: "koski", solmu: null, alkoiMs: 2.4, kestoMs: 33 },
  { lahde: "crm", solmu: "08", alkoiMs: 2.6, kestoMs: 12.9 },
  { lahde: "crm", solmu: "15", alkoiMs: 2.6, kestoMs: 14.2 },
] as const;

/** The canned answer: complete, or less the ceiling when Kela has a fault. */
export function answerBody(faults: ReadonlyMap<string, string>): unknown {
  const isKelaDown = faults.has("kela");
  return {
    data: {
      mina: {
        id: "Zm9vYmFy",
        nimi: { etunimet: "Aino Maria", sukunimi: "Koivula-Testi", kutsumanimi: "Aino" },
        laakekatto: isKelaDown ? null : { vuosi: 2026, jaljella: { teksti: "321,40 €" }, tayttynyt: false },
        asiakassetelit: [{ numero: "08-2026-0001", tila: "VOIMASSA", alue: "08" }],
      },
    },
    ...(isKelaDown ? { errors: [kelaError] } : {}),
    extensions: {
      lahteet: sources.map((row) => ({
        ...row,
        kutsut: 1,
        tila: row.lahde === "kela" && isKelaDown ? "SOURCE_TIMEOUT" : "OK",
        haettu: row.lahde === "kela" && isKelaDown ? null : "2026-11-24T10:15:30.000Z",
      })),
    },
  };
}

const kelaError = {
  message: "Kela ei vastannut ajoissa, joten kenttä laakekatto puuttuu; muut tiedot ovat mukana.",
  path: ["mina", "laakekatto"],
  extensions: {
    code: "SOURCE_TIMEOUT",
    neuvo: "Kysy kenttä laakekatto uudelleen 30 sekunnin kuluttua; muita ei tarvitse kysyä.",
    pyynto: "01JD9Q2M7X",
    retryable: true,
    lahde: "kela",
  },
};
