import { findAlue, toRekisterinpitaja, toToimiala } from "../population/index.ts";
import type { Asiakkuus, Henkilo, Palvelutapahtuma, Population, Suunnitelmaosa } from "../population/index.ts";
import type { Row } from "../postgres/index.ts";

/** Rows of one person in one region's node, by table; names and forms are those of `schema.sql`. */
export interface YhteinenRows {
  readonly maakunta: readonly Row[];
  readonly asiakas: readonly Row[];
  readonly palveluntarjoaja: readonly Row[];
  readonly palvelu: readonly Row[];
  readonly ammattilainen: readonly Row[];
  readonly asiakkuus: readonly Row[];
  readonly asiakkuuden_ammattilainen: readonly Row[];
  readonly toive: readonly Row[];
  readonly laheinen: readonly Row[];
  readonly omasuunnitelma: readonly Row[];
  readonly terveys_ja_hoitosuunnitelma: readonly Row[];
  readonly palvelusuunnitelma: readonly Row[];
  readonly palvelutapahtuma: readonly Row[];
}

/** What each region's node holds of a person; a region without a customership or an event does not know the person. */
export function toYhteinenRows(population: Population, henkilo: Henkilo): ReadonlyMap<string, YhteinenRows> {
  const asiakkuudet = population.asiakkuudet(henkilo);
  const tapahtumat = population.palvelutapahtumat(henkilo);
  const regions = new Set([...asiakkuudet, ...tapahtumat].map(({ alue }) => alue));
  const [kotialue] = asiakkuudet.map(({ alue }) => alue);
  return new Map(
    [...regions].map((alue) => {
      const own = asiakkuudet.filter((each) => each.alue === alue);
      return [
        alue,
        {
          ...toHoitavat(population, henkilo, own),
          ...toKohteet(alue, [...own.map(toPaikka), ...tapahtumat.filter((each) => each.alue === alue)]),
          ...toSuunnitelmat(population, henkilo, alue),
          asiakas: [
            {
              asiakas_id: henkilo.index,
              alue,
              hetu: henkilo.hetu ?? null,
              tilapainen_tunnus: henkilo.tilapainenTunnus ?? null,
            },
          ],
          laheinen: alue === kotialue ? toLaheiset(population, henkilo) : [],
          palvelutapahtuma: tapahtumat
            .filter((each) => each.alue === alue)
            .map((each) => toTapahtuma(henkilo.index, each)),
        },
      ];
    }),
  );
}

type Paikka = Pick<Palvelutapahtuma, "palvelu" | "tuottaja" | "tuottajanNimi">;

function toPaikka({ palvelu, organisaatio, organisaationNimi }: Asiakkuus): Paikka {
  return { palvelu, tuottaja: organisaatio, tuottajanNimi: organisaationNimi };
}

/** Rows that many persons share: the region, services and providers. */
function toKohteet(
  alue: string,
  paikat: readonly Paikka[],
): Pick<YhteinenRows, "maakunta" | "palvelu" | "palveluntarjoaja"> {
  return {
    maakunta: [{ alue, nimi: findAlue(alue)?.nimi.fi ?? alue }],
    palvelu: paikat.map(({ palvelu }) => ({ nimi: palvelu, toimiala: toToimiala(palvelu).toLowerCase() })),
    palveluntarjoaja: paikat.map(({ tuottaja, tuottajanNimi }) => {
      const rekisterinpitaja = toRekisterinpitaja({ organisaatio: tuottaja, alue });
      const oma = rekisterinpitaja === alue ? null : rekisterinpitaja;
      return { tunniste: tuottaja, nimi: tuottajanNimi, rekisterinpitaja: oma };
    }),
  };
}

function toHoitavat(
  population: Population,
  henkilo: Henkilo,
  asiakkuudet: readonly Asiakkuus[],
): Pick<YhteinenRows, "asiakkuus" | "asiakkuuden_ammattilainen" | "ammattilainen" | "toive"> {
  const tunnukset = new Set(asiakkuudet.map(({ tunnus }) => tunnus));
  const hoitavat = asiakkuudet.flatMap((asiakkuus) =>
    population.ammattilaiset(asiakkuus).map((each) => ({ asiakkuus: asiakkuus.tunnus, ...each })),
  );
  return {
    asiakkuus: asiakkuudet.map((each) => toAsiakkuus(population, henkilo, each)),
    asiakkuuden_ammattilainen: hoitavat.map(({ asiakkuus, ammattilainen, rooli, yhteyshenkilo, alkaen }) => ({
      asiakkuus,
      ammattilainen: ammattilainen.rekisterointinumero,
      rooli: rooli.toLowerCase(),
      yhteyshenkilo,
      alkaen,
    })),
    ammattilainen: hoitavat.map(({ ammattilainen: { nimi, nimike, puhelin, rekisterointinumero } }) => ({
      rekisterointinumero,
      nimi,
      nimike,
      puhelin,
    })),
    toive: population
      .toiveet(henkilo)
      .filter(({ asiakkuus }) => tunnukset.has(asiakkuus))
      .map((toive) => ({ ...toive, laji: toive.laji.toLowerCase() })),
  };
}

