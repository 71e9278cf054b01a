import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult, XmlElement } from "../../gateway/source/index.ts";
import { isPaiva, parseHetu } from "../../gateway/subgraph/index.ts";
import { suomi } from "./koodit.ts";
import type {
  HenkiloWire,
  HuoltoWire,
  KoodiWire,
  NimiWire,
  OikeusWire,
  Osa,
  OsoiteWire,
  TurvakieltoWire,
} from "./wire.ts";

/**
 * Reads the element `Henkilo` of any product, by name: order and nesting differ between products. A group that is
 * empty, or a list of one empty item, is nothing (A2 of the registry sheet). A date that is no date, or a relative's
 * code that is no identity code, makes the record invalid. Does not check whose record it is. Never throws.
 */
export function parseHenkilo(henkilo: XmlElement, hetu: string): SourceResult<HenkiloWire> {
  const own = parseHetu(hetu);
  try {
    return ok({
      hetu,
      // The products carry no birth date of their own: it is part of the identity code.
      syntymapaiva: own.ok ? own.syntymapaiva : null,
      nimi: toNimi(henkilo),
      sukupuoli: toTeksti(henkilo, ["Sukupuoli", "Sukupuolikoodi"]),
      kuolinpaiva: toKuolinpaiva(henkilo),
      aidinkieli: toKieli(henkilo),
      asiointikieli: undefined,
      kansalaisuudet: has(henkilo, "Kansalaisuus") ? toKansalaisuudet(henkilo) : undefined,
      osoitteet: has(henkilo, "VakinainenKotimainenLahiosoite") ? toOsoitteet(henkilo) : undefined,
      kotikunta: toKotikunta(henkilo),
      asuinpaikka: toTeksti(henkilo, ["VakinainenAsuinpaikka", "Asuinpaikantunnus"]),
      turvakielto: toTurvakielto(henkilo),
      ammatti: toTeksti(henkilo, ["Ammatti", "AmmattiNimi"]),
      siviilisaaty: toTeksti(henkilo, ["Siviilisaaty", "Siviilisaatykoodi"]),
      puolisot: undefined,
      huoltajat: toHuollot(henkilo, "Huoltaja"),
      huollettavat: toHuollot(henkilo, "Huollettava"),
      vanhemmat: undefined,
      lapset: undefined,
    });
  } catch (error) {
    if (error instanceof InvalidRecord) return failed("invalid", "record with a date or relative that can't be read");
    throw error;
  }
}

/** Leaves the record at its first part that can't be read; caught above, never seen outside. */
class InvalidRecord extends Error {}

function toNimi(henkilo: XmlElement): NimiWire | undefined {
  if (!has(henkilo, "NykyinenSukunimi") || !has(henkilo, "NykyisetEtunimet")) return undefined;
  const sukunimet = findAll(henkilo, "EntinenNimi").filter(({ children }) =>
    children.some((child) => child.name.toLowerCase().endsWith("lajikoodi") && /^0[57]$/.test(child.text.trim())),
  );
  return {
    etunimet: textAt(henkilo, ["NykyisetEtunimet", "Etunimet"]),
    sukunimi: textAt(henkilo, ["NykyinenSukunimi", "Sukunimi"]),
    kutsumanimi: textAt(henkilo, ["NykyinenKutsumanimi", "Kutsumanimi"]),
    entinenSukunimi: sukunimet.map((nimi) => textAt(nimi, ["Nimi"])).find((nimi) => nimi !== null) ?? null,
  };
}

function toKuolinpaiva(henkilo: XmlElement): Osa<string> {
  if (!has(henkilo, "Kuolintiedot")) return undefined;
  return (
    dateAt(henkilo, ["Kuolintiedot", "Kuolinpvm"]) ??
    dateAt(henkilo, ["Kuolleeksijulistamistiedot", "Kuolleeksijulistamispvm"])
  );
}

