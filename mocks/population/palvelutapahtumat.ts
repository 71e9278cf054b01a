import { findAlue } from "./alueet.ts";
import { toOrganisaatio } from "./asiakkuudet.ts";
import { toMaksaja } from "./maksajat.ts";
import type { Maksuperusteet } from "./maksajat.ts";
import { ankkuri, ofPaiva, toPaiva } from "./paiva.ts";
import type { Asiakkuus, Palvelutapahtuma } from "./palvelusuhde.ts";
import type { Henkilo } from "./person.ts";
import { toTyoterveyshuollot } from "./tyoterveys.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";

type Paikka = Pick<Palvelutapahtuma, "alue" | "palvelu" | "tuottaja" | "tuottajanNimi">;

interface Kaynnit {
  readonly paikka: Paikka;
  readonly alku: number;
  readonly loppu: number;
  readonly maara: number;
  readonly huoltajalta: Palvelutapahtuma["huoltajalta"];
  readonly erityinen: boolean;
}

/**
 * Events in the order of time: visits of each customership while it is open, and episodes that have no
 * customership: a course of treatment at a private provider, and, of the personas, one of special content
 * (sofia) and one that a child has kept from the guardians (eino).
 */
export function toPalvelutapahtumat(
  seed: number,
  henkilo: Henkilo,
  asiakkuudet: readonly Asiakkuus[],
): readonly Palvelutapahtuma[] {
  const random = createRandom(seed, "palvelutapahtumat", henkilo.index);
  const kotialue = asiakkuudet[0]?.alue;
  const perusteet = { kotialue, tyoterveyshuollot: toTyoterveyshuollot(seed, henkilo) };
  const kaynnit = [
    ...asiakkuudet.map((each) => toKaynnit(random, henkilo, each)),
    ...toJaksot(random, henkilo, kotialue),
  ];
  return kaynnit
    .flatMap((each) => toTapahtumat(random, henkilo, { ...each, perusteet }))
    .toSorted((one, other) => ofPaiva(one.alkoi) - ofPaiva(other.alkoi))
    .map((each, at) => ({ ...each, tunnus: `T${each.alue}-${String(henkilo.index).padStart(6, "0")}-${at + 1}` }));
}

function toKaynnit(random: Random, henkilo: Henkilo, asiakkuus: Asiakkuus): Kaynnit {
  const { alue, palvelu, organisaatio, organisaationNimi, alkanut, paattynyt } = asiakkuus;
  return {
    paikka: { alue, palvelu, tuottaja: organisaatio, tuottajanNimi: organisaationNimi },
    alku: ofPaiva(alkanut),
    loppu: paattynyt === undefined ? ankkuri : ofPaiva(paattynyt),
    maara: random.between(1, henkilo.persona === undefined ? 5 : 8),
    huoltajalta: henkilo.persona === "eino" ? "AVOIN" : undefined,
    erityinen: false,
  };
}

/** Episodes of no customership: of one in four, and of personas. */
function toJaksot(random: Random, henkilo: Henkilo, alue: string | undefined): readonly Kaynnit[] {
  const hasOne = random.chance(0.25);
  if (alue === undefined || henkilo.kuolinpaiva !== undefined) return [];
  const syntyi = ofPaiva(henkilo.syntymapaiva);
  const jakso = (vuosiaSitten: number, paikka: Pick<Paikka, "palvelu" | "tuottaja" | "tuottajanNimi">): Kaynnit => {
    const alku = Math.max(syntyi, ankkuri - vuosiaSitten * 365);
    const muut = { maara: 4, huoltajalta: undefined, erityinen: false };
    return { paikka: { alue, ...paikka }, alku, loppu: alku + 60, ...muut };
  };
  const fysioterapia = jakso(3, {
    palvelu: "Fysioterapia",
    tuottaja: "1.2.246.10.99900200",
    tuottajanNimi: "Testiterapia Oy",
  });
  const oma = { tuottaja: toOrganisaatio(alue), tuottajanNimi: findAlue(alue)?.nimi.fi ?? alue };
  if (henkilo.persona === "eino") {
    return [{ ...jakso(1, { palvelu: "Nuorisoneuvola", ...oma }), huoltajalta: "SALATTU" }];
  }
  if (henkilo.persona === "sofia") {
    return [fysioterapia, { ...jakso(2, { palvelu: "Mielenterveyspalvelut", ...oma }), erityinen: true }];
  }
  return hasOne || henkilo.persona !== undefined ? [fysioterapia] : [];
}

function toTapahtumat(
  random: Random,
  henkilo: Henkilo,
  { paikka, alku, loppu, maara, huoltajalta, erityinen, perusteet }: Kaynnit & { readonly perusteet: Maksuperusteet },
): readonly Omit<Palvelutapahtuma, "tunnus">[] {
  const maksaja = toMaksaja(henkilo, paikka, perusteet);
  return Array.from({ length: maara }, () => {
    const paiva = random.between(alku, Math.max(alku, loppu));
    const paattyi = paikka.palvelu === "Erikoissairaanhoito" && random.chance(0.3) ? Math.min(paiva + 4, loppu) : paiva;
    const insured = henkilo.persona === "aino" && paikka.palvelu === "Fysioterapia";
    return {
      ...paikka,
      alkoi: toPaiva(paiva),
      paattyi: toPaiva(paattyi),
      maksaja: insured ? ({ laji: "VAKUUTUSYHTIO", nimi: "Vakuutusyhtiö Esimerkki Oy" } as const) : maksaja,
      huoltajalta,
      erityinen,
    };
  });
}