function toAsiakkuus(population: Population, henkilo: Henkilo, asiakkuus: Asiakkuus): Row {
  const { tunnus, palvelu, organisaatio, alkanut, paattynyt } = asiakkuus;
  const { laji, nimi } = population.maksaja(henkilo, asiakkuus);
  const [first] = population.ammattilaiset(asiakkuus);
  return {
    tunnus,
    asiakas_id: henkilo.index,
    palvelu,
    palveluntarjoaja: organisaatio,
    alkanut,
    paattynyt: paattynyt ?? null,
    maksaja_laji: laji.toLowerCase(),
    maksaja_nimi: nimi ?? null,
    vastuuhenkilo: first?.ammattilainen.rekisterointinumero ?? null,
    // What the children of the personas have said of their own customerships: eino shows all but social care.
    huoltajalta_salattu: henkilo.persona === "eino" ? palvelu !== "Terveysasema" : null,
  };
}

/** Lists as PostgreSQL's own text of an array. */
function toArray(texts: readonly string[]): string {
  return `{${texts.map((text) => JSON.stringify(text)).join(",")}}`;
}

function toLaheiset(population: Population, henkilo: Henkilo): readonly Row[] {
  return population.laheiset(henkilo).map(({ nimi, hetu, roolit, puhelin, suunnitelmassa }, at) => ({
    asiakas_id: henkilo.index,
    jarjestys: at + 1,
    nimi,
    hetu: hetu ?? null,
    roolit: toArray(roolit.map((rooli) => rooli.toLowerCase())),
    puhelin: puhelin ?? null,
    suunnitelmassa,
  }));
}

function toSuunnitelmat(
  population: Population,
  henkilo: Henkilo,
  alue: string,
): Pick<YhteinenRows, "omasuunnitelma" | "terveys_ja_hoitosuunnitelma" | "palvelusuunnitelma"> {
  const oma = population.omasuunnitelma(henkilo);
  if (oma?.alue !== alue) return { omasuunnitelma: [], terveys_ja_hoitosuunnitelma: [], palvelusuunnitelma: [] };
  const { tunnus, laadittu, tarkistetaan, huoltajalta } = oma;
  const toOsa = (osa: Suunnitelmaosa | undefined): readonly Row[] =>
    osa === undefined
      ? []
      : [
          {
            omasuunnitelma: tunnus,
            tarve: osa.tarve,
            tavoitteet: toArray(osa.tavoitteet),
            toimet: toArray(osa.toimet),
          },
        ];
  return {
    omasuunnitelma: [
      {
        tunnus,
        asiakas_id: henkilo.index,
        laadittu,
        tarkistetaan: tarkistetaan ?? null,
        huoltajalta_salattu: toMerkki(huoltajalta),
      },
    ],
    terveys_ja_hoitosuunnitelma: toOsa(oma.terveysJaHoito),
    palvelusuunnitelma: toOsa(oma.palvelut),
  };
}

function toTapahtuma(asiakas_id: number, tapahtuma: Palvelutapahtuma): Row {
  const { tunnus, palvelu, tuottaja, alkoi, paattyi, maksaja, huoltajalta, erityinen } = tapahtuma;
  return {
    tunnus,
    asiakas_id,
    palvelu,
    palveluntarjoaja: tuottaja,
    alkoi,
    paattyi,
    maksaja_laji: maksaja.laji.toLowerCase(),
    maksaja_nimi: maksaja.nimi ?? null,
    huoltajalta_salattu: toMerkki(huoltajalta),
    erityinen_sisalto: erityinen,
  };
}

function toMerkki(huoltajalta: "SALATTU" | "AVOIN" | undefined): boolean | null {
  return huoltajalta === undefined ? null : huoltajalta === "SALATTU";
}
