import type { TextKey } from "./texts/index.ts";

/** A ready-made query: its tab's name, whom it is for, its text and its variables (JSON). */
export interface Example {
  readonly name: TextKey;
  readonly hint: TextKey;
  readonly query: string;
  readonly variables: string;
}

/** Queries that the page opens with, one tab each, by need. The identity code is the persona aino's. */
export const examples: readonly Example[] = [
  {
    name: "exampleOwn",
    hint: "exampleOwnHint",
    variables: "{}",
    query: `query Asiakas {
  mina {
    id
    nimi { etunimet sukunimi kutsumanimi }
    perhesuhteet {
      huoltajat { nimi { etunimet sukunimi } huoltomuoto }
      lapset { nimi { etunimet sukunimi } }
    }
    laakekatto {
      vuosi
      raja { teksti }
      kertynyt { teksti }
      jaljella { teksti }
      tayttynyt
    }
    matkakatto {
      vuosi
      kertynyt { teksti }
      jaljella { teksti }
    }
    koulutus {
      tutkinnot { nimi oppilaitos valmistunut }
      opinnot { nimi oppilaitos alkanut }
    }
    yhteystiedot { laji arvo alue }
    asiakassetelit {
      numero
      palvelu
      arvo { teksti }
      jaljella { teksti }
      tila
      alue
    }
  }
}
`,
  },
  {
    name: "exampleOpen",
    hint: "exampleOpenHint",
    variables: `{
  "hetu": "140584-902U"
}`,
    query: `query Avaa($hetu: Hetu!) {
  asiakasHetulla(hetu: $hetu) {
    id
    nimi { sukunimi }
    kotikunta { nimi }
    laakekatto { jaljella { teksti } }
  }
}
`,
  },
  {
    name: "exampleCeilings",
    hint: "exampleCeilingsHint",
    variables: "{}",
    query: `query Maksukatot {
  mina {
    laakekatto {
      vuosi
      raja { teksti }
      kertynyt { teksti }
      jaljella { teksti }
      tayttynyt
    }
    matkakatto {
      vuosi
      kertynyt { teksti }
      jaljella { teksti }
    }
  }
}
`,
  },
  {
    name: "exampleVouchers",
    hint: "exampleVouchersHint",
    variables: "{}",
    query: `query Asiakassetelit {
  mina {
    asiakassetelit {
      numero
      palvelu
      alue
      tila
      arvo { teksti }
      jaljella { teksti }
      kaytot {
        tuottaja
        alue
        paiva
        summa { teksti }
      }
    }
  }
}
`,
  },
];
