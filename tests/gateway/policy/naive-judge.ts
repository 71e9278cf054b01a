import type { Tieto } from "../../../gateway/catalogue/index.ts";
import type { Rivi, Tosiasiat } from "../../../gateway/policy/index.ts";

/**
 * The second judge: what the rules say in words, in plain conditions over `tiedot.graphql`, with nothing
 * of the policy engine. Written to be read beside the rules; disagreement with the policy is a fault in
 * one of them. Gives `CODE RULE`, undefined where the field may be given.
 */
export function judgeNaively(item: Tieto | undefined, facts: Tosiasiat): string | undefined {
  const purpose = judgePurpose(facts);
  if (purpose !== undefined) return purpose;
  if (!mayEverHave(item, facts)) return `FORBIDDEN R-${facts.tieto}`;
  return (
    judgeRelation(facts) ??
    judgeActing(facts) ??
    judgeChild(facts) ??
    judgeEmployer(facts) ??
    judgeConsent(item, facts) ??
    judgePlace(facts)
  );
}

/** The same of a change of what may be read: by the customer, or by one with a mandate; children's denials hide, they forbid no change. */
export function judgeChangeNaively(item: Tieto | undefined, facts: Tosiasiat): string | undefined {
  const purpose = judgePurpose(facts);
  if (purpose !== undefined) return purpose;
  if (facts.kysyja !== "P" && !mayEverHave(item, facts)) return `FORBIDDEN R-${facts.tieto}`;
  const denial =
    judgeRelation(facts) ??
    judgeActing(facts) ??
    (facts.kysyja === "P" && facts.suhde !== "VALTUUTUS" ? "FORBIDDEN MUUTOS-P" : undefined) ??
    judgeEmployer(facts) ??
    judgeConsent(item, facts) ??
    judgePlace(facts);
  if (denial !== undefined) return denial;
  return mayEverHave(item, facts) ? undefined : `FORBIDDEN R-${facts.tieto}`;
}

/** The same of a row whose field may be given. */
export function judgeRowNaively(item: Tieto | undefined, facts: Tosiasiat, row: Rivi): string | undefined {
  const denial =
    judgePurpose(facts) ??
    judgeRelation(facts) ??
    judgeActing(facts) ??
    judgeEmployer(facts) ??
    judgeContent(facts, row) ??
    judgeConsent(item, facts) ??
    judgeRelease(facts, row) ??
    judgePlace(facts) ??
    judgeOwnMark(facts, row);
  if (denial !== undefined) return denial;
  return mayEverHave(item, facts) ? undefined : `FORBIDDEN R-${facts.tieto}`;
}

/** What the row holds: kept from guardians, special, or not for e-services. */
function judgeContent(facts: Tosiasiat, row: Rivi): string | undefined {
  return judgeGuardiansRow(facts, row) ?? judgeSpecialContent(facts, row) ?? judgeEServices(facts, row);
}

/** Whether the row may pass from its controller to the asker's. */
function judgeRelease(facts: Tosiasiat, row: Rivi): string | undefined {
  return judgeDenial(facts, row) ?? judgeReleaseDenial(facts, row) ?? judgeController(facts, row);
}

/** The letters of the item, and of the field where it has letters of its own. */
function mayEverHave(item: Tieto | undefined, { kysyja, kentta }: Tosiasiat): boolean {
  if (item === undefined || kysyja === "EI_KUKAAN") return false;
  for (const letter of item.paasy) if (letter === kysyja) return true;
  for (const field of item.kentittain ?? []) {
    if (field.kentta !== kentta) continue;
    for (const letter of field.paasy) if (letter === kysyja) return true;
  }
  return false;
}

