import type { Henkilo, Oleskelutiedot, Population } from "../population/index.ts";

/** What a person is searched by. */
export type Hakuperuste =
  | { readonly henkilotunnus: string }
  | { readonly asiakasnumero: string }
  | { readonly matkustusasiakirja: { readonly numero: string; readonly maa: string }; readonly syntymaaika: string };

/** A person of whom the register holds something, under the identity code that the answer names. */
export interface Oleskelija {
  readonly henkilo: Henkilo;
  /** The code asked, also when it is passive; the one in force when asked otherwise. Null: none. */
  readonly hetu: string | null;
  readonly tiedot: Oleskelutiedot;
}

/** ISO 3166-1: the population's countries, numeric → alpha-3. */
const maat: Readonly<Record<string, string>> = {
  "246": "FIN",
  "233": "EST",
  "356": "IND",
  "368": "IRQ",
  "566": "NGA",
  "642": "ROU",
  "643": "RUS",
  "706": "SOM",
  "760": "SYR",
  "804": "UKR",
  "826": "GBR",
};

/** A country as the register writes it. @throws RangeError for one that the population should not have. */
export function toMaa(numero: string): string {
  const maa = maat[numero];
  if (maa === undefined) throw new RangeError(`no alpha-3 code for the country ${numero}`);
  return maa;
}

/** The person searched for; undefined when the register holds nothing, as of a Finnish citizen. */
export function findOleskelija(population: Population, haku: Hakuperuste): Oleskelija | undefined {
  if ("henkilotunnus" in haku) {
    const henkilo = population.etsi(haku.henkilotunnus);
    return henkilo === undefined ? undefined : toOleskelija(population, henkilo, haku.henkilotunnus);
  }
  const numero = "asiakasnumero" in haku ? haku.asiakasnumero : haku.matkustusasiakirja.numero;
  const henkilo = population.etsiOleskelija(numero);
  const found = henkilo === undefined ? undefined : toOleskelija(population, henkilo);
  return found !== undefined && isSame(found, haku) ? found : undefined;
}

/** Somebody else of whom the register holds something; the same person each time. */
export function findToinen(population: Population, { henkilo, ...muut }: Oleskelija): Oleskelija {
  for (let step = 1; step < population.size; step += 1) {
    const toinen = toOleskelija(population, population.henkilo((henkilo.index + step) % population.size));
    if (toinen !== undefined) return toinen;
  }
  return { henkilo, ...muut };
}

function toOleskelija(population: Population, henkilo: Henkilo, hetu = henkilo.hetu ?? null): Oleskelija | undefined {
  const tiedot = population.oleskelutiedot(henkilo);
  return tiedot === undefined ? undefined : { henkilo, hetu, tiedot };
}

/** A customer number is no document's number, and a document is its country's and its holder's. */
function isSame({ henkilo, tiedot }: Oleskelija, haku: Exclude<Hakuperuste, { henkilotunnus: string }>): boolean {
  if ("asiakasnumero" in haku) return tiedot.asiakasnumero === haku.asiakasnumero;
  const { numero, maa } = haku.matkustusasiakirja;
  const isHolders = tiedot.asiakirjat.some((each) => each.numero === numero && toMaa(each.maa) === maa);
  return isHolders && henkilo.syntymapaiva === haku.syntymaaika;
}
