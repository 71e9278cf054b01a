import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { parseHetu } from "../../gateway/subgraph/index.ts";
import { createLukija, InvalidGroup, isKeptBack, pvm, valinnainen } from "./wire-json-lukija.ts";
import type { Ryhma, RyhmaLukija } from "./wire-json-lukija.ts";
import { toOsoitteet } from "./wire-json-osoite.ts";
import type { HenkiloWire, HuoltoWire, KoodiWire, PuolisoWire, SuhdeWire, TurvakieltoWire } from "./wire.ts";

const henkilo = z.object({
  henkilotunnus: valinnainen.refine((hetu) => hetu === null || parseHetu(hetu).ok),
  etunimet: valinnainen,
  sukunimi: valinnainen,
  syntymapv: pvm,
});

const oikeus = z.object({
  oikeus: z.string().min(1),
  sisalto: valinnainen,
  oikeudenAlkupv: pvm,
  oikeudenLoppupv: pvm,
});

const huolto = z.object({
  huoltaja: henkilo.optional(),
  huollettava: henkilo.optional(),
  huoltajanLaji: valinnainen,
  huoltajanRooli: valinnainen,
  huoltosuhteenAlkupv: pvm,
  huoltosuhteenLoppupv: pvm,
  oikeudet: z.array(oikeus).nullish(),
});

const kieli = z.object({ kielikoodi: valinnainen, nimi: valinnainen });
const kansalaisuus = z.object({ kansalaisuuskoodi: z.string().min(1), voimassaolo: valinnainen });
const vanhempi = z.object({ vanhempi: henkilo, lapsiVanhempiSuhdePaattynyt: z.boolean().nullish() });
const lapsi = z.object({ lapsi: henkilo, lapsiVanhempiSuhdePaattynyt: z.boolean().nullish() });

/**
 * Reads a person's groups of data; unknown groups are ignored. The birth date must be that of the identity code.
 * A group that is there but can't be read makes the record invalid. Does not check whose record it is. Never throws.
 */
export function parseTietoryhmat(ryhmat: readonly Ryhma[], hetu: string): SourceResult<HenkiloWire> {
  const own = parseHetu(hetu);
  if (!own.ok) return failed("invalid", "record without an identity code");
  try {
    const lukija = createLukija(ryhmat);
    const syntymapaiva = lukija.yksi("SYNTYMAPAIVA", z.object({ syntymapv: pvm }))?.syntymapv ?? own.syntymapaiva;
    if (syntymapaiva !== own.syntymapaiva) return failed("invalid", "birth date is not that of the identity code");
    return ok({
      hetu,
      syntymapaiva,
      ...toPerustiedot(lukija),
      ...toSuhteet(lukija),
      turvakielto: toTurvakielto(ryhmat),
    });
  } catch (error) {
    if (error instanceof InvalidGroup) return failed("invalid", "group of data that can't be read");
    throw error;
  }
}

type Suhteet = Pick<HenkiloWire, "puolisot" | "huoltajat" | "huollettavat" | "vanhemmat" | "lapset">;

function toPerustiedot(
  lukija: RyhmaLukija,
): Omit<HenkiloWire, "hetu" | "syntymapaiva" | "turvakielto" | keyof Suhteet> {
  return {
    nimi: toNimi(lukija),
    sukupuoli: lukija.yksi("SUKUPUOLI", z.object({ sukupuoli: valinnainen }))?.sukupuoli ?? null,
    kuolinpaiva: lukija.yksi("KUOLINPAIVA", z.object({ kuolinpv: pvm }))?.kuolinpv ?? null,
    aidinkieli: toKieli(lukija.yksi("AIDINKIELI", kieli)),
    asiointikieli: toKieli(lukija.yksi("ASIOINTIKIELI", kieli)),
    kansalaisuudet: toKansalaisuudet(lukija),
    osoitteet: toOsoitteet(lukija),
    kotikunta: toKotikunta(lukija),
    asuinpaikka:
      lukija.yksi("VAKINAINEN_KOTIMAINEN_ASUINPAIKKATUNNUS", z.object({ asuinpaikantunnus: valinnainen }))
        ?.asuinpaikantunnus ?? null,
    ammatti: lukija.yksi("AMMATTI", z.object({ ammatti: valinnainen }))?.ammatti ?? null,
    siviilisaaty: lukija.yksi("SIVIILISAATY", z.object({ siviilisaaty: valinnainen }))?.siviilisaaty ?? null,
  };
}

function toNimi(lukija: RyhmaLukija): HenkiloWire["nimi"] {
  const nimi = lukija.yksi("HENKILON_NIMI", z.object({ etunimi: valinnainen, sukunimi: valinnainen }));
  const muut = lukija.kaikki(
    ["KUTSUMANIMI", "NIMENMUUTOS", "NIMENMUUTOS_LAAJA"],
    z.object({ nimilaji: z.string(), nimi: valinnainen }),
  );
  const of = (...lajit: readonly string[]): string | null =>
    muut.find(({ nimilaji }) => lajit.includes(nimilaji))?.nimi ?? null;
  return {
    etunimet: nimi?.etunimi ?? null,
    sukunimi: nimi?.sukunimi ?? null,
    kutsumanimi: of("NYKYINEN_KUTSUMANIMI"),
    entinenSukunimi: of("EDELLINEN_SUKUNIMI", "VIIMEKSI_NAIMATTOMANA_OLLESSA_OLLUT_SUKUNIMI"),
  };
}

