/** Two small subgraphs that keep every rule and compose. */
export const asiakas = {
  name: "asiakas",
  schemaText: `type Query {
  """
  Kirjautunut asiakas.

  The signed-in customer.
  """
  mina: Asiakas @sisaankaynti(sallittu: ["S"])
}

"""
Asiakas.

A customer.
"""
type Asiakas @key(fields: "id") {
  """
  Läpinäkymätön tunniste.

  An opaque id.
  """
  id: ID!
}
`,
};

/** Adds one item of money, so that a shared type comes along. */
export const kela = {
  name: "kela",
  schemaText: `type Asiakas @key(fields: "id") {
  id: ID!
  """
  Lääkekatosta jäljellä.

  What is left to the ceiling of medicine costs.
  """
  laakekatto: Maksukatto @tieto(id: 26)
}

"""
Maksukatto.

A ceiling.
"""
type Maksukatto {
  "Jäljellä. Left."
  jaljella: Raha
  "Maksaja. Payer."
  maksaja: String @tieto(id: 26, paljastaaPaikan: VALILLISESTI)
}
`,
};
