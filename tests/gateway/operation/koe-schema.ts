import { buildSchema } from "graphql";

/** A small public schema with every kind of input. */
export const schema = buildSchema(`
  scalar Hetu
  scalar Paiva
  enum Kieli { FI SV }
  input Suodatin { nimi: String, kunta: Int, kieli: Kieli, sisempi: Suodatin }
  type Query {
    mina: Asiakas
    asiakas(id: ID!): Asiakas
    asiakasHetulla(hetu: Hetu!): Asiakas
    haku(teksti: String, luku: Int, osuus: Float, on: Boolean, kieli: Kieli, suodatin: Suodatin, paivat: [Paiva!], paiva: Paiva): [Asiakas!]
  }
  type Asiakas { id: ID! nimi: String laheiset: [Asiakas!] }
`);
