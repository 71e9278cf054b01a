import { alueOf } from "./alueet.ts";
import { drawAmmatti } from "./ammatit.ts";
import type { Jasen, Lohko } from "./jasen.ts";
import { toOsoite, toUlkomainenOsoite } from "./osoite.ts";
import { addVuosia, ankkuri, ankkuripaiva, ofPaiva, toIka, toPaiva } from "./paiva.ts";
import type { HuoltajanPaikka } from "./perheen-osat.ts";
import type { Henkilo, Huolto, Osoite, Suhde, UlkomainenOsoite } from "./person.ts";
import { createRandom } from "./random.ts";
import { toTilapainenTunnus } from "./tilapainen-tunnus.ts";

/** One member of a block as a person whose relations all point back. @throws RangeError outside the block. */
export function toHenkilo(seed: number, lohko: Lohko, paikka: number): Henkilo {
  const jasen = lohko.jasenet[paikka];
  if (jasen === undefined) throw new RangeError(`block ${lohko.numero} has no place ${paikka}`);
  const index = lohko.alku + paikka;
  const ulkomainenOsoite = toUlkomainen(seed, index, jasen);
  return {
    index,
    persona: jasen.vakio?.persona,
    hetu: jasen.hetu,
    entisetHetut: jasen.entisetHetut,
    tilapainenTunnus: jasen.hetu === undefined ? toTilapainenTunnus(seed, index) : undefined,
    etunimet: jasen.etunimet,
    kutsumanimi: jasen.kutsumanimi,
    sukunimi: jasen.sukunimi,
    entinenSukunimi: jasen.entinenSukunimi,
    syntymapaiva: toPaiva(jasen.syntyi),
    kuolinpaiva: jasen.kuoli === undefined ? undefined : toPaiva(jasen.kuoli),
    sukupuoli: jasen.sukupuoli,
    aidinkieli: jasen.aidinkieli,
    asiointikieli: jasen.aidinkieli === "sv" ? "sv" : "fi",
    kansalaisuudet: jasen.kansalaisuudet,
    siviilisaaty: jasen.siviilisaaty,
    ammatti: jasen.vakio === undefined ? drawAmmatti(seed, index, jasen) : jasen.vakio.ammatti,
    turvakielto: toTurvakielto(jasen),
    ...toPaikat(seed, jasen, ulkomainenOsoite),
    ...toSuhteet(lohko, paikka),
    vakuutettu: jasen.tilanne === "TAVALLINEN" && jasen.kuoli === undefined,
    oleskelu: toOleskelu(jasen),
  };
}

function toTurvakielto(jasen: Jasen): Henkilo["turvakielto"] {
  const turvakielto = jasen.asunto?.turvakielto;
  if (turvakielto === undefined || jasen.kuoli !== undefined) return undefined;
  return { paattyy: turvakielto.paattyy === undefined ? undefined : toPaiva(turvakielto.paattyy) };
}

function toUlkomainen(seed: number, index: number, jasen: Jasen): UlkomainenOsoite | undefined {
  if (jasen.tilanne !== "MAASTAMUUTTANUT") return undefined;
  if (jasen.vakio?.ulkomainenOsoite !== undefined) return jasen.vakio.ulkomainenOsoite;
  const alkaen = ankkuri - createRandom(seed, "osoite", 2_000_000_000 + index).between(100, 12 * 365);
  return toUlkomainenOsoite(seed, index, Math.max(alkaen, jasen.syntyi));
}

/** Home municipality and address of a resident, `200` of an emigrant, none of others. */
function toPaikat(
  seed: number,
  jasen: Jasen,
  ulkomainenOsoite: UlkomainenOsoite | undefined,
): Pick<Henkilo, "osoite" | "ulkomainenOsoite" | "kotikunta" | "kotikuntaAlkaen" | "alue"> {
  const osoite = toKotiosoite(seed, jasen);
  const kotikunta = ulkomainenOsoite === undefined ? osoite?.kunta : "200";
  return {
    osoite,
    ulkomainenOsoite,
    kotikunta,
    kotikuntaAlkaen: ulkomainenOsoite?.alkaen ?? osoite?.alkaen,
    alue: kotikunta === undefined ? undefined : alueOf(kotikunta, ankkuripaiva),
  };
}

