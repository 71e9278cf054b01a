import { toKoodi } from "../../gateway/subgraph/index.ts";
import type { Koodi, Nimet } from "../../gateway/subgraph/index.ts";
import { toHuoltomuoto } from "./map.ts";
import type { Huolto } from "./map.ts";
import type { OikeusWire } from "./wire.ts";

/**
 * `HuollonOikeusKoodiTyyppi` of VTJ's type catalogue (1.6.2023; registry sheet A4): P… the right to decide, T… the
 * right to know. Codes and meaning verified; Swedish and English names ours.
 */
const nimet: Readonly<Record<string, Nimet>> = {
  P100: { fi: "Nimet", sv: "Namn", en: "Names" },
  P101: { fi: "Etunimet", sv: "Förnamn", en: "First names" },
  P102: { fi: "Sukunimi", sv: "Efternamn", en: "Surname" },
  P200: { fi: "Passi", sv: "Pass", en: "Passport" },
  P300: { fi: "Sosiaali- ja terveyspalvelut", sv: "Social- och hälsovårdstjänster", en: "Social and health services" },
  P301: { fi: "Sosiaalipalvelut", sv: "Socialtjänster", en: "Social services" },
  P302: { fi: "Terveyspalvelut", sv: "Hälsovårdstjänster", en: "Health services" },
  P400: { fi: "Asuinpaikka", sv: "Boningsort", en: "Place of residence" },
  P401: { fi: "Asuinpaikka Suomessa", sv: "Boningsort i Finland", en: "Place of residence in Finland" },
  P402: { fi: "Muutto ulkomaille", sv: "Flyttning utomlands", en: "Moving abroad" },
  P500: {
    fi: "Varhaiskasvatus ja koulutus",
    sv: "Småbarnspedagogik och utbildning",
    en: "Early education and schooling",
  },
  P700: { fi: "Muut asiat", sv: "Övriga ärenden", en: "Other matters" },
  P701: { fi: "Uskonto", sv: "Religion", en: "Religion" },
  P702: { fi: "Kansalaisuus", sv: "Medborgarskap", en: "Citizenship" },
  P703: { fi: "Äidinkieli", sv: "Modersmål", en: "Mother tongue" },
  T000: { fi: "Kaikki tiedot", sv: "Alla uppgifter", en: "All information" },
  T100: {
    fi: "Sosiaali- ja terveystiedot",
    sv: "Social- och hälsovårdsuppgifter",
    en: "Social and health information",
  },
  T101: { fi: "Sosiaalitiedot", sv: "Socialvårdsuppgifter", en: "Social care information" },
  T102: { fi: "Terveystiedot", sv: "Hälsovårdsuppgifter", en: "Health information" },
};

/** Codes whose names the sheet does not spell out: parts of education (P501, P502), and of T200. */
const nimettomat = ["P501", "P502", "T200", "T201", "T202"];
const tunnetut: ReadonlySet<string> = new Set([...Object.keys(nimet), ...nimettomat]);

/** Values of the type `HuollonOikeus`; null when the answer has no place for them. */
export function toOikeudet(
  oikeudet: readonly OikeusWire[] | undefined,
): readonly { readonly koodi: Koodi; readonly tieto: OikeusWire["tieto"] }[] | null {
  if (oikeudet === undefined) return null;
  return oikeudet.map(({ koodi, tieto }) => ({ koodi: toKoodi("VTJ HuollonOikeusKoodi", koodi, nimet[koodi]), tieto }));
}

/**
 * Has the guardian the right to the child's social and health data now. Derived from the sheet's codes, the rule
 * itself [inferred], its law 361/1983 4-5, 9 § [R]; whatever is not told gives no right:
 *
 * - Guardian by law or by order, tasks not divided: yes.
 * - Tasks divided, in words or in codes not known: no, because nobody has read the words.
 * - Divided in codes: the right to know must be there for social care and for health both: T101 / T102 and T100 all
 *   yes where any is told; else T000; else, of one who has the custody, the right to decide, which can't be used
 *   without knowing: P301 / P302 and P300 the same way.
 * - One with a right to information only: by the T codes alone.
 */
export function hasSoteOikeus(huolto: Pick<Huolto, "laji" | "onJaettu" | "oikeudetWire">): boolean {
  const { laji, onJaettu, oikeudetWire: oikeudet = [] } = huolto;
  const muoto = toHuoltomuoto(laji);
  const isHuoltaja = muoto === "LAKISAATEINEN" || muoto === "MAARATTY";
  if (isHuoltaja && !onJaettu && oikeudet.length === 0) return true;
  if (!isHuoltaja && muoto !== "TIEDONSAANTIOIKEUS") return false;
  if (oikeudet.some(({ koodi }) => !tunnetut.has(koodi))) return false;
  const isTold = (...koodit: readonly string[]): boolean | undefined => {
    const told = oikeudet.filter(({ koodi }) => koodit.includes(koodi));
    return told.length === 0 ? undefined : told.every(({ tieto }) => tieto === "KYLLA");
  };
  const knows = (part: "1" | "2"): boolean =>
    isTold(`T10${part}`, "T100") ?? isTold("T000") ?? (isHuoltaja && (isTold(`P30${part}`, "P300") ?? false));
  return knows("1") && knows("2");
}
