/** The query of the README: one person, five sources. */
export const benchQuery = `query Asiakas {
  mina {
    id
    nimi { etunimet sukunimi }
    perhesuhteet { huoltajat { nimi { etunimet sukunimi } huoltomuoto } }
    laakekatto { vuosi kertynyt { sentit } jaljella { sentit } tayttynyt }
    matkakatto { vuosi jaljella { sentit } }
    koulutus { tutkinnot { nimi oppilaitos valmistunut } }
    yhteystiedot { laji arvo alue }
    asiakassetelit { numero palvelu jaljella { sentit } tila alue }
  }
}`;
