import type { Actor } from "../../../gateway/actor/index.ts";
import type { Asema, Ikaluokka, Rivi, Suhde, Tosiasiat, Valtuusasia } from "../../../gateway/policy/index.ts";
import { judgeNaively, judgeRowNaively } from "../policy/naive-judge.ts";
import { tietoOf } from "../policy/vectors.ts";
import { tunnusOf } from "./world-facts.ts";
import type { Henkilo, Huolto, Luovutustieto, Maailma, Rekisteri, Rivitieto } from "./world-facts.ts";

/**
 * What an actor may have of the fixture world, found out from the world itself and judged by the naive
 * judge: the oracle that the gate's answers are compared with. Asks nothing, orders nothing.
 */

/** A value of the fixture graph: where it stands, and what the schema says of it. */
export interface Arvo {
  /** What the value begins with. */
  readonly nimi: string;
  readonly rekisteri: Rekisteri;
  /** What is written to select it. */
  readonly selection: string;
  /** The marked fields that it stands in, itself the last. */
  readonly marks: readonly Mark[];
  readonly riveittain?: boolean;
  /** Rows tell whose register they are in. */
  readonly controller?: boolean;
  /** Rows tell the branch of their register. */
  readonly branch?: boolean;
}

interface Mark {
  readonly kentta: string;
  readonly tieto: number;
  readonly paikka?: "SUORAAN" | "VALILLISESTI";
}

const plain = (nimi: string, rekisteri: Rekisteri, tieto: number, paikka?: Mark["paikka"]): Arvo => ({
  nimi,
  rekisteri,
  selection: nimi,
  marks: [{ kentta: `Asiakas.${nimi}`, tieto, ...(paikka === undefined ? {} : { paikka }) }],
});

const below = (
  arvo: Arvo,
  nimi: string,
  { selection, marks = [] }: { selection: string; marks?: readonly Mark[] },
): Arvo => ({
  ...arvo,
  nimi,
  selection,
  marks: [...arvo.marks, ...marks],
});

const viestinta = plain("viestinta", "crm", 16);
const budjetti = plain("budjetti", "crm", 24);
const rows: Arvo = { ...plain("asiakkuudet", "crm", 18), riveittain: true, controller: true };
const setelit: Arvo = { ...plain("asiakassetelit", "crm", 23, "VALILLISESTI"), riveittain: true, controller: true };
const jaksot: Arvo = { ...plain("jaksot", "crm", 18), riveittain: true, controller: true, branch: true };
const suunnitelmat: Arvo = { ...plain("toteutussuunnitelmat", "crm", 21), riveittain: true };
const maksaja = { tieto: 29 };

/** Every kind of value that a query may select of a person. */
export const arvot: readonly Arvo[] = [
  { ...plain("nimi", "vtj", 102), selection: "nimi { etunimet }" },
  plain("osoitteet", "vtj", 103, "SUORAAN"),
  plain("ammatti", "vtj", 6),
  plain("maksuyhteydet", "crm", 5),
  plain("yhteystiedot", "crm", 1, "SUORAAN"),
  plain("palveluidenKaytto", "crm", 14),
  plain("tyoterveys", "crm", 10),
  plain("laakekatto", "crm", 26),
  plain("vakuutukset", "crm", 9),
  plain("katselut", "crm", 106),
  below(viestinta, "kanava", {
    selection: "viestinta { kanava }",
    marks: [{ kentta: "Asiakasviestinta.kanava", tieto: 16 }],
  }),
  below(viestinta, "viesti", {
    selection: "viestinta { viestit { teksti } }",
    marks: [{ kentta: "Asiakasviestinta.viestit", tieto: 16 }],
  }),
  below(viestinta, "kieli", { selection: "viestinta { kieli }" }),
  below(budjetti, "budjetti", { selection: "budjetti { jaljella }" }),
  below(budjetti, "budjetinMaksaja", {
    selection: "budjetti { maksaja }",
    marks: [{ kentta: "Budjetti.maksaja", ...maksaja }],
  }),
  below(rows, "asiakkuudet", { selection: "asiakkuudet { nimi }" }),
  below(rows, "tuottaja", {
    selection: "asiakkuudet { tuottaja }",
    marks: [{ kentta: "Asiakkuus.tuottaja", tieto: 18, paikka: "VALILLISESTI" }],
  }),
  below(rows, "maksaja", {
    selection: "asiakkuudet { maksaja }",
    marks: [{ kentta: "Asiakkuus.maksaja", ...maksaja }],
  }),
  below(setelit, "asiakassetelit", { selection: "asiakassetelit { nimi }" }),
  below(jaksot, "jaksot", { selection: "jaksot { nimi }" }),
  below(suunnitelmat, "toteutussuunnitelmat", { selection: "toteutussuunnitelmat { nimi }" }),
];

