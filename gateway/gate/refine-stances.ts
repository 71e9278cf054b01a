import type { SelectionSetNode } from "graphql";
import type { RequestScope } from "../subgraph/index.ts";
import type { AskConsents, Consents } from "./consents.ts";
import { createOnce } from "./create-once.ts";
import { judgePersonField } from "./judge.ts";
import type { FieldInPlace, Rules, Stance } from "./judge.ts";
import type { NarrowFor } from "./narrowing.ts";
import { keyOfStance } from "./stance-key.ts";
import type { Turvakielto } from "./turvakielto.ts";

/** Where consents and the protection of places are asked. */
export interface RefiningFacts {
  readonly askConsents: AskConsents;
  readonly turvakielto: Turvakielto;
  /** Names of the sources, for a failure's error; undefined where none has joined. */
  readonly lahteet: Readonly<Record<"suostumus", string | undefined>>;
}

/** What refining stances needs. */
interface Refining {
  readonly set: SelectionSetNode;
  readonly scope: RequestScope;
  readonly facts: RefiningFacts;
  readonly narrowFor: NarrowFor;
  readonly rules: Rules;
}

const nobody: ReadonlySet<number> = new Set();

/** Facts that only some fields turn on: consents, and whether the place is protected. */
export async function refineStances(
  related: ReadonlyMap<string, Stance>,
  { set, scope, facts, narrowFor, rules }: Refining,
): Promise<ReadonlyMap<string, Stance>> {
  const openBy = createOnce((stance: Stance) => toOpen(stance, set, { narrowFor, rules }));
  const open = [...related].map(([id, stance]) => ({ id, ...openBy(stance, undefined) }));
  const consentIds = open.filter(({ isOfConsent }) => isOfConsent).map(({ id }) => id);
  const placeIds = open.filter(({ isOfPlace }) => isOfPlace).map(({ id }) => id);
  const { askShown, askShownToGuardian } = facts.turvakielto;
  const ask = scope.actor.kind === "asiakas" ? askShownToGuardian : askShown;
  const [consents, shown] = await Promise.all([
    consentIds.length === 0 ? new Map<string, Consents>() : facts.askConsents(consentIds, scope),
    placeIds.length === 0 ? new Set<string>() : ask(placeIds, scope),
  ]);
  const refinedBy = createOnce((_: string, { stance, found }: ToRefine) => toRefined(stance, found));
  const silent = facts.lahteet.suostumus;
  const refined = open.map(({ id, stance, isOfConsent }): readonly [string, Stance] => {
    const known = consents.get(id);
    const turvakielto = !shown.has(id);
    const found: Found = { known, turvakielto, silent: isOfConsent && known === undefined ? silent : undefined };
    // All that was found out is in the key: those of whom anything differs share no stance.
    return [id, refinedBy(JSON.stringify([keyOfStance(stance), toPlain(found)]), { stance, found })];
  });
  return new Map(refined);
}

/** What may be left of what is asked, whatever is found out of consents and of the place. */
interface OpenStance {
  readonly stance: Stance;
  /** Does a verdict on some of it turn on consent, and does some of it tell a place. */
  readonly isOfConsent: boolean;
  readonly isOfPlace: boolean;
}

function toOpen(
  stance: Stance,
  set: SelectionSetNode,
  { narrowFor, rules }: Pick<Refining, "narrowFor" | "rules">,
): OpenStance {
  const best: Stance = { ...stance, asema: { ...stance.asema, turvakielto: false }, suostumukset: "KAIKKI" };
  const { fields } = narrowFor(set, best);
  return { stance, isOfConsent: turnsOnConsent(fields, stance, rules), isOfPlace: asksPlace(fields) };
}

/** What was found out of one person. */
interface Found {
  readonly known: Consents | undefined;
  readonly turvakielto: boolean;
  readonly silent: string | undefined;
}

interface ToRefine {
  readonly stance: Stance;
  readonly found: Found;
}

function toPlain({ known, ...found }: Found): unknown {
  return [found, known?.viitteet, [...(known?.tiedot ?? [])]];
}

function toRefined(stance: Stance, { known, turvakielto, silent }: Found): Stance {
  return {
    ...stance,
    asema: { ...stance.asema, turvakielto },
    suostumukset: known?.tiedot ?? nobody,
    suostumusviitteet: known?.viitteet ?? [],
    suostumusEiTiedossa: silent,
  };
}

function asksPlace(fields: readonly FieldInPlace[]): boolean {
  return fields.some(({ kentta }) => kentta.paljastaaPaikan !== undefined);
}

function turnsOnConsent(fields: readonly FieldInPlace[], stance: Stance, rules: Rules): boolean {
  const without: Stance = { ...stance, asema: { ...stance.asema, turvakielto: false }, suostumukset: nobody };
  return fields.some((field) => judgePersonField(field, without, rules) !== undefined);
}
