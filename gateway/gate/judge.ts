import type { Actor } from "../actor/index.ts";
import type { Catalogue, Kentta, Sisaankaynti } from "../catalogue/index.ts";
import type { ErrorCode, Reason } from "../errors.ts";
import type { Asema, Kielto, Kysyja, Policy, Tosiasiat } from "../policy/index.ts";

/** A consent in force, as the register of consents names it: for the use log. */
export interface Suostumusviite {
  readonly suostumusId: string;
  /** Grows with each change of the consent. */
  readonly versio: number;
}

/** How the actor stands to one person: what a verdict depends on, and nothing more. */
export interface Stance {
  readonly asema: Asema;
  /** Items that a live consent names; "KAIKKI" only to find out what a consent would change. */
  readonly suostumukset: ReadonlySet<number> | "KAIKKI";
  /** The consents that were in force, for the use log: no verdict turns on which. */
  readonly suostumusviitteet: readonly Suostumusviite[];
  /** The source that could not tell of the relation: a denial by it is told as the source's failure. */
  readonly suhdeEiTiedossa: string | undefined;
  /** The source that could not tell of consents. */
  readonly suostumusEiTiedossa: string | undefined;
}

/** Why a field or row was taken out, as the client is told. */
export interface Verdict {
  readonly code: ErrorCode;
  readonly saanto?: string;
  readonly neuvo?: Reason | undefined;
  readonly lahde?: string;
}

/** A field in its place: what the schema says of it, and the item it stands in. */
export interface FieldInPlace {
  readonly kentta: Kentta;
  /** Number of the field's own item, or of the nearest above it. */
  readonly tieto: number | undefined;
  /** Stands in a row of the same item, which is judged by its marks as a whole. */
  readonly rivilla?: boolean;
}

/** The letter under which an actor asks of a person who is not known to be their own or their child. */
export function letterOf(actor: Actor): Kysyja {
  if (actor.kind === "ammattilainen") return actor.kirjain;
  if (actor.kind === "kolmasosapuoli") return "M";
  return "EI_KUKAAN";
}

const entryLetters = { asiakas: "S", tietosuojavastaava: "V", analyytikko: "A", kolmasosapuoli: "M" } as const;

function entryLetterOf(actor: Actor): Sisaankaynti | undefined {
  if (actor.kind === "ammattilainen") return actor.kirjain;
  return actor.kind === "tuntematon" ? undefined : entryLetters[actor.kind];
}

/** All that verdicts on entry points turn on of an actor: two who are the same in it enter by the same. */
export function entryShapeOf(actor: Actor): string {
  return [entryLetterOf(actor), hasPurpose(actor)].join();
}

/** Has one who needs a purpose told it. */
function hasPurpose(actor: Actor): boolean {
  const needsPurpose = actor.kind === "ammattilainen" || actor.kind === "kolmasosapuoli";
  return !needsPurpose || actor.kayttotarkoitus !== undefined;
}

/** The verdict on an entry point, or on public reference data: undefined lets it through. */
export function judgeEntryField(field: Kentta, actor: Actor): Verdict | undefined {
  if (field.viitetieto) return undefined;
  const kirjain = entryLetterOf(actor);
  if (kirjain === undefined) return { code: "UNAUTHENTICATED" };
  if (field.sisaankaynti?.includes(kirjain) !== true) return { code: "FORBIDDEN", saanto: "SISAANKAYNTI" };
  return hasPurpose(actor) ? undefined : { code: "PURPOSE_MISSING", saanto: "KAYTTOTARKOITUS" };
}

/** The verdict on a field below an entry point, of no person: it is part of the entry unless it carries an item. */
export function judgeBelowEntry(field: Kentta): Verdict | undefined {
  return field.viitetieto || field.tieto === undefined ? undefined : { code: "FORBIDDEN", saanto: `R-${field.tieto}` };
}

/** What judging fields of persons needs. */
export interface Rules {
  readonly policy: Policy;
  readonly catalogue: Catalogue;
}

/** The verdict on a field of a person, or below one: undefined lets it through. */
export function judgePersonField(field: FieldInPlace, stance: Stance, rules: Rules): Verdict | undefined {
  // A field without a mark of its own is part of the field it stands in, which was judged before it.
  if (field.kentta.tieto === undefined) return undefined;
  return createJudgeBy(field, { stance, rules })((facts) => rules.policy.judge(facts));
}

