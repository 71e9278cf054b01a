import { addVuosia, ankkuri, ofPaiva, toIka, toPaiva } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { Oleskelulupa, Oleskelutiedot } from "./oleskeluoikeus.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { toLupaketju } from "./lupaketju.ts";

const eu: ReadonlySet<string> = new Set(["233", "642"]);
/** Citizenships of which most have come as refugees: Iraq, Syria, Somalia. */
const pakolaisuus: ReadonlySet<string> = new Set(["368", "760", "706"]);
const ukraina = "804";
/** Temporary protection of those who fled Ukraine: from 24 February 2022, until 4 March 2027 (recalled). */
const tilapainenSuojelu = { alku: ofPaiva("2022-02-24"), loppu: "2027-03-04" };
const keskukset = ["Testilän vastaanottokeskus", "Mallikylän vastaanottokeskus", "Esimerkkiniemen vastaanottokeskus"];

/** Amina seeks asylum; mihai, without an identity code, has registered his right of residence as an EU citizen. */
const personanOleskelu: Readonly<Record<string, Omit<Oleskelutiedot, "asiakasnumero" | "asiakirjat">>> = {
  amina: {
    luvat: [],
    turvapaikka: { tila: "VIREILLA", suojelumuoto: undefined, haettu: "2026-01-19", ratkaistu: undefined },
    vastaanotto: { keskus: "Testilän vastaanottokeskus", alkaen: "2026-01-20", paattyen: undefined },
    kuntaanosoitus: undefined,
  },
  mihai: {
    luvat: [
      {
        laji: "EU_REK",
        peruste: "EU_OIKEUS",
        alkaa: "2026-05-04",
        paattyy: undefined,
        tyoskentelyoikeus: "RAJOITTAMATON",
        jatkohakemus: undefined,
      },
    ],
    turvapaikka: undefined,
    vastaanotto: undefined,
    kuntaanosoitus: undefined,
  },
};

/** What the immigration authorities know of a person; undefined of citizens and emigrants, of whom they know nothing. */
export function toOleskelutiedot(seed: number, henkilo: Henkilo): Oleskelutiedot | undefined {
  if (henkilo.oleskelu === "KANSALAINEN" || henkilo.oleskelu === "MAASTAMUUTTANUT") return undefined;
  const random = createRandom(seed, "oleskelu", henkilo.index);
  const osat = personanOleskelu[henkilo.persona ?? ""] ?? draw(random, henkilo);
  return {
    asiakasnumero: `9${String(henkilo.index).padStart(9, "0")}`,
    ...osat,
    asiakirjat: toAsiakirjat(random, henkilo, osat.turvapaikka),
  };
}

/** Index of the person whose customer number, or number of a travel document, this would be. */
export function toOleskelunIndex(numero: string): number | undefined {
  const found = /^(?:9|[A-Z]{2})(\d{7,9})$/.exec(numero);
  return found === null ? undefined : Number(found[1]);
}

type Osat = Omit<Oleskelutiedot, "asiakasnumero" | "asiakirjat">;

function draw(random: Random, henkilo: Henkilo): Osat {
  const [maa = ""] = henkilo.kansalaisuudet;
  const alku = toSaapuminen(random, henkilo);
  if (henkilo.oleskelu === "TURVAPAIKANHAKIJA") return drawHakija(random, henkilo);
  const isSyntynytTaalla = alku === ofPaiva(henkilo.syntymapaiva);
  if (eu.has(maa)) return pelkatLuvat([toEuRekisterointi(alku)]);
  if (maa === ukraina && alku >= tilapainenSuojelu.alku) return toTilapainenSuojelu(alku);
  if (pakolaisuus.has(maa) && !isSyntynytTaalla && henkilo.kotikunta !== undefined && random.chance(0.7)) {
    return drawSuojeltu(random, henkilo);
  }
  const ika = toIka(ofPaiva(henkilo.syntymapaiva), alku);
  const peruste = ika < 18 ? "PERHESIDE" : ika < 25 ? "OPISKELU" : random.pick(["TYO", "PERHESIDE"] as const);
  return pelkatLuvat(toLuvat(random, henkilo, { alku, peruste }));
}

/** Day of arrival: some weeks before the first home, or birth; of one who has no home, within the last year. */
function toSaapuminen(random: Random, { kotikuntaAlkaen, syntymapaiva }: Henkilo): number {
  const weeks = random.between(10, 60);
  const alku = kotikuntaAlkaen === undefined ? ankkuri - random.between(30, 300) : ofPaiva(kotikuntaAlkaen) - weeks;
  return Math.max(alku, ofPaiva(syntymapaiva));
}

function pelkatLuvat(luvat: readonly Oleskelulupa[]): Osat {
  return { luvat, turvapaikka: undefined, vastaanotto: undefined, kuntaanosoitus: undefined };
}

