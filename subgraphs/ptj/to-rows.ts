import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult } from "../../gateway/source/index.ts";
import type { MarkedWire } from "./elements.ts";
import { toRivit } from "./merge-nodes.ts";
import type { Kenelta, Rivit } from "./merge-nodes.ts";
import { toOhjaukset } from "./ohjaus.ts";
import type { Ohjaustapahtuma } from "./ohjaus.ts";
import { readResources } from "./read-resources.ts";
import type { Kysyttava, Luettu, Lukutapa } from "./read-resources.ts";
import { toSuunnitelmat } from "./suunnitelmat.ts";
import type { Toteutussuunnitelma } from "./suunnitelmat.ts";
import { observationTapa, toArviot } from "./toimintakyky.ts";
import type { ToimintakykyArvio } from "./toimintakyky.ts";
import { communicationTapa, encounterTapa } from "./wire-ohjaus.ts";
import { carePlanTapa, episodeTapa, goalTapa } from "./wire-suunnitelmat.ts";

/** What is asked for each field. */
export const kysytaan = {
  toimintakyky: [observationTapa],
  ohjaus: [encounterTapa, communicationTapa],
  toteutussuunnitelmat: [carePlanTapa, goalTapa, episodeTapa],
} as const satisfies Record<string, readonly Kysyttava[]>;

/** Findings of functional ability in one record. */
export function toToimintakykyRivit(kenelta: Kenelta): Rivit<ToimintakykyArvio> {
  const found = read(observationTapa, kenelta) ?? notOffered;
  return toRivit(found.ok ? toArviot(found.value, kenelta) : found, isPartial(kenelta));
}

/** Guidance in one record: what came of visits and messages is told, though the other did not come. */
export function toOhjausRivit(kenelta: Kenelta): Rivit<Ohjaustapahtuma> {
  const visits = read(encounterTapa, kenelta);
  const messages = read(communicationTapa, kenelta);
  if (visits === undefined && messages === undefined) return toRivit(notOffered);
  const failures = [visits, messages].filter((each) => each?.ok === false);
  if (failures.length === [visits, messages].filter((each) => each !== undefined).length) return { rows: [], failures };
  const { ohjauskoodit } = kenelta.solmu;
  const rows = toOhjaukset(valueOf(visits) ?? [], valueOf(messages) ?? [], { base: kenelta.base, ohjauskoodit });
  const given = toRivit(rows, isPartial(kenelta));
  return { rows: given.rows, failures: [...given.failures, ...failures] };
}

/** Plans in one record: without their goals where those did not come. */
export function toSuunnitelmaRivit(kenelta: Kenelta): Rivit<Toteutussuunnitelma> {
  const plans = read(carePlanTapa, kenelta) ?? notOffered;
  if (!plans.ok) return toRivit(plans);
  const goals = read(goalTapa, kenelta);
  const episodes = read(episodeTapa, kenelta);
  const viitatut = { base: kenelta.base, goals: valueOf(goals), episodes: valueOf(episodes) };
  const given = toRivit(ok(toSuunnitelmat(plans.value, viitatut)), isPartial(kenelta));
  const failures = [goals, episodes].filter((each) => each?.ok === false);
  return { rows: given.rows, failures: [...given.failures, ...failures] };
}

/** A node that does not let the type be searched can't be asked for the item at all. */
const notOffered = failed("configuration", "the node does not offer the type");

/** Undefined where the node does not offer the type. */
function read<T extends MarkedWire>(
  tapa: Lukutapa<T>,
  { loydokset, potilas, base }: Kenelta,
): SourceResult<readonly Luettu<T>[]> | undefined {
  const found = loydokset[tapa.tyyppi];
  return found?.ok === true ? readResources(found.value, tapa, { potilas, base }) : found;
}

function valueOf<T>(result: SourceResult<T> | undefined): T | undefined {
  return result?.ok === true ? result.value : undefined;
}

function isPartial({ loydokset }: Kenelta): boolean {
  return Object.values(loydokset).some((found) => found.ok && found.value.isPartial);
}