/** The customer and who acts for them need no purpose; everyone else does, and none of secondary use. */
function judgePurpose({ kysyja, kayttotarkoitus, kentta }: Tosiasiat): string | undefined {
  if (kayttotarkoitus === "PUUTTUU" && kysyja !== "S" && kysyja !== "P") return "PURPOSE_MISSING KAYTTOTARKOITUS";
  if (kayttotarkoitus === "TUTKIMUS") return "FORBIDDEN TOISIOKAYTTO";
  if (kayttotarkoitus === "TILASTOINTI") return "FORBIDDEN TOISIOKAYTTO";
  if (kayttotarkoitus === "OPETUS") return "FORBIDDEN TOISIOKAYTTO";
  const isMailbox = kentta === "Asiakasviestinta.suomifiViestitKaytossa";
  return isMailbox && kayttotarkoitus !== "VIESTIN_LAHETYS" ? "FORBIDDEN VIESTIN-LAHETYS" : undefined;
}

function judgeRelation({ kysyja, suhde }: Tosiasiat): string | undefined {
  if (kysyja === "S") return suhde === "OMA" ? undefined : "FORBIDDEN SUHDE-S";
  if (kysyja === "P") return suhde === "HUOLTAJA" || suhde === "VALTUUTUS" ? undefined : "FORBIDDEN SUHDE-P";
  if (kysyja === "J") return suhde === "OMA_ALUE" ? undefined : "FORBIDDEN SUHDE-J";
  if (kysyja === "M" || kysyja === "EI_KUKAAN") return undefined;
  if (suhde === "AVOIN_ASIAKKUUS" || suhde === "ILMOITETTU_PERUSTE") return undefined;
  return kysyja === "H" && suhde === "HATAKAYTTO" ? undefined : "FORBIDDEN SUHDE-A";
}

/** What is nobody's who acts for another, or not theirs who acts by this mandate. */
function judgeActing(facts: Tosiasiat): string | undefined {
  return judgeLog(facts) ?? judgeMandate(facts);
}

/** Client and patient data of a child of 10 to 17: only where rows are judged one by one. */
function judgeChild({ kysyja, suhde, ikaluokka, p, riveittain }: Tosiasiat): string | undefined {
  if (kysyja !== "P" || suhde !== "HUOLTAJA") return undefined;
  if (p === "EI" || ikaluokka === "ALLE_10" || riveittain) return undefined;
  return "FORBIDDEN ALAIKAISEN-KIELTO";
}

/**
 * Who has looked at a child is shown to a guardian until the child is 10 and may have closed a visit, of which
 * a look at it would tell; to nobody with a mandate.
 */
function judgeLog({ kysyja, suhde, ikaluokka, tieto }: Tosiasiat): string | undefined {
  if (kysyja !== "P" || tieto !== 106) return undefined;
  if (suhde === "HUOLTAJA" && ikaluokka === "ALLE_10") return undefined;
  return "FORBIDDEN LOKI-HUOLTAJALLE";
}

/** The organiser needs the effect on capitation, not whose contract it follows from. */
function judgeEmployer({ kysyja, tieto, kentta }: Tosiasiat): string | undefined {
  if (kysyja !== "J" || tieto !== 10) return undefined;
  const isTold = kentta !== "Tyoterveyshuolto.tyonantaja" && kentta !== "Tyoterveyshuolto.tuottaja";
  return isTold ? undefined : "FORBIDDEN TYONANTAJA-10";
}

const byEither = [1, 27, 101, 102, 103, 105];
const byHealth = [10, 11, 25, 26, 107];
const bySocial = [24];
const byBoth = [3, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 28, 29];

/** What a mandate of health care, of social care, or of both covers. */
function judgeMandate({ kysyja, suhde, valtuusasiat, tieto }: Tosiasiat): string | undefined {
  if (kysyja !== "P" || suhde !== "VALTUUTUS") return undefined;
  const health = valtuusasiat.includes("TERVEYDENHUOLTO");
  const social = valtuusasiat.includes("SOSIAALIHUOLTO");
  if ((health || social) && byEither.includes(tieto)) return undefined;
  if (health && byHealth.includes(tieto)) return undefined;
  if (social && bySocial.includes(tieto)) return undefined;
  if (health && social && byBoth.includes(tieto)) return undefined;
  return "FORBIDDEN VALTUUDEN-ASIA";
}