function toKieli(ryhma: z.infer<typeof kieli> | null): KoodiWire | null {
  if (ryhma === null || ryhma.kielikoodi === null) return null;
  return ryhma.nimi === null ? { koodi: ryhma.kielikoodi } : { koodi: ryhma.kielikoodi, nimet: { fi: ryhma.nimi } };
}

function toKansalaisuudet(lukija: RyhmaLukija): readonly KoodiWire[] {
  const ryhma = lukija.yksi("KANSALAISUUS", z.object({ henkilonKansalaisuudet: z.array(kansalaisuus).nullish() }));
  return (ryhma?.henkilonKansalaisuudet ?? [])
    .filter(({ voimassaolo }) => voimassaolo !== "PASSIIVI")
    .map(({ kansalaisuuskoodi }) => ({ koodi: kansalaisuuskoodi }));
}

function toKotikunta(lukija: RyhmaLukija): KoodiWire | null {
  const koodi = lukija.yksi("KOTIKUNTA", z.object({ kuntakoodi: valinnainen }))?.kuntakoodi ?? null;
  return koodi === null ? null : { koodi };
}

/**
 * Absent groups mean "nothing" in this interface, so a person without the group has no non-disclosure [inferred from
 * the published samples]. Whatever else is said closes: a flag that is not `false`, or any group that was kept back.
 */
function toTurvakielto(ryhmat: readonly Ryhma[]): TurvakieltoWire {
  const own = ryhmat.filter(({ tietoryhma }) => tietoryhma === "TURVAKIELTO");
  const isOn = own.some((ryhma) => ryhma["turvakieltoAktiivinen"] !== false) || ryhmat.some(isKeptBack);
  const paattyy = own.map((ryhma) => pvm.safeParse(ryhma["turvaLoppuPv"]).data ?? null).find((paiva) => paiva !== null);
  return { voimassa: isOn, paattyy: paattyy ?? null };
}

function toSuhteet(lukija: RyhmaLukija): Suhteet {
  return {
    puolisot: lukija
      .kaikki(
        ["AVIOLIITTO", "REKISTEROITY_PARISUHDE"],
        z.object({ puoliso: henkilo.optional(), voimassaolo: valinnainen }),
      )
      .flatMap(({ puoliso, voimassaolo }): PuolisoWire[] =>
        puoliso === undefined ? [] : [{ ...toSuhde(puoliso), voimassaolo }],
      ),
    huoltajat: lukija.kaikki(["HUOLTAJA", "HUOLTAJA_SUPPEA"], huolto).map((row) => toHuolto(row, row.huoltaja)),
    huollettavat: lukija
      .kaikki(["HUOLLETTAVA", "HUOLLETTAVA_SUPPEA"], huolto)
      .map((row) => toHuolto(row, row.huollettava)),
    vanhemmat: lukija
      .kaikki(["VANHEMPI", "VANHEMPI_SUPPEA"], vanhempi)
      .filter(isValid)
      .map((row) => toSuhde(row.vanhempi)),
    lapset: lukija
      .kaikki(["LAPSI", "LAPSI_SUPPEA"], lapsi)
      .filter(isValid)
      .map((row) => toSuhde(row.lapsi)),
  };
}

function isValid({
  lapsiVanhempiSuhdePaattynyt,
}: {
  lapsiVanhempiSuhdePaattynyt?: boolean | null | undefined;
}): boolean {
  return lapsiVanhempiSuhdePaattynyt !== true;
}

function toHuolto(row: z.infer<typeof huolto>, other: z.infer<typeof henkilo> | undefined): HuoltoWire {
  if (other === undefined) throw new InvalidGroup();
  return {
    ...toSuhde(other),
    laji: row.huoltajanLaji,
    rooli: row.huoltajanRooli,
    // Rights are listed only where they are divided or stand in a text [inferred from the published samples].
    onJaettu: (row.oikeudet ?? []).length > 0,
    oikeudet: (row.oikeudet ?? []).map(({ oikeus: koodi, sisalto, oikeudenAlkupv, oikeudenLoppupv }) => ({
      koodi,
      tieto: sisalto === "KYLLA" || sisalto === "EI" ? sisalto : "EI_TIEDOSSA",
      alkaen: oikeudenAlkupv,
      paattyy: oikeudenLoppupv,
    })),
    alkaen: row.huoltosuhteenAlkupv,
    paattyy: row.huoltosuhteenLoppupv,
  };
}

function toSuhde({ henkilotunnus, etunimet, sukunimi, syntymapv }: z.infer<typeof henkilo>): SuhdeWire {
  return { hetu: henkilotunnus, etunimet, sukunimi, syntymapaiva: syntymapv };
}