/** Family, through which a query goes on to other persons. */
export const perhesuhteet: Arvo = plain("perhesuhteet", "vtj", 4);

/** Values of a kind that the actor may have of a person. */
export function valuesOf(
  arvo: Arvo,
  tunnus: string,
  { actor, maailma }: { actor: Actor; maailma: Maailma },
): readonly string[] {
  if (maailma.alhaalla?.includes(arvo.rekisteri) === true) return [];
  const all = arvo.marks.map((mark) => toFacts(mark, arvo, { tunnus, actor, maailma }));
  const [whole, last] = [all[0], all.at(-1)];
  if (whole === undefined || last === undefined) return [];
  const isNamedAbove = all.some(({ tieto }) =>
    tietoOf(tieto)?.kentittain?.some(({ kentta }) => kentta === last.kentta),
  );
  const isDoor = isNamedAbove && judgeNaively(tietoOf(whole.tieto), whole)?.startsWith("FORBIDDEN") === true;
  const asked = isDoor ? [last] : all;
  if (asked.some((facts) => judgeNaively(tietoOf(facts.tieto), facts) !== undefined)) return [];
  if (arvo.riveittain !== true) return [`${arvo.nimi}/${tunnus}`];
  // A value in a row that is marked tells a place when it does so itself, or what it stands in does.
  const paikka = all.find((facts) => facts.paikka !== "EI")?.paikka ?? "EI";
  const row = { ...(isDoor ? last : whole), paikka };
  const given = (henkiloOf(maailma, tunnus).rivit ?? []).filter((each) => {
    const rivi = toRivi(each, arvo, { actor, tunnus, maailma });
    return rivi !== undefined && judgeRowNaively(tietoOf(row.tieto), row, rivi) === undefined;
  });
  const isNamed = arvo.marks.length === 1;
  return given.map(({ nimi }) => (isNamed ? `${arvo.nimi}.${nimi}/${tunnus}` : `${arvo.nimi}/${tunnus}`));
}

function toFacts(mark: Mark, arvo: Arvo, asking: Asking): Tosiasiat {
  const { kentta, tieto, paikka = "EI" } = mark;
  const riveittain = arvo.riveittain === true && arvo.marks[0]?.tieto === tieto;
  const p = tietoOf(tieto)?.p ?? "EI";
  return { ...toAsema(asking), kentta, tieto, paikka, p, riveittain, suostumus: hasConsent(tieto, asking) };
}

interface Asking {
  readonly tunnus: string;
  readonly actor: Actor;
  readonly maailma: Maailma;
}

const henkiloOf = (maailma: Maailma, tunnus: string): Henkilo => maailma.henkilot?.[tunnus] ?? {};
const isUp = ({ alhaalla = [] }: Maailma, register: Rekisteri): boolean => !alhaalla.includes(register);

function toAsema(asking: Asking): Asema {
  const { actor, tunnus } = asking;
  const isOwn = actor.kind === "asiakas" && tunnusOf(actor.asiakasId) === tunnus;
  return {
    kysyja: toKysyja(actor, isOwn),
    suhde: isOwn ? "OMA" : toSuhde(asking),
    ikaluokka: toIkaluokka(asking),
    valtuusasiat: custodyOf(asking) === undefined ? toValtuusasiat(asking) : [],
    kayttotarkoitus: toTarkoitus(actor),
    turvakielto: !isPlaceShown(asking),
    turvakieltoOikeus:
      actor.kind === "ammattilainen" &&
      actor.organisaatio === "1.2.246.10.99900008" &&
      actor.kayttotarkoitus === "POLIISITEHTAVA" &&
      actor.peruste !== undefined,
  };
}

function toKysyja(actor: Actor, isOwn: boolean): Asema["kysyja"] {
  if (actor.kind === "asiakas") return isOwn ? "S" : "P";
  if (actor.kind === "ammattilainen") return actor.kirjain;
  return actor.kind === "kolmasosapuoli" ? "M" : "EI_KUKAAN";
}