function judgeConsent(item: Tieto | undefined, { kysyja, suostumus }: Tosiasiat): string | undefined {
  if (suostumus) return undefined;
  for (const letter of item?.suostumuksella ?? [])
    if (letter === kysyja) return `CONSENT_MISSING SUOSTUMUS-${item?.id}`;
  return kysyja === "M" ? "CONSENT_MISSING SUOSTUMUS-M" : undefined;
}

function judgePlace({ kysyja, paikka, turvakielto, turvakieltoOikeus }: Tosiasiat): string | undefined {
  if (paikka === "EI" || !turvakielto || kysyja === "S" || turvakieltoOikeus) return undefined;
  return "NON_DISCLOSURE TURVAKIELTO";
}

function judgeGuardiansRow({ kysyja, suhde, ikaluokka }: Tosiasiat, { rivimerkit: marks }: Rivi): string | undefined {
  if (kysyja !== "P" || suhde !== "HUOLTAJA") return undefined;
  if (marks.includes("HUOLTAJALTA_SALATTU")) return "FORBIDDEN RIVI-HUOLTAJALTA";
  if (ikaluokka === "ALLE_10" || marks.includes("HUOLTAJALLE_AVOIN")) return undefined;
  return "FORBIDDEN RIVI-HUOLTAJALTA";
}

function judgeSpecialContent({ kysyja, suhde }: Tosiasiat, { rivimerkit: marks }: Rivi): string | undefined {
  if (!marks.includes("ERITYINEN_SISALTO") || kysyja === "S") return undefined;
  if (kysyja === "H" && suhde === "AVOIN_ASIAKKUUS") return undefined;
  return "FORBIDDEN RIVI-ERITYINEN";
}

/** Shown to the customer, to who acts for them and by their consent in no e-service. */
function judgeEServices({ kysyja }: Tosiasiat, { rivimerkit: marks }: Rivi): string | undefined {
  const isOutside = kysyja === "S" || kysyja === "P" || kysyja === "M";
  return isOutside && marks.includes("EI_SAHKOISEEN_ASIOINTIIN") ? "FORBIDDEN RIVI-ASIOINTI" : undefined;
}

/** The register's own mark of non-disclosure, of a row that tells a place. */
function judgeOwnMark(
  { kysyja, paikka, turvakieltoOikeus }: Tosiasiat,
  { rivimerkit: marks }: Rivi,
): string | undefined {
  if (!marks.includes("TURVAKIELTO") || paikka === "EI") return undefined;
  return kysyja === "S" || turvakieltoOikeus ? undefined : "NON_DISCLOSURE RIVI-TURVAKIELTO";
}

function judgeDenial({ kysyja }: Tosiasiat, { rivimerkit: marks, rekisterinpitaja }: Rivi): string | undefined {
  if (!marks.includes("REKISTERINPITAJALTA_KIELLETTY") || rekisterinpitaja === "OMA") return undefined;
  return kysyja === "S" || kysyja === "P" ? undefined : "CONSENT_MISSING RIVI-KIELTO";
}

/** Vouchers, budgets and commitments move between organisers; other client data does by the customer's will. */
function movesFreely({ kysyja, tieto, p }: Tosiasiat): boolean {
  if (kysyja === "S" || kysyja === "P" || kysyja === "M" || kysyja === "EI_KUKAAN") return true;
  return p === "EI" || tieto === 23 || tieto === 24 || tieto === 28;
}

function judgeReleaseDenial(facts: Tosiasiat, row: Rivi): string | undefined {
  if (movesFreely(facts) || row.rekisterinpitaja === "OMA") return undefined;
  return row.luovutuskielto ? "CONSENT_MISSING RIVI-LUOVUTUSKIELTO" : undefined;
}

function judgeController(facts: Tosiasiat, row: Rivi): string | undefined {
  const { kysyja } = facts;
  if (movesFreely(facts) || row.rekisterinpitaja === "OMA") return undefined;
  if (row.luovutuslupa && kysyja !== "R" && kysyja !== "J") return undefined;
  if (row.rekisterinpitaja === "UUSIMAAN_PIIRI" && kysyja === "H" && row.informoitu) return undefined;
  return "CONSENT_MISSING RIVI-REKISTERINPITAJA";
}
