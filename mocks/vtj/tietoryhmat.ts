import type { Henkilo } from "../population/index.ts";
import type { Koodattu, Tietue } from "./records.ts";

type Ryhmatieto = Readonly<Record<string, unknown>>;

/** What a permit without the right gets in place of a protected group (B4). */
const suojatut = [
  "KOTIMAINEN_POSTIOSOITE",
  "SAHKOPOSTIOSOITE",
  "VAKINAINEN_KOTIMAINEN_ASUINPAIKKATUNNUS",
  "VAKINAINEN_KOTIMAINEN_OSOITE",
];

const siviilisaadyt = [
  "EI_TIETOA",
  "NAIMATON",
  "AVIOLIITOSSA",
  "ASUMUSEROSSA",
  "ERONNUT",
  "LESKI",
  "REKISTEROIDYSSA_PARISUHTEESSA",
  "ERONNUT_REKISTEROIDYSTA_PARISUHTEESTA",
  "LESKI_REKISTEROIDYN_PARISUHTEEN_JALKEEN",
] as const;

/** Groups of a person, each as the list of its rows; nothing to tell is no row, not an empty one (B2). */
const ryhmat: Readonly<Record<string, (tietue: Tietue) => readonly Ryhmatieto[]>> = {
  HENKILON_NIMI: ({ etunimet, sukunimi }) => [{ etunimi: etunimet, sukunimi }],
  KUTSUMANIMI: ({ kutsumanimi }) => [{ nimilaji: "NYKYINEN_KUTSUMANIMI", nimi: kutsumanimi }],
  NIMENMUUTOS: ({ entinenSukunimi }) =>
    entinenSukunimi === undefined
      ? []
      : [{ nimilaji: "VIIMEKSI_NAIMATTOMANA_OLLESSA_OLLUT_SUKUNIMI", nimi: entinenSukunimi }],
  HENKILOTUNNUS_KORJAUS: ({ hetu, entisetHetut }) =>
    entisetHetut.length === 0
      ? []
      : [{ voimassaolo: "AKTIIVI", aktiivinenHenkilotunnus: hetu, edellisetHenkilotunnukset: entisetHetut }],
  SUKUPUOLI: ({ sukupuoli }) => [{ sukupuoli }],
  SYNTYMAPAIVA: ({ syntymapaiva }) => [{ syntymapv: pvm(syntymapaiva) }],
  KUOLINPAIVA: ({ kuolinpaiva }) => (kuolinpaiva === undefined ? [] : [{ kuollut: true, kuolinpv: pvm(kuolinpaiva) }]),
  SIVIILISAATY: ({ siviilisaaty }) => [{ siviilisaaty: siviilisaadyt[siviilisaaty] ?? "PUUTTUU" }],
  AVIOLIITTO: ({ siviilisaaty, puoliso }) =>
    puoliso === undefined || siviilisaaty === 6 ? [] : [{ voimassaolo: "AKTIIVI", puoliso: toHenkilo(puoliso) }],
  REKISTEROITY_PARISUHDE: ({ siviilisaaty, puoliso }) =>
    puoliso === undefined || siviilisaaty !== 6 ? [] : [{ voimassaolo: "AKTIIVI", puoliso: toHenkilo(puoliso) }],
  AMMATTI: ({ ammatti }) => (ammatti === undefined ? [] : [{ ammatti }]),
  AIDINKIELI: ({ aidinkieli }) => [{ kielikoodi: aidinkieli.koodi }],
  ASIOINTIKIELI: ({ asiointikieli }) => [{ kielikoodi: asiointikieli }],
  KANSALAISUUS: ({ kansalaisuudet }) => [{ henkilonKansalaisuudet: kansalaisuudet.map(toKansalaisuus) }],
  VAKINAINEN_KOTIMAINEN_OSOITE: ({ kotimainen }) => (kotimainen === undefined ? [] : [toKotiosoite(kotimainen)]),
  VAKINAINEN_KOTIMAINEN_ASUINPAIKKATUNNUS: ({ kotimainen }) =>
    kotimainen === undefined ? [] : [{ asuinpaikantunnus: kotimainen.asuinpaikantunnus }],
  VAKINAINEN_ULKOMAINEN_OSOITE: ({ ulkomainen }) => (ulkomainen === undefined ? [] : [toUlkomaanosoite(ulkomainen)]),
  TILAPAINEN_KOTIMAINEN_OSOITE: () => [],
  TILAPAINEN_ULKOMAINEN_OSOITE: () => [],
  KOTIMAINEN_POSTIOSOITE: () => [],
  ULKOMAINEN_POSTIOSOITE: () => [],
  KOTIKUNTA: ({ kotikunta }) =>
    kotikunta === undefined
      ? []
      : [
          {
            kuntakoodi: kotikunta.koodi,
            ...valinnainen("kuntaanMuuttopv", kotikunta.alkaen),
            ...valinnainen("kuntaanMuuttoPv", kotikunta.alkaen),
          },
        ],
  TURVAKIELTO: ({ turvakielto }) =>
    turvakielto === undefined
      ? []
      : [{ turvakieltoAktiivinen: true, ...valinnainen("turvaLoppuPv", turvakielto.paattyy) }],
  HUOLTAJA: ({ huoltajat }) => huoltajat.map((huolto) => ({ huoltaja: toHenkilo(huolto), ...toHuolto(huolto) })),
  HUOLTAJA_SUPPEA: ({ huoltajat }) => huoltajat.map((huolto) => ({ huoltaja: toSuppea(huolto), ...toHuolto(huolto) })),
  HUOLLETTAVA: ({ huollettavat }) =>
    huollettavat.map((huolto) => ({ huollettava: toHenkilo(huolto), ...toHuolto(huolto) })),
  HUOLLETTAVA_SUPPEA: ({ huollettavat }) =>
    huollettavat.map((huolto) => ({ huollettava: toSuppea(huolto), ...toHuolto(huolto) })),
  VANHEMPI: ({ vanhemmat }) => vanhemmat.map((vanhempi) => ({ vanhempi: toHenkilo(vanhempi) })),
  VANHEMPI_SUPPEA: ({ vanhemmat }) => vanhemmat.map((vanhempi) => ({ vanhempi: toSuppea(vanhempi) })),
  LAPSI: ({ lapset }) => lapset.map((lapsi) => ({ lapsi: toHenkilo(lapsi) })),
  LAPSI_SUPPEA: ({ lapset }) => lapset.map((lapsi) => ({ lapsi: toSuppea(lapsi) })),
};

