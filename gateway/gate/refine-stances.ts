import type { SelectionSetNode } from "graphql";
import type { RequestScope } from "../subgraph/index.ts";
import type { AskConsents, Consents } from "./consents.ts";
import { createOnce, createOnceOf } from "./create-once.ts";
import { judgePersonField } from "./judge.ts";
import type { FieldInPlace, Rules, Stance } from "./judge.ts";
import type { NarrowFor } from "./narrowing.ts";
import type { Turvakielto } from "./turvakielto.ts";

/** Where consents and the protection of places are asked. */
export interface RefiningFacts {
  readonly askConsents: AskConsents;
  readonly turvakielto: Turvakielto;
  /** Names of the sources, for a failure's error; undefined where none has joined. */
  readonly lahteet: Readonly<Record<"suostumus", string | undefined>>;
}

/** What refining stances is made of. */
interface Refining {
  readonly facts: RefiningFacts;
  readonly narrowFor: NarrowFor;
  readonly rules: Rules;
}

/** Finds out of persons what only some fields turn on: consents, and whether the place is protected. */
export type RefineStances = (
  related: ReadonlyMap<string, Stance>,
  asked: { readonly set: SelectionSetNode; readonly scope: RequestScope },
) => Promise<ReadonlyMap<string, Stance>>;

const nobody: ReadonlySet<number> = new Set();

/** What is made of a stance is made once for it, also when another request comes with the same. */
export function createRefineStances({ facts, narrowFor, rules }: Refining): RefineStances {
  const openOf = createOnceOf((set: SelectionSetNode) =>
    createOnceOf((stance: Stance) => toOpen(stance, set, { narrowFor, rules })),
  );
  const withoutConsents = createOnceOf(createRefinedOf);
  return async (related, { set, scope }) => {
    const open = [...related].map(([id, stance]) => ({ id, open: openOf(set)(stance) }));
    const consentIds = open.filter((each) => each.open.isOfConsent).map(({ id }) => id);
    const placeIds = open.filter((each) => each.open.isOfPlace).map(({ id }) => id);
    const { askShown, askShownToGuardian } = facts.turvakielto;
    const ask = scope.actor.kind === "asiakas" ? askShownToGuardian : askShown;
    const [consents, shown] = await Promise.all([
      consentIds.length === 0 ? new Map<string, Consents>() : facts.askConsents(consentIds, scope),
      placeIds.length === 0 ? new Set<string>() : ask(placeIds, scope),
    ]);
    // Consents are many, and the register's own for each person: what is made of them is kept for the request only.
    const withConsents = createOnceOf(createRefinedOf);
    const silent = facts.lahteet.suostumus;
    const refined = open.map(({ id, open: { stance, isOfConsent } }): readonly [string, Stance] => {
      const known = consents.get(id);
      const turvakielto = !shown.has(id);
      const found: Found = { known, turvakielto, silent: isOfConsent && known === undefined ? silent : undefined };
      const refinedOf = known === undefined ? withoutConsents : withConsents;
      return [id, refinedOf(stance)(keyOfFound(found), found)];
    });
    return new Map(refined);
  };
}

function createRefinedOf(stance: Stance): (key: string, found: Found) => Stance {
  return createOnce((_: string, found: Found) => toRefined(stance, found));
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

/** All that was found out is in it: those of whom anything differs share no stance. */
function keyOfFound({ known, turvakielto, silent = "" }: Found): string {
  const facts = `${String(turvakielto)} ${silent}`;
  return known === undefined ? facts : `${facts} ${JSON.stringify([known.viitteet, [...known.tiedot]])}`;
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
