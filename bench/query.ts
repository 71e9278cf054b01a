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

/** Of a customer who has opened no insurance: the right answer to `registersQuery`. */
export const registersDenials: readonly string[] = ["CONSENT_MISSING mina.vakuutukset"];

/** One person, and all fourteen registers of the local world. `$asioija`: whose mandate is checked. */
export const registersQuery = `query Rekisterit($asioija: ID!) {
  mina {
    id
    nimi { etunimet sukunimi }
    perhesuhteet { siviilisaaty huoltajat { nimi { etunimet sukunimi } huoltomuoto } }
    laakekatto { vuosi kertynyt { sentit } jaljella { sentit } }
    koulutus { tutkinnot { nimi oppilaitos valmistunut } }
    yhteystiedot { laji arvo alue }
    asiakassetelit { numero palvelu jaljella { sentit } tila alue }
    asiakkuudet { palvelu tila alue alkanut }
    biopankkisuostumukset { tila annettu }
    toteutussuunnitelmat { tila alkaa alue }
    valtuus(asioija: $asioija, teema: TERVEYDENHUOLTO) { sallittu }
    viestinta { kanava viestit(first: 5) { edges { node { otsikko toimitus { luettu } } } } }
    oleskelu { oleskelulupa { laji paattyy } }
    tyollisyys { tila }
    vakuutukset { numero laji }
  }
  palveluntarjoajat(first: 1) { edges { node { id } } }
  koodi(koodisto: "1.2.246.537.6.48", arvo: "d450") { nimi }
}`;