function toEuRekisterointi(alku: number): Oleskelulupa {
  return {
    laji: "EU_REK",
    peruste: "EU_OIKEUS",
    alkaa: toPaiva(alku),
    paattyy: undefined,
    tyoskentelyoikeus: "RAJOITTAMATON",
    jatkohakemus: undefined,
  };
}

function toTilapainenSuojelu(alku: number): Osat {
  const suojelu = "TILAPAINEN_SUOJELU";
  const lupa = { alkaa: toPaiva(alku), paattyy: tilapainenSuojelu.loppu, jatkohakemus: undefined } as const;
  const haku = { haettu: toPaiva(alku - 14), ratkaistu: toPaiva(alku) };
  return {
    ...pelkatLuvat([{ ...lupa, laji: "TS", peruste: suojelu, tyoskentelyoikeus: "RAJOITTAMATON" }]),
    turvapaikka: { tila: "MYONNETTY", suojelumuoto: "TILAPAINEN", ...haku },
  };
}

/** Pending, most of them; some refused, with the reception going on until they leave. */
function drawHakija(random: Random, henkilo: Henkilo): Osat {
  const haettu = Math.max(ankkuri - random.between(40, 500), ofPaiva(henkilo.syntymapaiva));
  const isHylatty = haettu < ankkuri - 200 && random.chance(0.2);
  return {
    luvat: [],
    turvapaikka: {
      tila: isHylatty ? "HYLATTY" : "VIREILLA",
      suojelumuoto: undefined,
      haettu: toPaiva(haettu),
      ratkaistu: isHylatty ? toPaiva(haettu + 180) : undefined,
    },
    vastaanotto: { keskus: random.pick(keskukset), alkaen: toPaiva(haettu), paattyen: undefined },
    kuntaanosoitus: undefined,
  };
}

/** Protection granted before the first home: reception until the move, and placement in that municipality. */
function drawSuojeltu(random: Random, henkilo: Henkilo): Osat {
  const { kotikunta = "", kotikuntaAlkaen = "", syntymapaiva } = henkilo;
  const muutto = ofPaiva(kotikuntaAlkaen);
  const ratkaistu = muutto - random.between(20, 60);
  const haettu = Math.max(ratkaistu - random.between(90, 500), ofPaiva(syntymapaiva));
  if (haettu >= ratkaistu) return pelkatLuvat(toLuvat(random, henkilo, { alku: muutto, peruste: "PERHESIDE" }));
  return {
    luvat: toLuvat(random, henkilo, { alku: ratkaistu, peruste: "KANSAINVALINEN_SUOJELU" }),
    turvapaikka: {
      tila: "MYONNETTY",
      suojelumuoto: random.chance(0.6) ? "PAKOLAISASEMA" : "TOISSIJAINEN",
      haettu: toPaiva(haettu),
      ratkaistu: toPaiva(ratkaistu),
    },
    vastaanotto: { keskus: random.pick(keskukset), alkaen: toPaiva(haettu), paattyen: kotikuntaAlkaen },
    kuntaanosoitus: { kunta: kotikunta, paatos: toPaiva(ratkaistu + 10), muutto: kotikuntaAlkaen },
  };
}

/** Of one who has died, those begun in life, the last ended by death. */
function toLuvat(
  random: Random,
  { kuolinpaiva }: Henkilo,
  alku: { readonly alku: number; readonly peruste: Oleskelulupa["peruste"] },
): readonly Oleskelulupa[] {
  const luvat = toLupaketju(random, alku);
  if (kuolinpaiva === undefined) return luvat;
  return luvat
    .filter(({ alkaa }) => alkaa <= kuolinpaiva)
    .map((lupa) => ({
      ...lupa,
      paattyy: lupa.paattyy === undefined || lupa.paattyy > kuolinpaiva ? kuolinpaiva : lupa.paattyy,
      jatkohakemus: undefined,
    }));
}

/** A passport of the own country, and what Finland gives to those who can't ask their own for one. */
function toAsiakirjat(
  random: Random,
  { index, kansalaisuudet }: Henkilo,
  turvapaikka: Oleskelutiedot["turvapaikka"],
): Oleskelutiedot["asiakirjat"] {
  const numero = (alku: string): string => `${alku}${String(index).padStart(7, "0")}`;
  const [maa = "000"] = kansalaisuudet;
  const paattyy = toPaiva(addVuosia(ankkuri, random.between(1, 6)));
  const passi = { laji: "PASSI", numero: numero("ZZ"), maa, paattyy } as const;
  const suomesta = { numero: numero("XM"), maa: "246", paattyy };
  if (turvapaikka?.suojelumuoto === "PAKOLAISASEMA") {
    return [{ ...suomesta, laji: "PAKOLAISEN_MATKUSTUSASIAKIRJA" }];
  }
  if (turvapaikka?.suojelumuoto === "TOISSIJAINEN") return [{ ...suomesta, laji: "MUUKALAISPASSI" }];
  return [passi];
}