/** The dead keep their last address, as in VTJ. */
function toKotiosoite(seed: number, jasen: Jasen): Osoite | undefined {
  if (jasen.asunto === undefined) return undefined;
  if (jasen.vakio?.osoite !== undefined) return jasen.vakio.osoite;
  const latest = jasen.kuoli === undefined ? jasen.asunto.alkaen : Math.min(jasen.asunto.alkaen, jasen.kuoli - 400);
  return toOsoite(seed, jasen.asunto, Math.max(jasen.syntyi, latest));
}

function toOleskelu(jasen: Jasen): Henkilo["oleskelu"] {
  if (jasen.tilanne === "MAASTAMUUTTANUT" || jasen.tilanne === "TURVAPAIKANHAKIJA") return jasen.tilanne;
  return jasen.kansalaisuudet.includes("246") ? "KANSALAINEN" : "OLESKELULUPA";
}

type Suhteet = Pick<Henkilo, "puoliso" | "vanhemmat" | "lapset" | "huoltajat" | "huollettavat" | "edunvalvoja">;

function toSuhteet(lohko: Lohko, paikka: number): Suhteet {
  const jasen = lohko.jasenet[paikka];
  const suhde = (place: number): readonly Suhde[] => toSuhde(lohko, place);
  const lapset = lohko.jasenet.flatMap((lapsi, place) => (lapsi.vanhemmat.includes(paikka) ? suhde(place) : []));
  const huollettavat = lohko.jasenet.flatMap((lapsi, place): readonly Huolto[] => {
    const huoltaja = lapsi.huoltajat.find((each) => each.paikka === paikka);
    return huoltaja === undefined || !isAlaikainen(lapsi) || lapsi.kuoli !== undefined
      ? []
      : suhde(place).map((perus) => ({ ...perus, ...toHuolto(lohko, lapsi, huoltaja) }));
  });
  if (jasen === undefined)
    return { puoliso: undefined, edunvalvoja: undefined, vanhemmat: [], lapset, huoltajat: [], huollettavat };
  const huoltajat = isAlaikainen(jasen)
    ? jasen.huoltajat.flatMap((huoltaja) =>
        suhde(huoltaja.paikka).map((perus) => ({ ...perus, ...toHuolto(lohko, jasen, huoltaja) })),
      )
    : [];
  return {
    puoliso: jasen.puoliso === undefined ? undefined : suhde(jasen.puoliso)[0],
    vanhemmat: jasen.vanhemmat.flatMap(suhde),
    lapset,
    huoltajat,
    huollettavat,
    edunvalvoja: jasen.edunvalvoja === undefined ? undefined : suhde(jasen.edunvalvoja)[0],
  };
}

/** The other person by place, as a list of one; empty where a population of 10-15 ends before a persona's relative. */
function toSuhde(lohko: Lohko, paikka: number): readonly Suhde[] {
  const toinen = lohko.jasenet[paikka];
  if (toinen === undefined) return [];
  const { hetu, etunimet, sukunimi } = toinen;
  return [{ index: lohko.alku + paikka, hetu, etunimet, sukunimi, syntymapaiva: toPaiva(toinen.syntyi) }];
}

function toHuolto(
  lohko: Lohko,
  lapsi: Jasen,
  huoltaja: HuoltajanPaikka,
): Pick<Huolto, "laji" | "rooli" | "jaettu" | "oikeudet" | "alkaen" | "paattyy"> {
  const vanhempana = lapsi.vanhemmat.includes(huoltaja.paikka);
  const nainen = lohko.jasenet[huoltaja.paikka]?.sukupuoli === "NAINEN";
  return {
    laji: huoltaja.laji,
    ...(huoltaja.jaettu === true ? { jaettu: true } : {}),
    ...(huoltaja.oikeudet === undefined ? {} : { oikeudet: huoltaja.oikeudet }),
    rooli: vanhempana ? (nainen ? "AITI" : "ISA") : "MUU",
    alkaen: toPaiva(huoltaja.alkaen ?? lapsi.syntyi),
    paattyy: toPaiva(addVuosia(lapsi.syntyi, 18)),
  };
}

function isAlaikainen(jasen: Jasen): boolean {
  return toIka(jasen.syntyi, ankkuri) < 18;
}

/** Whether the person is under 18 on the anchor day, or on the day given. */
export function isAlle18(henkilo: Henkilo, paivaluku: number = ankkuri): boolean {
  return toIka(ofPaiva(henkilo.syntymapaiva), paivaluku) < 18;
}