/** Names of the groups that this mock has. */
export const ryhmienNimet: readonly string[] = Object.keys(ryhmat);

/** Rows of the groups asked, of one person; `nakeeSuojatut` is whether the permit has the right. */
export function toTietoryhmat(
  tietue: Tietue,
  pyydetyt: readonly string[],
  nakeeSuojatut: boolean,
): readonly Ryhmatieto[] {
  const isHidden = tietue.turvakielto !== undefined && !nakeeSuojatut;
  return pyydetyt.flatMap((tietoryhma) => {
    const rows = ryhmat[tietoryhma]?.(tietue) ?? [];
    if (isHidden && isSuojattu(tietoryhma) && rows.length > 0) {
      return [{ tietoryhma, turvakiellonAlaisetKentat: suojatut }];
    }
    return rows.map((row) => ({ tietoryhma, ...row }));
  });
}

/** Addresses of every kind; the home municipality stays visible here, as in the published sample (B4). */
function isSuojattu(tietoryhma: string): boolean {
  return /OSOITE$|ASUINPAIKKATUNNUS$/.test(tietoryhma);
}

function pvm(paiva: string): Ryhmatieto {
  return { arvo: paiva, tarkkuus: "PAIVA" };
}

function valinnainen(kentta: string, paiva: string | undefined): Ryhmatieto {
  return paiva === undefined ? {} : { [kentta]: pvm(paiva) };
}

type Viite = Henkilo["vanhemmat"][number];

function toSuppea({ hetu, etunimet, sukunimi, syntymapaiva }: Viite): Ryhmatieto {
  const nimi = { etunimet, sukunimi };
  return hetu === undefined ? { ...nimi, syntymapv: pvm(syntymapaiva) } : { henkilotunnus: hetu, ...nimi };
}

function toHenkilo(viite: Viite): Ryhmatieto {
  return { ...toSuppea(viite), syntymapv: pvm(viite.syntymapaiva) };
}

type Huolto = Henkilo["huoltajat"][number];

function toHuolto(huolto: Huolto): Ryhmatieto {
  const { laji, rooli, alkaen, paattyy } = huolto;
  return {
    huoltajanLaji: `${laji}_HUOLTAJA`,
    huoltajanRooli: rooli === "MUU" ? "MUU_HUOLTAJA" : rooli,
    huoltosuhteenAlkupv: pvm(alkaen),
    huoltosuhteenLoppupv: pvm(paattyy),
    oikeudet: toOikeudet(huolto),
  };
}

/** A division in words as the published samples have it; one in codes as we assume it. */
function toOikeudet({ jaettu, oikeudet, alkaen }: Huolto): readonly Ryhmatieto[] {
  if (jaettu !== true) return [];
  const words = { 1: "KYLLA", 2: "EI", 3: "EI_TIEDOSSA" } as const;
  return (
    oikeudet?.map(({ koodi, tieto }) => ({
      oikeus: koodi,
      oikeudenAlkupv: pvm(alkaen),
      sisalto: words[tieto],
    })) ?? [{ oikeus: "HUOLLON_JAKO_KUVATTU_SISALTOTEKSTISSA" }]
  );
}

function toKansalaisuus({ koodi }: Koodattu): Ryhmatieto {
  return { kansalaisuuskoodi: koodi, voimassaolo: "AKTIIVI" };
}

function toKotiosoite(osoite: NonNullable<Tietue["kotimainen"]>): Ryhmatieto {
  const { katu, talo, rappu, huoneisto, postinumero, postitoimipaikka, kunta, alkaen } = osoite;
  return {
    katunimi: katu,
    katunumero: talo,
    ...(rappu === undefined ? {} : { huoneistokirjain: rappu }),
    ...(huoneisto === undefined ? {} : { huoneistonumero: huoneisto.padStart(3, "0") }),
    postinumero,
    postitoimipaikka,
    kuntakoodi: kunta,
    alkupv: pvm(alkaen),
  };
}

function toUlkomaanosoite(osoite: NonNullable<Tietue["ulkomainen"]>): Ryhmatieto {
  const { lahiosoite, paikkakunta, valtio, valtionimi, alkaen } = osoite;
  return { lahiosoite, paikkakunta, valtiokoodi: valtio, valtionimi, alkupv: pvm(alkaen) };
}
