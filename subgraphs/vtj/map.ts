import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import { alueet, parseHetu } from "../../gateway/subgraph/index.ts";
import type { Alueluokka, Koodi, Nimet } from "../../gateway/subgraph/index.ts";
import { toKielikoodi, toValtiokoodi } from "./koodit.ts";
import type {
  HenkiloWire,
  HuoltoWire,
  KoodiWire,
  NimiWire,
  OikeusWire,
  Osa,
  OsoiteWire,
  PuolisoWire,
  SuhdeWire,
} from "./wire.ts";

/** `Osoite` of the graph; texts by language are chosen when asked for. */
export interface Osoite {
  readonly laji: OsoiteWire["laji"];
  readonly katuosoite: Nimet;
  readonly postinumero: string | null;
  readonly postitoimipaikka: Nimet;
  readonly maa: Koodi | null;
  readonly alkaen: string | null;
  readonly paattyy: string | null;
}

/** `Laheissuhde` of the graph; `hetu` is sealed into `henkilo` by the resolver and is no field. */
export interface Laheissuhde {
  readonly nimi: NimiWire;
  readonly syntymaaika: string | null;
  readonly hetu: string | null;
}

/** `Huolto` of the graph; kind and role are checked when asked for. */
export interface Huolto extends Laheissuhde {
  readonly laji: string | null;
  readonly rooliWire: string | null;
  readonly onJaettu: boolean;
  readonly oikeudetWire: readonly OikeusWire[] | undefined;
  readonly alkaen: string | null;
  readonly paattyy: string | null;
}

/** A part that the answer must carry: missing is invalid, empty is null. */
export function toOsa<T>(osa: Osa<T>): SourceResult<T | null> {
  return osa === undefined ? puuttuu : ok(osa);
}

const puuttuu = failed("invalid", "answer lacks a part that it must carry");

const sukupuolet = { 1: "MIES", 2: "NAINEN", MIES: "MIES", NAINEN: "NAINEN", PUUTTUU: null } as const;

/** `Sukupuoli`; a code that is none of the register's is invalid. */
export function toSukupuoli(osa: Osa<string>): SourceResult<"MIES" | "NAINEN" | null> {
  return toEnum(osa, sukupuolet);
}

/** In the order of VTJ's codes 0-8; JSON has the words. */
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

const siviilisaadytKoodeittain = Object.fromEntries([
  ...siviilisaadyt.map((sana, koodi) => [String(koodi), sana] as const),
  ...siviilisaadyt.map((sana) => [sana, sana] as const),
  ["PUUTTUU", null] as const,
]);

/** `Siviilisaaty`; a code that is none of the register's is invalid. */
export function toSiviilisaaty(osa: Osa<string>): SourceResult<(typeof siviilisaadyt)[number] | null> {
  return toEnum(osa, siviilisaadytKoodeittain);
}

/**
 * SOAP tells the relation's kind (03 a parent as guardian, 36 a parent by order, 06 another guardian: by order
 * [inferred]), JSON the guardian's kind. The list of JSON is not published whole, so other values are no error.
 */
const huoltomuodot: Readonly<Record<string, string>> = {
  "03": "LAKISAATEINEN",
  "06": "MAARATTY",
  "36": "MAARATTY",
  LAKISAATEINEN_HUOLTAJA: "LAKISAATEINEN",
  MAARATTY_HUOLTAJA: "MAARATTY",
  TIEDONSAANTIOIKEUTETTU: "TIEDONSAANTIOIKEUS",
};

/** `Huoltomuoto`; null when the register does not tell, `TUNTEMATON` for a value not known. */
export function toHuoltomuoto(laji: string | null): string | null {
  if (laji === null) return null;
  return (Object.hasOwn(huoltomuodot, laji) ? huoltomuodot[laji] : undefined) ?? "TUNTEMATON";
}

/** `Huoltajarooli`: adoptive and acknowledged parents are parents; every other role is `MUU`. */
export function toRooli(rooli: string | null): "AITI" | "ISA" | "MUU" | null {
  if (rooli === null) return null;
  if (["AITI", "ADOPTIOAITI", "TUNNUSTANUT_AITI"].includes(rooli)) return "AITI";
  return ["ISA", "ADOPTIOISA", "TUNNUSTANUT_ISA"].includes(rooli) ? "ISA" : "MUU";
}

/** A language as `Koodi`. */
export function toKieli(osa: Osa<KoodiWire>): SourceResult<Koodi | null> {
  const kieli = toOsa(osa);
  if (!kieli.ok || kieli.value === null) return kieli.ok ? ok(null) : kieli;
  return ok(toKielikoodi(kieli.value.koodi, kieli.value.nimet));
}

