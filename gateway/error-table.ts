/**
 * The one table of error codes. What a client is told is built from it and from nothing else: the
 * texts hold no value, URL or text of a source, only the named parameters below.
 *
 * `{lahde}` name of the source · `{tieto}` number of the data item · `{kentta}` name of the field ·
 * `{saanto}` which limit or rule · `{raja}` its value · `{syy}` a constant explanation of ours.
 */
export const errorTable = {
  UNAUTHENTICATED: entry(401, false, {
    fi: [
      "Henkilötietoon tarvitaan voimassa oleva tunnistautuminen.",
      "Lisää otsake Authorization: Bearer ja voimassa oleva tunniste.",
    ],
    sv: [
      "Personuppgifter kräver giltig identifiering.",
      "Lägg till rubriken Authorization: Bearer med en giltig token.",
    ],
    en: ["Personal data needs a valid sign-in.", "Add the header Authorization: Bearer with a valid token."],
  }),
  FORBIDDEN: entry(
    403,
    false,
    {
      fi: [
        "Roolisi ei saa nähdä kenttää {kentta}{tieto}.",
        "Jätä kenttä pois tai kirjaudu roolissa, jolle tieto on luettelossa sallittu.",
      ],
      sv: [
        "Din roll får inte se fältet {kentta}{tieto}.",
        "Utelämna fältet eller logga in i en roll som katalogen tillåter.",
      ],
      en: [
        "Your role may not see the field {kentta}{tieto}.",
        "Leave the field out, or sign in with a role that the catalogue names for the item.",
      ],
    },
    {
      fi: [
        "Tunnisteesta ei selviä rooli, käyttötarkoitus, organisaatio ja alue.",
        "Kirjaudu uudelleen niin, että tunniste kertoo ne kaikki.",
      ],
      sv: [
        "Av token framgår inte roll, användningsändamål, organisation och område.",
        "Logga in på nytt så att token anger dem alla.",
      ],
      en: [
        "The token does not tell role, purpose of use, organisation and region.",
        "Sign in again so that the token tells them all.",
      ],
    },
  ),
  PURPOSE_MISSING: entry(403, false, {
    fi: [
      "Käyttötarkoitusta ei ole ilmoitettu, joten henkilötietoa ei anneta.",
      "Ilmoita pyynnön kentässä extensions.kayttotarkoitus, mihin tietoa tarvitaan.",
    ],
    sv: [
      "Användningsändamålet har inte angetts, så personuppgifter ges inte.",
      "Ange i begärans fält extensions.kayttotarkoitus vad uppgifterna behövs till.",
    ],
    en: [
      "No purpose of use is stated, so personal data is not given.",
      "State in the request's field extensions.kayttotarkoitus what the data is needed for.",
    ],
  }),
  NON_DISCLOSURE: entry(200, false, {
    fi: [
      "Sijaintia koskevaa tietoa ei voi nyt näyttää.",
      "Toimi ilman osoitetta; jos laki oikeuttaa sinut, ilmoita peruste.",
    ],
    sv: [
      "Uppgifter om var personen finns kan inte visas nu.",
      "Handla utan adressen; ange grunden om lagen ger dig rätt.",
    ],
    en: [
      "Where the person is can't be shown now.",
      "Act without the address; if the law entitles you, state the ground.",
    ],
  }),
  CONSENT_MISSING: entry(200, false, {
    fi: [
      "Kenttää {kentta}{tieto} ei näytetä ilman asiakkaan voimassa olevaa suostumusta.",
      "Pyydä asiakkaalta suostumus; se vaikuttaa seuraavassa kyselyssä.",
    ],
    sv: [
      "Fältet {kentta}{tieto} visas inte utan kundens giltiga samtycke.",
      "Be kunden om samtycke; det gäller från nästa fråga.",
    ],
    en: [
      "The field {kentta}{tieto} is not shown without the customer's live consent.",
      "Ask the customer to consent; it takes effect at the next query.",
    ],
  }),
  SUBJECT_NOT_FOUND: entry(200, false, {
    fi: ["Lähteessä {lahde} ei ole tätä henkilöä.", "Tarkista henkilö; muut lähteet on silti kysytty."],
    sv: ["Källan {lahde} känner inte personen.", "Kontrollera personen; de andra källorna har ändå frågats."],
    en: [
      "The source {lahde} does not know this person.",
      "Check the person; the other sources were asked all the same.",
    ],
  }),
  SOURCE_TIMEOUT: entry(200, true, {
    fi: [
      "{lahde} ei vastannut ajoissa, joten kenttä {kentta} puuttuu; muut tiedot ovat mukana.",
      "Kysy kenttä {kentta} uudelleen 30 sekunnin kuluttua; muita ei tarvitse kysyä.",
    ],
    sv: [
      "{lahde} svarade inte i tid, så fältet {kentta} saknas; övriga uppgifter är med.",
      "Fråga fältet {kentta} på nytt om 30 sekunder; resten behöver inte frågas.",
    ],
    en: [
      "{lahde} did not answer in time, so the field {kentta} is missing; everything else is here.",
      "Ask {kentta} again after 30 s; the rest need not be asked again.",
    ],
  }),
  SOURCE_UNAVAILABLE: entry(200, true, {
    fi: [
      "{lahde} ei ole nyt käytettävissä, joten kenttä {kentta} puuttuu; muut tiedot ovat mukana.",
      "Kysy kenttä {kentta} hetken kuluttua uudelleen.",
    ],
    sv: [
      "{lahde} kan inte nås nu, så fältet {kentta} saknas; övriga uppgifter är med.",
      "Fråga fältet {kentta} på nytt om en stund.",
    ],
    en: [
      "{lahde} can't be reached now, so the field {kentta} is missing; everything else is here.",
      "Ask {kentta} again in a while.",
    ],
  }),
  SOURCE_INVALID_RESPONSE: entry(200, false, {
    fi: [
      "{lahde} antoi vastauksen, jota ei voi käyttää, joten kenttä {kentta} puuttuu; muut tiedot ovat mukana.",
      "Ilmoita pyynnön tunnus ylläpidolle; uusi kysely tuskin auttaa.",
    ],
    sv: [
      "{lahde} gav ett svar som inte kan användas, så fältet {kentta} saknas; övriga uppgifter är med.",
      "Meddela begärans id till driften; en ny fråga hjälper knappast.",
    ],
    en: [
      "{lahde} gave an answer that can't be used, so the field {kentta} is missing; everything else is here.",
      "Tell operations the request id; asking again will hardly help.",
    ],
  }),
  SOURCE_DENIED: entry(200, false, {
    fi: [
      "{lahde} ei antanut tietoa meidän luvallamme, joten kenttä {kentta} puuttuu.",
      "Ilmoita pyynnön tunnus ylläpidolle: lupa tai asetus on korjattava.",
    ],
    sv: [
      "{lahde} gav inte ut uppgiften med vårt tillstånd, så fältet {kentta} saknas.",
      "Meddela begärans id till driften: tillståndet eller inställningen måste rättas.",
    ],
    en: [
      "{lahde} refused us the item, so the field {kentta} is missing.",
      "Tell operations the request id: the permit or a setting must be mended.",
    ],
  }),
  BAD_USER_INPUT: entry(400, false, {
    fi: ["Annettu arvo ei kelpaa: {syy}.", "Korjaa arvo ja lähetä kysely uudelleen."],
    sv: ["Värdet duger inte: {syy}.", "Rätta värdet och skicka frågan på nytt."],
    en: ["The value given can't be used: {syy}.", "Mend the value and send the query again."],
  }),
  BAD_REQUEST: entry(400, false, {
    fi: [
      "Pyyntöä ei voi lukea: {syy}.",
      "Lähetä JSON-olio, jossa on kenttä query ja tarvittaessa variables ja operationName.",
    ],
    sv: [
      "Begäran kan inte läsas: {syy}.",
      "Skicka ett JSON-objekt med fältet query och vid behov variables och operationName.",
    ],
    en: [
      "The request can't be read: {syy}.",
      "Send a JSON object with query and, where needed, variables and operationName.",
    ],
  }),
  CSRF_REJECTED: entry(403, false, {
    fi: [
      "Selain lähetti pyynnön toisesta osoitteesta, jota ei ole sallittu.",
      "Kutsu rajapintaa omasta osoitteestaan tai pyydä ylläpitoa sallimaan sivuston osoite.",
    ],
    sv: [
      "Webbläsaren skickade begäran från en annan adress som inte är tillåten.",
      "Anropa gränssnittet från dess egen adress eller be driften tillåta webbplatsens adress.",
    ],
    en: [
      "The browser sent the request from another origin, which is not allowed.",
      "Call the API from its own origin, or ask operations to allow the site's origin.",
    ],
  }),
  BATCHING_NOT_ALLOWED: entry(400, false, {
    fi: ["Yhdessä pyynnössä saa olla yksi kysely.", "Lähetä kyselyt erikseen."],
    sv: ["En begäran får ha en fråga.", "Skicka frågorna var för sig."],
    en: ["One request holds one operation.", "Send the operations one by one."],
  }),
  PAYLOAD_TOO_LARGE: entry(413, false, {
    fi: ["Pyynnön koko ylittää rajan {raja} tavua.", "Lyhennä kyselyä tai jaa se osiin."],
    sv: ["Begäran är större än {raja} byte.", "Korta eller dela frågan."],
    en: ["The request is larger than {raja} bytes.", "Shorten the query or split it."],
  }),
  UNSUPPORTED_MEDIA_TYPE: entry(415, false, {
    fi: ["Vain application/json (UTF-8, pakkaamaton) kelpaa.", "Aseta otsake Content-Type: application/json."],
    sv: ["Endast application/json (UTF-8, okomprimerad) duger.", "Sätt rubriken Content-Type: application/json."],
    en: [
      "Only application/json (UTF-8, not compressed) is accepted.",
      "Set the header Content-Type: application/json.",
    ],
  }),
  NOT_ACCEPTABLE: entry(406, false, {
    fi: [
      "Vastaus on aina JSON:ia, jota otsake Accept ei salli.",
      "Aseta otsake Accept: application/graphql-response+json tai application/json.",
    ],
    sv: [
      "Svaret är alltid JSON, vilket rubriken Accept inte tillåter.",
      "Sätt rubriken Accept: application/graphql-response+json eller application/json.",
    ],
    en: [
      "The answer is always JSON, which the header Accept does not allow.",
      "Set the header Accept: application/graphql-response+json or application/json.",
    ],
  }),
  METHOD_NOT_ALLOWED: entry(405, false, {
    fi: [
      "Tähän osoitteeseen käy vain {syy}.",
      "Lähetä kyselyt POST-pyyntönä osoitteeseen /graphql, jotta mitään henkilöstä ei jää osoitteisiin.",
    ],
    sv: [
      "Den här adressen tar bara emot {syy}.",
      "Skicka frågor med POST till /graphql, så att inget om personen blir kvar i adresser.",
    ],
    en: [
      "This address takes {syy} only.",
      "Send queries by POST to /graphql, so that nothing personal stays in addresses.",
    ],
  }),
  NOT_FOUND: entry(404, false, {
    fi: ["Osoitetta ei ole.", "GraphQL on osoitteessa /graphql."],
    sv: ["Adressen finns inte.", "GraphQL finns på /graphql."],
    en: ["There is nothing at this address.", "GraphQL is at /graphql."],
  }),
  REQUEST_TIMEOUT: entry(408, true, {
    fi: ["Pyyntö ei tullut perille ajoissa.", "Lähetä pyyntö uudelleen."],
    sv: ["Begäran kom inte fram i tid.", "Skicka begäran på nytt."],
    en: ["The request did not arrive in time.", "Send the request again."],
  }),
  GRAPHQL_PARSE_FAILED: entry(400, false, {
    fi: ["Kysely ei ole kelvollista GraphQL:ää: {syy}.", "Korjaa kysely ilmoitetussa kohdassa."],
    sv: ["Frågan är inte giltig GraphQL: {syy}.", "Rätta frågan på det angivna stället."],
    en: ["The query is not valid GraphQL: {syy}.", "Mend the query at the place given."],
  }),
  GRAPHQL_VALIDATION_FAILED: entry(400, false, {
    fi: ["{syy}", "Korjaa kysely ilmoitetussa kohdassa; skeema on osoitteessa /schema.graphql."],
    sv: ["{syy}", "Rätta frågan på det angivna stället; schemat finns på /schema.graphql."],
    en: ["{syy}", "Mend the query at the place given; the schema is at /schema.graphql."],
  }),
  OPERATION_RESOLUTION_FAILURE: entry(400, false, {
    fi: ["Ei selviä, mikä operaatio ajetaan: {syy}.", "Anna operationName, joka on kyselyssä."],
    sv: ["Det framgår inte vilken operation som ska köras: {syy}.", "Ange ett operationName som finns i frågan."],
    en: ["It is not clear which operation to run: {syy}.", "Give an operationName that the query holds."],
  }),
  OPERATION_TOO_COMPLEX: entry(400, false, {
    fi: ["Kysely ylittää rajan {saanto}, enintään {raja} on sallittu (fragmentit purettuina).", "Jaa kysely osiin."],
    sv: ["Frågan överskrider gränsen {saanto}, högst {raja} tillåts (fragment utvecklade).", "Dela upp frågan."],
    en: ["The query passes the limit {saanto}; at most {raja} is allowed (fragments expanded).", "Split the query."],
  }),
  OPERATION_NOT_PLANNED: entry(501, false, {
    fi: [
      "Palvelu ei löytänyt tapaa kysyä lähteiltä kaikkea, mitä kysely tarvitsee, joten mitään ei kysytty.",
      "Jaa kysely pienempiin osiin; kerro ylläpidolle pyynnön tunnus.",
    ],
    sv: [
      "Tjänsten fann inget sätt att fråga källorna om allt som frågan behöver, så inget frågades.",
      "Dela frågan i mindre delar; meddela driften begärans id.",
    ],
    en: [
      "The service found no way to ask the sources for all that the query needs, so nothing was asked.",
      "Split the query into smaller ones; tell operations the request id.",
    ],
  }),
  PERSISTED_QUERY_NOT_FOUND: entry(400, false, {
    fi: [
      "Rekisteröityä operaatiota ei ole tällä tunnisteella.",
      "Rekisteröi operaatio käyttöönotossa tai lähetä sen teksti.",
    ],
    sv: [
      "Ingen registrerad operation har den här identifieraren.",
      "Registrera operationen vid driftsättningen eller skicka dess text.",
    ],
    en: ["No registered operation has this identifier.", "Register the operation at deployment, or send its text."],
  }),
  PERSISTED_QUERY_REQUIRED: entry(403, false, {
    fi: [
      "Tämä palvelu ajaa vain rekisteröityjä operaatioita.",
      "Lähetä rekisteröidyn operaation tunniste kentässä documentId.",
    ],
    sv: [
      "Den här tjänsten kör endast registrerade operationer.",
      "Skicka den registrerade operationens identifierare i fältet documentId.",
    ],
    en: [
      "This service runs registered operations only.",
      "Send the identifier of a registered operation in the field documentId.",
    ],
  }),
  INTROSPECTION_CLOSED: entry(403, false, {
    fi: ["Skeeman kyseleminen on suljettu tässä palvelussa.", "Käytä julkaistua skeematiedostoa api.graphql."],
    sv: ["Introspektion är stängd i den här tjänsten.", "Använd den publicerade schemafilen api.graphql."],
    en: ["Introspection is closed in this service.", "Use the published schema file api.graphql."],
  }),
  RATE_LIMITED: entry(429, true, {
    fi: ["Raja {saanto} on täynnä: enintään {raja}.", "Yritä uudelleen otsakkeen Retry-After kertoman ajan kuluttua."],
    sv: ["Gränsen {saanto} är nådd: högst {raja}.", "Försök på nytt efter den tid som rubriken Retry-After anger."],
    en: [
      "The limit {saanto} is reached: at most {raja}.",
      "Try again after the time that the header Retry-After gives.",
    ],
  }),
  AUDIT_UNAVAILABLE: entry(503, true, {
    fi: [
      "Vastausta ei annettu, koska käyttölokia ei voitu kirjoittaa.",
      "Yritä uudelleen; kerro ylläpidolle pyynnön tunnus.",
    ],
    sv: [
      "Svaret gavs inte eftersom användningsloggen inte kunde skrivas.",
      "Försök på nytt; meddela driften begärans id.",
    ],
    en: [
      "No answer was given, because the use log could not be written.",
      "Try again; tell operations the request id.",
    ],
  }),
  OVERLOADED: entry(503, true, {
    fi: ["Palvelu on nyt täynnä.", "Yritä muutaman sekunnin kuluttua uudelleen."],
    sv: ["Tjänsten är full just nu.", "Försök på nytt om några sekunder."],
    en: ["The service is full now.", "Try again in a few seconds."],
  }),
  INTERNAL_SERVER_ERROR: entry(500, true, {
    fi: ["Palvelussa tapahtui virhe, joka ei johdu kyselystä.", "Ilmoita pyynnön tunnus ylläpidolle."],
    sv: ["Ett fel som inte beror på frågan inträffade i tjänsten.", "Meddela begärans id till driften."],
    en: ["Something failed in the service; the query is not the cause.", "Tell operations the request id."],
  }),
} as const;

type Texts = Readonly<Record<"fi" | "sv" | "en", readonly [message: string, advice: string]>>;

interface Entry {
  readonly status: number;
  readonly retryable: boolean;
  readonly texts: Texts;
  /** Told when the error is of no field. */
  readonly fieldless: Texts;
}

function entry(
  status: number,
  retryable: boolean,
  ...[texts, fieldless = texts]: [texts: Texts, fieldless?: Texts]
): Entry {
  return { status, retryable, texts, fieldless };
}
