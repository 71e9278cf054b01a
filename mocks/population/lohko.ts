import { toHetu } from "./hetu.ts";
import { kuntaKohdassa, kuntapaino } from "./kunnat.ts";
import type { Jasen, Lohko } from "./jasen.ts";
import { henkiloaLohkossa, isMerkkiOlemassa, paivanJaannos, paivavali, toTunnuksenOsat, wrap } from "./kaista.ts";
import { nimistot, vieraskielisia } from "./nimet.ts";
import type { Kieli } from "./nimet.ts";
import type { Asunto } from "./osoite.ts";
import { ankkuri, toIka } from "./paiva.ts";
import type { PopulationOptions } from "./population-interface.ts";
import { suunnittelePerhe } from "./perheet.ts";
import type { Perhe, Suunnitelma } from "./perheen-osat.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { varatutPaivat, vakiohenkilot } from "./vakiohenkilot.ts";

/**
 * Makes a whole block: same seed, size and number, same persons. Block 0 begins with the personas. The
 * last block holds what is left of the size, in whole families too.
 */
export function createLohko({ seed, size }: PopulationOptions, numero: number): Lohko {
  const henkiloa = Math.min(henkiloaLohkossa, size - numero * henkiloaLohkossa);
  const jasenet: Jasen[] = numero === 0 ? vakiohenkilot.slice(0, henkiloa) : [];
  const kaista = createKaista(seed, numero);
  for (let monesko = 0; jasenet.length < henkiloa; monesko += 1) {
    const perheNumero = numero * henkiloaLohkossa + monesko;
    const random = createRandom(seed, "perhe", perheNumero);
    const perhe = suunnittelePerhe(random, henkiloa - jasenet.length);
    const koti = createKoti(random, perhe, perheNumero);
    const paikka = jasenet.length;
    jasenet.push(...perhe.jasenet.map((plan, at) => toJasen({ plan, perhe, koti, kaista, paikka, at, random })));
  }
  return { numero, alku: numero * henkiloaLohkossa, jasenet };
}

/** Gives out the birth days of one block, each (day, sex) once. */
interface Kaista {
  /** The block's next free day at or before the wanted one, for this sex. */
  varaa(toivottu: number, sukupuoli: "MIES" | "NAINEN"): { readonly syntyi: number; readonly hetu: string };
}

function createKaista(seed: number, numero: number): Kaista {
  const remainder = paivanJaannos(seed, numero);
  const varatut = new Set<number>();
  return {
    varaa(toivottu, sukupuoli) {
      const key = (day: number): number => day * 2 + (sukupuoli === "MIES" ? 1 : 0);
      let syntyi = toivottu - wrap(toivottu - remainder, paivavali);
      // Days of the personas are theirs alone, because their codes are fixed and not of any lane.
      while (varatut.has(key(syntyi)) || varatutPaivat.has(syntyi) || !isMerkkiOlemassa(seed, numero, syntyi)) {
        syntyi -= paivavali;
      }
      varatut.add(key(syntyi));
      return { syntyi, hetu: toHetu(toTunnuksenOsat(seed, numero, { syntyi, sukupuoli })) };
    },
  };
}

/** What the members of a family share. */
interface Koti {
  readonly kieli: Kieli;
  readonly sukunimi: string;
  /** By the family's home number; undefined for those without a permanent address in Finland. */
  readonly asunnot: readonly Asunto[];
}

function createKoti(random: Random, perhe: Perhe, perheNumero: number): Koti {
  const kunta = drawKunta(random);
  const kieli = drawKieli(random, kunta.ruotsinkielisia, perhe.ulkomainen === true);
  const koteja = Math.max(...perhe.jasenet.map((jasen) => jasen.asunto)) + 1;
  const asunnot = Array.from({ length: koteja }, (_, at): Asunto => ({
    numero: perheNumero * 8 + at + 1,
    kunta: (at === 0 || random.chance(0.6) ? kunta : drawKunta(random)).koodi,
    alkaen: ankkuri - random.between(20, 22 * 365),
    turvakielto: drawTurvakielto(random),
  }));
  return { kieli, sukunimi: random.pick(nimistot[kieli].sukunimet), asunnot };
}

function drawKunta(random: Random): { readonly koodi: string; readonly ruotsinkielisia: number } {
  return kuntaKohdassa(random.below(kuntapaino)) ?? { koodi: "091", ruotsinkielisia: 6 };
}

function drawKieli(random: Random, ruotsinkielisia: number, ulkomainen: boolean): Kieli {
  if (ulkomainen) return random.pick(vieraskielisia)[0];
  let left = random.below(1000);
  const vieras = vieraskielisia.find(([, osuus]) => {
    left -= osuus;
    return left < 0;
  });
  if (vieras !== undefined) return vieras[0];
  return random.below(100) < ruotsinkielisia ? "sv" : "fi";
}

/** One home of a hundred; at most five years at first, sometimes until further notice (661/2009 36 §). */
function drawTurvakielto(random: Random): Asunto["turvakielto"] {
  if (!random.chance(0.01)) return undefined;
  return { paattyy: random.chance(0.9) ? ankkuri + random.between(90, 5 * 365) : undefined };
}