function toKieli(henkilo: XmlElement): Osa<KoodiWire> {
  const kieli = find(henkilo, "Aidinkieli");
  if (kieli === undefined) return undefined;
  const plain = textAt(kieli, ["KieliSelvakielinen"]);
  return toKoodi(textAt(kieli, ["Kielikoodi"]), textAt(kieli, ["KieliS"]) ?? plain, textAt(kieli, ["KieliR"]) ?? plain);
}

function toKansalaisuudet(henkilo: XmlElement): readonly KoodiWire[] {
  const codes = findAll(henkilo, "Kansalaisuus").map((kansalaisuus) =>
    toKoodi(
      textAt(kansalaisuus, ["Kansalaisuuskoodi3"]),
      textAt(kansalaisuus, ["KansalaisuusS"]) ?? textAt(kansalaisuus, ["KansalaisuusSelvakielinen"]),
      textAt(kansalaisuus, ["KansalaisuusR"]),
    ),
  );
  return codes.filter((koodi) => koodi !== null);
}

function toKotikunta(henkilo: XmlElement): Osa<KoodiWire> {
  const kunta = find(henkilo, "Kotikunta");
  if (kunta === undefined) return undefined;
  return toKoodi(textAt(kunta, ["Kuntanumero"]), textAt(kunta, ["KuntaS"]), textAt(kunta, ["KuntaR"]));
}

/** Anything but empty and 0 is in force: a value that is not known closes, never opens. */
function toTurvakielto(henkilo: XmlElement): TurvakieltoWire | undefined {
  const lippu = find(find(henkilo, "Turvakielto"), "TurvakieltoTieto");
  if (lippu === undefined) return undefined;
  return {
    voimassa: !["", "0"].includes(lippu.text.trim()),
    paattyy: dateAt(henkilo, ["Turvakielto", "TurvakieltoPaattymispvm"]),
  };
}

const groups = [
  ["VakinainenKotimainenLahiosoite", "VAKINAINEN"],
  ["VakinainenUlkomainenLahiosoite", "VAKINAINEN"],
  ["KotimainenPostiosoite", "POSTI"],
  ["UlkomainenPostiosoite", "POSTI"],
  ["TilapainenKotimainenLahiosoite", "TILAPAINEN"],
  ["TilapainenUlkomainenLahiosoite", "TILAPAINEN"],
] as const;

/** In DVV's order from best to least. */
function toOsoitteet(henkilo: XmlElement): readonly OsoiteWire[] {
  return groups.flatMap(([name, laji]) =>
    findAll(henkilo, name)
      .filter((osoite) => osoite.children.some(({ text }) => text.trim() !== ""))
      .map((osoite) => toOsoite(osoite, laji)),
  );
}

function toOsoite(osoite: XmlElement, laji: OsoiteWire["laji"]): OsoiteWire {
  const first = (...names: readonly string[]): string | null =>
    names.map((name) => textAt(osoite, [name])).find((text) => text !== null) ?? null;
  const valtio = toKoodi(first("Valtiokoodi3"), first("ValtioS", "ValtioSelvakielinen"), first("ValtioR"));
  const isAbroad = has(osoite, "UlkomainenLahiosoite");
  const plain = "UlkomainenPaikkakuntaJaValtioSelvakielinen";
  return {
    laji,
    katuosoite: {
      fi: first("LahiosoiteS", "PostiosoiteS", "UlkomainenLahiosoite") ?? undefined,
      sv: first("LahiosoiteR", "PostiosoiteR") ?? undefined,
    },
    postinumero: first("Postinumero"),
    postitoimipaikka: {
      fi: first("PostitoimipaikkaS", "UlkomainenPaikkakunta", "UlkomainenPaikkakuntaJaValtioS", plain) ?? undefined,
      sv: first("PostitoimipaikkaR", "UlkomainenPaikkakuntaJaValtioR") ?? undefined,
    },
    maa: isAbroad ? valtio : { koodi: suomi },
    alkaen: dateAt(osoite, ["AsuminenAlkupvm"]) ?? dateAt(osoite, ["PostiosoiteAlkupvm"]),
    paattyy: dateAt(osoite, ["AsuminenLoppupvm"]) ?? dateAt(osoite, ["PostiosoiteLoppupvm"]),
  };
}