function toTarkoitus(actor: Actor): string {
  const purpose = "kayttotarkoitus" in actor ? actor.kayttotarkoitus : undefined;
  if (purpose === undefined) return "PUUTTUU";
  return purpose === "TUTKIMUS" || purpose === "OPETUS" ? purpose : "MUU";
}

function toSuhde(asking: Asking): Suhde {
  const { actor, tunnus, maailma } = asking;
  const henkilo = henkiloOf(maailma, tunnus);
  if (actor.kind === "kolmasosapuoli") return "SUOSTUMUS";
  if (actor.kind === "asiakas" && custodyOf(asking) !== undefined) return "HUOLTAJA";
  if (actor.kind === "asiakas") return toValtuusasiat(asking).length > 0 ? "VALTUUTUS" : "EI";
  if (actor.kind !== "ammattilainen") return "EI";
  if (actor.kirjain === "J") return isOfRegion(actor.alue, tunnus, maailma) ? "OMA_ALUE" : "EI";
  if (isUp(maailma, "yhteinen") && henkilo.avoimet?.includes(actor.organisaatio) === true) return "AVOIN_ASIAKKUUS";
  return actor.peruste === undefined ? "EI" : "ILMOITETTU_PERUSTE";
}

function isOfRegion(alue: string, tunnus: string, maailma: Maailma): boolean {
  const henkilo = henkiloOf(maailma, tunnus);
  if (isUp(maailma, "yhteinen") && henkilo.asiakkuusAlueilla?.includes(alue) === true) return true;
  if (isUp(maailma, "crm") && henkilo.alueella?.includes(alue) === true) return true;
  return isFree(maailma, tunnus) && henkilo.alue === alue;
}

/** The custody on which a guardian's right rests. */
function custodyOf({ actor, tunnus, maailma }: Asking): Huolto | undefined {
  if (actor.kind !== "asiakas" || !isUp(maailma, "vtj")) return undefined;
  const guardian = tunnusOf(actor.asiakasId);
  return (maailma.huollot ?? []).find(
    ({ huoltaja, lapsi, huoltomuoto = "LAKISAATEINEN", saaSoteTiedot = true, syntymaaika }) =>
      huoltaja === guardian &&
      lapsi === tunnus &&
      (huoltomuoto === "LAKISAATEINEN" || huoltomuoto === "MAARATTY") &&
      saaSoteTiedot &&
      syntymaaika !== null &&
      !isAged(syntymaaika, 18),
  );
}

/** Matters of a mandate; an answer with a word that is none of them is no answer. */
function toValtuusasiat({ actor, tunnus, maailma }: Asking): readonly Valtuusasia[] {
  if (actor.kind !== "asiakas" || !isUp(maailma, "valtuudet")) return [];
  const asiat = henkiloOf(maailma, tunnus).valtuutetut?.[tunnusOf(actor.asiakasId)] ?? [];
  if (asiat.some((asia) => asia !== "TERVEYDENHUOLTO" && asia !== "SOSIAALIHUOLTO")) return [];
  const named: readonly string[] = asiat;
  return (["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"] as const).filter((asia) => named.includes(asia));
}

function toIkaluokka(asking: Asking): Ikaluokka {
  const syntymaaika = custodyOf(asking)?.syntymaaika;
  if (syntymaaika === undefined || syntymaaika === null) return "TAYSI";
  return isAged(syntymaaika, 10) ? "10_17" : "ALLE_10";
}

const today = "2026-11-25";
const isAged = (syntymaaika: string, years: number): boolean =>
  `${Number(syntymaaika.slice(0, 4)) + years}${syntymaaika.slice(4)}` <= today;

const isFree = (maailma: Maailma, tunnus: string): boolean => {
  const { turvakielto } = henkiloOf(maailma, tunnus);
  return isUp(maailma, "vtj") && (turvakielto === undefined || turvakielto === false);
};