interface JasenenTekeminen {
  readonly plan: Suunnitelma;
  readonly perhe: Perhe;
  readonly koti: Koti;
  readonly kaista: Kaista;
  /** Place of the family's first member in the block, and of this one in the family. */
  readonly paikka: number;
  readonly at: number;
  readonly random: Random;
}

function toJasen({ plan, perhe, koti, kaista, paikka, at, random }: JasenenTekeminen): Jasen {
  const { syntyi, hetu } = kaista.varaa(plan.syntyi, plan.sukupuoli);
  const place = (kohta: number): number => paikka + kohta;
  return {
    ...drawTunnus({ plan, syntyi, hetu, kaista, random }),
    ...drawNimi(random, koti, { plan, at }),
    syntyi,
    kuoli: plan.kuoli,
    sukupuoli: plan.sukupuoli,
    aidinkieli: koti.kieli,
    kansalaisuudet: drawKansalaisuudet(random, koti.kieli, plan),
    siviilisaaty: plan.siviilisaaty,
    puoliso: plan.puoliso === undefined ? undefined : place(plan.puoliso),
    vanhemmat: plan.vanhemmat.map(place),
    huoltajat: plan.huoltajat.map((huoltaja) => ({ ...huoltaja, paikka: place(huoltaja.paikka) })),
    edunvalvoja: drawEdunvalvoja({ random, perhe, at, syntyi, paikka }),
    asunto: plan.tilanne === "TAVALLINEN" ? koti.asunnot[plan.asunto] : undefined,
    tilanne: plan.tilanne,
    vakio: undefined,
  };
}

/** One code of 250 has been changed: the old one, with the other sex's number, stays the person's own. */
function drawTunnus(osat: {
  readonly plan: Suunnitelma;
  readonly syntyi: number;
  readonly hetu: string;
  readonly kaista: Kaista;
  readonly random: Random;
}): Pick<Jasen, "hetu" | "entisetHetut"> {
  if (osat.plan.tilanne === "TUNNUKSETON") return { hetu: undefined, entisetHetut: [] };
  if (!osat.random.chance(0.004)) return { hetu: osat.hetu, entisetHetut: [] };
  const vanha = osat.kaista.varaa(osat.syntyi, osat.plan.sukupuoli === "MIES" ? "NAINEN" : "MIES");
  return { hetu: osat.hetu, entisetHetut: [vanha.hetu] };
}

function drawNimi(
  random: Random,
  koti: Koti,
  { plan, at }: { readonly plan: Suunnitelma; readonly at: number },
): Pick<Jasen, "etunimet" | "kutsumanimi" | "sukunimi" | "entinenSukunimi"> {
  const { naiset, miehet, sukunimet } = nimistot[koti.kieli];
  const etunimet = plan.sukupuoli === "NAINEN" ? naiset : miehet;
  const kutsumanimi = random.pick(etunimet);
  const toinen = random.pick(etunimet);
  const nimi = { kutsumanimi, etunimet: toinen === kutsumanimi ? kutsumanimi : `${kutsumanimi} ${toinen}` };
  const muusta = random.pick(sukunimet);
  const avioton = plan.siviilisaaty === 1;
  if (at === 0 || plan.vanhemmat.length > 0) return { ...nimi, sukunimi: koti.sukunimi, entinenSukunimi: undefined };
  if (avioton || random.chance(0.25)) return { ...nimi, sukunimi: muusta, entinenSukunimi: undefined };
  return { ...nimi, sukunimi: koti.sukunimi, entinenSukunimi: muusta === koti.sukunimi ? undefined : muusta };
}

function drawKansalaisuudet(random: Random, kieli: Kieli, plan: Suunnitelma): readonly string[] {
  if (plan.tilanne === "MAASTAMUUTTANUT") return ["246"];
  const maat = nimistot[kieli].kansalaisuudet;
  const ensimmainen = random.pick(maat);
  if (plan.tilanne !== "TAVALLINEN") return [maat.find((maa) => maa !== "246") ?? ensimmainen];
  return ensimmainen !== "246" && random.chance(0.2) ? ["246", ensimmainen] : [ensimmainen];
}

/** A grown-up relative in the family looks after the affairs of some of the old. */
function drawEdunvalvoja(osat: {
  readonly random: Random;
  readonly perhe: Perhe;
  readonly at: number;
  readonly syntyi: number;
  readonly paikka: number;
}): number | undefined {
  const chosen = osat.random.chance(toIka(osat.syntyi, ankkuri) >= 75 ? 0.08 : 0.005);
  if (!chosen || toIka(osat.syntyi, ankkuri) < 18 || osat.perhe.jasenet[osat.at]?.kuoli !== undefined) return undefined;
  const valvoja = osat.perhe.jasenet.findIndex(
    (each, kohta) =>
      kohta !== osat.at &&
      each.kuoli === undefined &&
      toIka(each.syntyi, ankkuri) >= 20 &&
      each.tilanne === "TAVALLINEN",
  );
  return valvoja === -1 ? undefined : osat.paikka + valvoja;
}