/** One guardian or child; a row whose every field is blank is how an empty list looks. */
function toHuollot(henkilo: XmlElement, name: "Huoltaja" | "Huollettava"): readonly HuoltoWire[] | undefined {
  const rows = findAll(henkilo, name);
  if (rows.length === 0) return undefined;
  return rows
    .map((row) => ({
      hetu: toRelativesHetu(textAt(row, ["Henkilotunnus"])),
      // Two products nest the names, others have them flat.
      etunimet: textAt(row, ["NykyisetEtunimet", "Etunimet"]) ?? textAt(row, ["Etunimet"]),
      sukunimi: textAt(row, ["NykyinenSukunimi", "Sukunimi"]) ?? textAt(row, ["Sukunimi"]),
      syntymapaiva: dateAt(row, ["Syntymaaika"]),
      laji: textAt(row, ["Huoltotiedot", "Henkilosuhdelajikoodi"]),
      rooli: null,
      // 1 and 2 divide tasks; 3 is only of where the child lives.
      onJaettu: ![null, "3"].includes(textAt(row, ["Huoltotiedot", "Huollonjakokoodi2"])),
      oikeudet: toOikeudet(find(row, "Huoltotiedot")),
      alkaen: null,
      paattyy: null,
    }))
    .filter((row) => [row.hetu, row.etunimet, row.sukunimi, row.syntymapaiva].some((value) => value !== null));
}

const oikeustiedot: Readonly<Record<string, OikeusWire["tieto"]>> = { 1: "KYLLA", 2: "EI", 3: "EI_TIEDOSSA" };

/** Rights in codes; a row without a code is how an empty list looks. */
function toOikeudet(huoltotiedot: XmlElement | undefined): readonly OikeusWire[] | undefined {
  if (huoltotiedot === undefined) return undefined;
  return findAll(huoltotiedot, "HuollonOikeus").flatMap((row) => {
    const [koodi, told] = [textAt(row, ["HuollonOikeusKoodi"]), textAt(row, ["HuollonOikeusTieto"])];
    if (koodi === null && told === null) return [];
    const tieto = oikeustiedot[told ?? "3"];
    if (koodi === null || tieto === undefined) throw new InvalidRecord();
    return [{ koodi, tieto, alkaen: null, paattyy: null }];
  });
}

function toRelativesHetu(hetu: string | null): string | null {
  if (hetu !== null && !parseHetu(hetu).ok) throw new InvalidRecord();
  return hetu;
}

function toKoodi(koodi: string | null, fi: string | null, sv: string | null): KoodiWire | null {
  return koodi === null ? null : { koodi, nimet: { fi: fi ?? undefined, sv: sv ?? undefined } };
}

/** `vvvvkkpp`; empty, and a date whose month or day is not known (00), are null: never a made-up day. */
function dateAt(parent: XmlElement, path: readonly string[]): string | null {
  const text = textAt(parent, path);
  if (text === null) return null;
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (year === undefined) throw new InvalidRecord();
  if (month === "00" || day === "00") return null;
  const paiva = `${year}-${month}-${day}`;
  if (!isPaiva(paiva)) throw new InvalidRecord();
  return paiva;
}

/** Undefined when the outermost element is missing, null when there is no text. */
function toTeksti(parent: XmlElement, path: readonly [string, ...string[]]): Osa<string> {
  return has(parent, path[0]) ? textAt(parent, path) : undefined;
}

function textAt(parent: XmlElement, path: readonly string[]): string | null {
  const found = path.reduce<XmlElement | undefined>(find, parent);
  const text = found?.text.trim() ?? "";
  return text === "" ? null : text;
}

function has(parent: XmlElement, name: string): boolean {
  return find(parent, name) !== undefined;
}

function find(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((child) => child.name === name);
}

function findAll(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.filter((child) => child.name === name);
}