function isPlaceShown({ actor, tunnus, maailma }: Asking): boolean {
  if (!isFree(maailma, tunnus)) return false;
  if (actor.kind !== "asiakas") return true;
  const guardian = tunnusOf(actor.asiakasId);
  const dwellingOf = (each: string): string | null | undefined => henkiloOf(maailma, each).asunto;
  const own = dwellingOf(guardian);
  if (own !== undefined && own !== null && own !== "" && dwellingOf(tunnus) === own) return true;
  if (henkiloOf(maailma, tunnus).tunnukseton === true) return false;
  return (maailma.huollot ?? []).every(
    ({ huoltaja, lapsi }) => lapsi !== tunnus || huoltaja === guardian || isFree(maailma, huoltaja),
  );
}

function hasConsent(tieto: number, { actor, tunnus, maailma }: Asking): boolean {
  if (!isUp(maailma, "mydata")) return false;
  const receiver =
    actor.kind === "kolmasosapuoli" ? actor.vastaanottaja : actor.kind === "ammattilainen" ? actor.organisaatio : "";
  const consent = henkiloOf(maailma, tunnus).suostumukset?.[receiver];
  return consent?.voimassa === true && consent.tiedot.includes(tieto);
}

const uusimaa = ["01", "02", "03", "04", "90"];

function toRivi(row: Rivitieto, arvo: Arvo, { actor, tunnus, maailma }: Asking): Rivi | undefined {
  if (row.rivimerkit === null) return undefined;
  const nothing = { rivimerkit: row.rivimerkit, luovutuslupa: false, luovutuskielto: false, informoitu: false };
  if (actor.kind !== "ammattilainen") return { ...nothing, rekisterinpitaja: "OMA" };
  const border: Border = {
    controller: arvo.controller === true ? (row.rekisterinpitaja ?? "") : "",
    branch: arvo.branch === true ? (row.rekisterilaji ?? "") : "",
    own: branches[actor.kirjain] ?? "",
    actor,
  };
  const told = toldOf(tunnus, maailma);
  const release = told === undefined ? nothing : { ...nothing, ...toRelease(told, border) };
  return { ...release, rekisterinpitaja: whoseOf(border, arvo.branch === true) };
}

const branches: Readonly<Record<string, string>> = { H: "TERVEYDENHUOLTO", L: "SOSIAALIHUOLTO" };

interface Border {
  readonly controller: string;
  readonly branch: string;
  /** The asker's branch; empty where the task is of none. */
  readonly own: string;
  readonly actor: { readonly organisaatio: string; readonly alue: string };
}

function whoseOf({ controller, branch, own, actor }: Border, tellsBranch: boolean): Rivi["rekisterinpitaja"] {
  if (controller === actor.alue) return tellsBranch && own !== "" && branch !== own ? "OMAN_TOINEN_REKISTERI" : "OMA";
  const isHealth = !tellsBranch || branch === "TERVEYDENHUOLTO";
  const isCircle = isHealth && uusimaa.includes(controller) && uusimaa.includes(actor.alue);
  return isCircle ? "UUSIMAAN_PIIRI" : "MUU";
}

function toldOf(tunnus: string, maailma: Maailma): Luovutustieto | undefined {
  const { luovutus = {} } = henkiloOf(maailma, tunnus);
  return luovutus === null || !isUp(maailma, "kanta") ? undefined : luovutus;
}

function toRelease(
  { informoitu = false, luvat = [], kiellot = [] }: Luovutustieto,
  border: Border,
): Pick<Rivi, "luovutuslupa" | "luovutuskielto" | "informoitu"> {
  return { luovutuslupa: isPermitted(luvat, border), luovutuskielto: isForbidden(kiellot, border), informoitu };
}

/** From every branch that the row may be of, to every branch that the asker may be of. */
function isPermitted(luvat: NonNullable<Luovutustieto["luvat"]>, { branch, own, actor }: Border): boolean {
  const both = ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"];
  for (const mista of branch === "" ? both : [branch])
    for (const mihin of own === "" ? both : [own]) {
      const found = luvat.filter((lupa) => lupa.mista === mista && lupa.mihin === mihin);
      if (!found.some(({ saajat }) => saajat?.includes(actor.organisaatio) !== false)) return false;
    }
  return true;
}

function isForbidden(kiellot: NonNullable<Luovutustieto["kiellot"]>, { controller, actor }: Border): boolean {
  for (const { rekisterinpitaja = controller, saajat } of kiellot) {
    const isOfRow = controller === "" || rekisterinpitaja === controller;
    if (isOfRow && saajat?.includes(actor.organisaatio) !== false) return true;
  }
  return false;
}