/** The verdict on one field by what is asked of the policy. */
export type JudgeBy = (ask: (facts: Tosiasiat) => Kielto | undefined) => Verdict | undefined;

/** A field of an item that is not declared is denied, whatever would be asked. */
export function createJudgeBy(field: FieldInPlace, { stance, rules }: Judging): JudgeBy {
  const facts = toFacts(field, stance, rules);
  return (ask) => (facts === undefined ? { code: "FORBIDDEN" } : toVerdict(ask(facts), stance));
}

/**
 * The verdict on a change of what a field of a person tells, by the mutation `coordinate`: undefined lets it through. What
 * may not be read may not be changed.
 */
export function judgeChange(field: FieldInPlace, coordinate: string, { stance, rules }: Judging): Verdict | undefined {
  const judgeBy = createJudgeBy(field, { stance, rules });
  return (
    judgePersonField(field, stance, rules) ??
    judgeBy((facts) => rules.policy.judgeChange({ ...facts, kentta: coordinate }))
  );
}

/** How the one who asks stands to the person, and by which rules it is judged. */
export interface Judging {
  readonly stance: Stance;
  readonly rules: Rules;
}

/** The vector of a field for a stance; undefined for an item that is not declared. */
function toFacts(
  { kentta, tieto, rivilla = false }: FieldInPlace,
  { asema, suostumukset }: Stance,
  { catalogue }: Rules,
): Tosiasiat | undefined {
  const item = tieto === undefined ? undefined : catalogue.tieto(tieto);
  if (item === undefined) return undefined;
  return {
    ...asema,
    tieto: item.id,
    kentta: kentta.coordinate,
    paikka: kentta.paljastaaPaikan ?? "EI",
    p: item.p,
    riveittain: rivilla || isOfRows(kentta.tyyppi, catalogue),
    suostumus: suostumukset === "KAIKKI" || suostumukset.has(item.id),
  };
}

/** A verdict as the client is told it. What could not be asked is the source's failure, not a denial. */
function toVerdict(kielto: Kielto | undefined, stance: Stance): Verdict | undefined {
  if (kielto === undefined) return undefined;
  const { koodi, saanto, neuvo } = kielto;
  const silent = saanto.startsWith("SUHDE-") ? stance.suhdeEiTiedossa : silentConsent(koodi, stance);
  if (silent !== undefined) return { code: "SOURCE_UNAVAILABLE", saanto, lahde: silent };
  return { code: koodi, saanto, neuvo };
}

function silentConsent(koodi: ErrorCode, stance: Stance): string | undefined {
  return koodi === "CONSENT_MISSING" ? stance.suostumusEiTiedossa : undefined;
}

/** Field of a row's type that tells the row's marks; no client can select it. */
export const rowMarks = "rivimerkit";

/** True when the values of a type, or the nodes of its connection, are rows that carry marks. */
function isOfRows(type: string, catalogue: Catalogue): boolean {
  return withNodes(type, catalogue).some((each) => catalogue.kentta(each, rowMarks) !== undefined);
}

/** Of a field that is denied as a whole: the item by which the fields below it are judged, that carry none of their own. */
export interface Door {
  readonly tieto: number;
}

/** The door of a field below which the catalogue's `kentittain` has fields with letters of their own; undefined for others. */
export function doorOf({ tieto, tyyppi }: Kentta, catalogue: Catalogue): Door | undefined {
  const item = tieto === undefined ? undefined : catalogue.tieto(tieto);
  const types = withNodes(tyyppi, catalogue);
  const isDoor = item?.kentittain?.some(({ kentta }) => types.some((type) => kentta.startsWith(`${type}.`))) === true;
  return isDoor ? { tieto: item.id } : undefined;
}

/** A type, and of a Relay connection or its edge the types on the way to the node: they say nothing of their own. */
function withNodes(type: string, catalogue: Catalogue): readonly string[] {
  const edge = catalogue.kentta(type, "edges")?.tyyppi ?? type;
  const node = catalogue.kentta(edge, "node")?.tyyppi;
  return node === undefined ? [type] : [type, edge, node];
}
