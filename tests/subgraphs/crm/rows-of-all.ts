import type { SqlRow } from "../../../gateway/source/index.ts";
import type { Tunnus } from "../../../gateway/subgraph/index.ts";

/** Whom the rows are of. */
export const matti: Tunnus = { laji: "HETU", arvo: "010190-900P" };

/** The columns that name the person asked and the person found. */
export const mattina: SqlRow = {
  kysytty_hetu: matti.arvo,
  kysytty_tilapainen: null,
  hetu: matti.arvo,
  tilapainen_tunnus: null,
};

/** A right row of each table of payers, services and commitments, as a region answers it. */
export const oikeat = {
  maksuyhteys: {
    iban: "FI2112345600000785",
    saaja: "Matti Testi",
    palvelu: null,
    oletus: "true",
    suoraveloitus: "false",
  },
  tyoterveyshuolto: {
    tyonantaja: "Mallikauppa Oy",
    tuottaja: "Työterveys Malli Oy",
    alkaen: "2024-01-01",
    paattyy: null,
    vaikuttaa_kapitaatioon: "true",
  },
  kaytto: {
    ikkuna: "365",
    kaynnit: "3",
    paivystyskaynnit: "0",
    palvelut: "2",
    setelin_kaytot: "1",
    maksut: "4",
    maksut_euroa: "120",
  },
  tuottajavalinta: {
    laji: "terveysasema",
    palvelu: "Terveysasema",
    tuottaja: "Keskustan terveysasema",
    tuottajan_alue: "08",
    valittu: "2025-01-01",
    paattynyt: null,
    huoltajalta_salattu: null,
  },
  asiakasmaksu: {
    numero: "M-1",
    palvelu: "Poliklinikka",
    summa: "71.30",
    perija: "Pirkanmaa",
    paiva: "2026-02-01",
    kerryttaa_maksukattoa: "true",
    kertyy_toiselle: "false",
    huoltajalta_salattu: null,
  },
  kertyma: { kertynyt: "101.50", kertyy_toiselle: null },
  budjetti: {
    numero: "B-1",
    myonnetty: "1000.00",
    alkaen: "2026-01-01",
    paattyy: "2026-12-31",
    huoltajalta_salattu: null,
    suoritteet: '[{"palvelu":"Kuntoutus","tuottaja":"Hoiva Oy","alue":"15","summa":"400.00","paiva":"2026-03-02"}]',
  },
  hoidonMaksaja: { laji: "kotialue", maksava_alue: "08", peruste: "kotikunta", alkaen: "2020-01-01" },
  sitoumus: {
    numero: "K-1",
    laji: "maksusitoumus",
    palvelu: "Fysioterapia",
    tuottaja: "Hoiva Oy",
    tuottajan_alue: "15",
    arvo: "600.00",
    alkaen: "2026-01-01",
    paattyy: "2026-12-31",
    tila: "voimassa",
    huoltajalta_salattu: "true",
    kaytot: '[{"tuottaja":"Hoiva Oy","alue":"15","summa":"150.00","paiva":"2026-03-02"}]',
  },
} as const satisfies Record<string, SqlRow>;