/** Citizenships as `Koodi`s; null when the register has none. */
export function toKansalaisuudet(henkilo: HenkiloWire): SourceResult<readonly Koodi[] | null> {
  const { kansalaisuudet } = henkilo;
  if (kansalaisuudet === undefined) return puuttuu;
  return ok(orNull(kansalaisuudet.map(({ koodi, nimet }) => toValtiokoodi(koodi, nimet))));
}

/** Addresses that have not ended; null when the register gives none, whatever the reason. */
export function toOsoitteet(henkilo: HenkiloWire, tanaan: string): SourceResult<readonly Osoite[] | null> {
  const { osoitteet } = henkilo;
  if (osoitteet === undefined) return puuttuu;
  const current = osoitteet.filter(({ paattyy }) => paattyy === null || paattyy >= tanaan);
  return ok(orNull(current.map((osoite) => ({ ...osoite, maa: toMaa(osoite.maa) }))));
}

/** `Kunta`: names by our own table, so that both of the register's interfaces give the same. */
export function toKunta(osa: Osa<KoodiWire>): SourceResult<{ koodi: string; nimet: Nimet | undefined } | null> {
  const kunta = toOsa(osa);
  if (!kunta.ok || kunta.value === null) return kunta.ok ? ok(null) : kunta;
  const { koodi, nimet } = kunta.value;
  return ok({ koodi, nimet: alueet.kunnanNimet(koodi) ?? nimet });
}

/** `Alue` of the home municipality. */
export function toAlue(osa: Osa<KoodiWire>): SourceResult<Alueluokka | null> {
  const kunta = toOsa(osa);
  if (!kunta.ok) return kunta;
  return ok(kunta.value === null ? null : (alueet.alueOf(kunta.value.koodi) ?? null));
}

/** Spouse or partner now. A validity that is neither of the register's words, or two at once, is invalid. */
export function toPuoliso(puolisot: readonly PuolisoWire[] | undefined): SourceResult<Laheissuhde | null> {
  if (puolisot === undefined) return puuttuu;
  const isKnown = puolisot.every(({ voimassaolo }) => [null, "AKTIIVI", "PASSIIVI"].includes(voimassaolo));
  const current = puolisot.filter(({ voimassaolo }) => voimassaolo !== "PASSIIVI");
  if (!isKnown || current.length > 1) return failed("invalid", "marriages that can't be understood");
  const [puoliso] = current;
  return ok(puoliso === undefined ? null : toSuhde(puoliso));
}

/** Custody that holds today; a period without an end, or without a beginning, is open there. */
export function toHuollot(huollot: readonly HuoltoWire[] | undefined, tanaan: string): SourceResult<readonly Huolto[]> {
  if (huollot === undefined) return puuttuu;
  const current = huollot.filter((huolto) => isVoimassa(huolto, tanaan));
  return ok(
    current.map(({ laji, rooli, onJaettu, oikeudet, alkaen, paattyy, ...other }) => ({
      ...toSuhde(other),
      laji,
      rooliWire: rooli,
      onJaettu,
      oikeudetWire: oikeudet?.filter((oikeus) => isVoimassa(oikeus, tanaan)),
      alkaen,
      paattyy,
    })),
  );
}

interface Jakso {
  readonly alkaen: string | null;
  readonly paattyy: string | null;
}

function isVoimassa({ alkaen, paattyy }: Jakso, tanaan: string): boolean {
  return (alkaen === null || alkaen <= tanaan) && (paattyy === null || tanaan <= paattyy);
}

/** Parents or children. */
export function toSuhteet(suhteet: readonly SuhdeWire[] | undefined): SourceResult<readonly Laheissuhde[]> {
  if (suhteet === undefined) return puuttuu;
  return ok(suhteet.map(toSuhde));
}

function toSuhde({ hetu, etunimet, sukunimi, syntymapaiva }: SuhdeWire): Laheissuhde {
  const parsed = hetu === null ? undefined : parseHetu(hetu);
  return {
    nimi: { etunimet, sukunimi, kutsumanimi: null, entinenSukunimi: null },
    syntymaaika: syntymapaiva ?? (parsed?.ok === true ? parsed.syntymapaiva : null),
    hetu,
  };
}

function toMaa(maa: KoodiWire | null): Koodi | null {
  return maa === null ? null : toValtiokoodi(maa.koodi, maa.nimet);
}

function toEnum<T>(osa: Osa<string>, values: Readonly<Record<string, T>>): SourceResult<T | null> {
  const code = toOsa(osa);
  if (!code.ok || code.value === null) return code.ok ? ok(null) : code;
  if (!Object.hasOwn(values, code.value)) return failed("invalid", "code that is none of the register's");
  return ok(values[code.value] ?? null);
}

function orNull<T>(items: readonly T[]): readonly T[] | null {
  return items.length === 0 ? null : items;
}
