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
function answerBody(faults: ReadonlyMap<string, string>): unknown {
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

/** The canned answer to what is asked: the catalogue, statistics, or else the customer's own record. */
export function answerTo(body: string, faults: ReadonlyMap<string, string>): unknown {
  if (body.includes("tietokatalogi")) return catalogueBody;
  return body.includes("tilastot") ? statisticsBody : answerBody(faults);
}

const item = {
  ryhma: "MAKSUTIEDOT",
  p: "EI",
  oikeusperusta: "Sairausvakuutuslaki 1224/2004 [R]",
  paatos: "Kansallinen: Kela.",
  avoinna: null,
  valinta: "Kelan rajapinnasta.",
  suostumuksella: [],
};

const catalogueBody = {
  data: {
    tietokatalogi: [
      {
        ...item,
        id: 26,
        fi: "Lääkekorvausten maksukatto",
        sv: "Tak för läkemedelskostnader",
        en: "Ceiling of medicine costs",
        taso: "KANSALLINEN",
        rekisteri: "Kela",
        paasy: ["S", "P", "H", "R", "M"],
        kentat: [{ kentta: "Asiakas.laakekatto", lahteet: ["kela"], paljastaaPaikan: null }],
      },
      {
        ...item,
        id: 23,
        fi: "Asiakasseteli",
        sv: "Klientsedel",
        en: "Voucher",
        taso: "YHTEISESTI_MAARITELTY",
        rekisteri: "Alueen asiakkuudenhallinta",
        paasy: ["S", "P", "L", "R", "J"],
        kentat: [{ kentta: "Asiakas.asiakassetelit", lahteet: ["crm"], paljastaaPaikan: "VALILLISESTI" }],
      },
      {
        ...item,
        id: 15,
        fi: "Ohjaus, neuvonta",
        sv: "Handledning, rådgivning",
        en: "Guidance and counselling",
        ryhma: "ASIAKASTIEDOT",
        taso: null,
        p: "KYLLA",
        rekisteri: "Asiakas- ja potilastietojärjestelmä",
        paasy: ["S", "P", "H", "L", "O"],
        kentat: [{ kentta: "Asiakas.ohjaus", lahteet: ["ptj"], paljastaaPaikan: null }],
      },
    ],
    lahteet: [
      {
        nimi: "kela",
        otsikko: "Kela",
        protokolla: "REST",
        peruste: "OLETETTU",
        tiedot: [{ id: 26 }],
        solmut: [{ tavoitettavissa: true, kutsuttavissa: true }],
      },
      {
        nimi: "crm",
        otsikko: "Alueiden asiakkuudenhallinta",
        protokolla: "SQL",
        peruste: "OMA",
        tiedot: [{ id: 23 }],
        solmut: [
          { tavoitettavissa: true, kutsuttavissa: true },
          { tavoitettavissa: false, kutsuttavissa: true },
        ],
      },
    ],
    alueet: [
      {
        koodi: "08",
        fi: "Pirkanmaan hyvinvointialue",
        sv: "Birkalands välfärdsområde",
        en: "Wellbeing services county of Pirkanmaa",
        laji: "HYVINVOINTIALUE",
        kunnat: [{ koodi: "837" }],
        solmut: ["crm"],
      },
    ],
  },
};

const solu = (ikaryhma: string, maara: number | null): unknown => ({
  luokka: { ikaryhma, palvelu: null, tila: null },
  maara,
  peitto: maara === null ? "PIENI_LUKU" : null,
});

const statisticsBody = {
  data: {
    tilastot: {
      taulu: {
        kynnys: 5,
        pyoristys: 5,
        kysyttyja: 22,
        vastanneita: 1,
        puuttuvat: [{ alue: "15", syy: "EI_VASTANNUT" }],
        rivit: [{ alue: "08", tilanne: "2026-11-01", solut: [solu("IKA_0_6", 40), solu("IKA_7_17", null)], summa: 40 }],
        summat: [solu("IKA_0_6", 40), solu("IKA_7_17", null)],
        summa: 40,
      },
    },
  },
};
